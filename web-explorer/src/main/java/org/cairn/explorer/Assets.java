package org.cairn.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that pages refer to. Their path holds a hash of the content, so that a browser may keep
 * them for ever. Immutable and thread-safe.
 */
public final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "explorer.css", "text/css; charset=utf-8",
          "explorer.js", "text/javascript; charset=utf-8",
          "cairn.svg", "image/svg+xml");

  /** A file as it is sent. */
  record Asset(byte[] content, String type, String version) {}

  private final Map<String, Asset> assets = new TreeMap<>();

  Assets() {
    TYPES.forEach((name, type) -> assets.put(name, load(name, type)));
  }

  /** Path below the explorer's root, such as {@code /assets/0123456789ab/explorer.css}. */
  public String path(String name) {
    return "/assets/" + find(name).orElseThrow().version() + "/" + name;
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private static Asset load(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the explorer lacks its file " + name);
      }
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Asset(content, type, HexFormat.of().formatHex(digest, 0, 6));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.cairn.protocol.trie;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.cairn.protocol.bytes.Hex;

/** Official vectors out of the archives below the system property {@code cairn.shared}. */
final class TrieVectors {
  private TrieVectors() {}

  static JsonNode read(String archive, String entry) throws IOException {
    Path path = Path.of(System.getProperty("cairn.shared", "."), "vectors", archive);
    assumeTrue(Files.exists(path), "test vectors are missing: " + path);
    try (ZipFile zip = new ZipFile(path.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Bytes of hex with a prefix, else of the text itself. */
  static byte[] bytes(String text) {
    return text.startsWith("0x") ? Hex.decode(text) : text.getBytes(StandardCharsets.UTF_8);
  }
}

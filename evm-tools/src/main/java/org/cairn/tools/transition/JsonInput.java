package org.cairn.tools.transition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Documents that come from files, or as members of one object from the standard input, which is
 * read once. Every method throws TransitionException if what it is to read is absent or no JSON.
 */
final class JsonInput {
  static final String STDIN = "stdin";

  private static final int MOST_BYTES = 1 << 30;
  private static final int MOST_NESTING = 64;
  private static final ObjectMapper JSON = mapper();

  private final InputStream in;
  private @Nullable JsonNode stream;

  JsonInput(InputStream in) {
    this.in = in;
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MOST_NESTING)
                .maxStringLength(MOST_BYTES)
                .build());
    return mapper;
  }

  /**
   * The document of that name.
   *
   * @param where a file, or {@code stdin}, where a missing member is a missing node
   */
  JsonNode document(String where, String name) {
    return where.equals(STDIN) ? member(name) : readFile(where, name);
  }

  /** A member of the object that comes by the standard input; null is missing. */
  JsonNode member(String name) {
    if (stream == null) {
      stream = readStream();
    }
    JsonNode member = stream.path(name);
    return member.isNull() ? MissingNode.getInstance() : member;
  }

  private JsonNode readStream() {
    try {
      return parse(in.readNBytes(MOST_BYTES), STDIN);
    } catch (IOException e) {
      throw new TransitionException(
          TransitionException.INPUT, "failed reading stdin: " + e.getMessage(), e);
    }
  }

  private static JsonNode readFile(String file, String name) {
    byte[] bytes;
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MOST_BYTES) {
        throw new TransitionException(
            TransitionException.INPUT, name + " file is larger than a gigabyte: " + file);
      }
      bytes = Files.readAllBytes(path);
    } catch (IOException | InvalidPathException e) {
      throw new TransitionException(
          TransitionException.INPUT, "failed reading " + name + " file: " + file, e);
    }
    return parse(bytes, name + " file");
  }

  private static JsonNode parse(byte[] bytes, String name) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json != null && !json.isMissingNode()) {
        return json;
      }
      throw new TransitionException(
          TransitionException.INPUT, "failed unmarshalling " + name + ": it is empty");
    } catch (JsonProcessingException e) {
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new TransitionException(
          TransitionException.INPUT,
          "failed unmarshalling " + name + ": " + (first.length() > 200 ? "no JSON" : first),
          e);
    } catch (IOException e) {
      throw new TransitionException(
          TransitionException.INPUT, "failed reading " + name + ": " + e.getMessage(), e);
    }
  }
}

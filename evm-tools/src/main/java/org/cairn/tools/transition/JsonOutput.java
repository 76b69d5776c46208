package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Documents that go to files of one folder, or as members of one object to a stream. */
final class JsonOutput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final ObjectNode toOut = JsonNodeFactory.instance.objectNode();
  private final ObjectNode toErr = JsonNodeFactory.instance.objectNode();

  /**
   * Makes the folder if it is not there.
   *
   * @param folder empty for the working directory
   */
  JsonOutput(String folder) {
    try {
      this.folder = Path.of(folder);
      if (!folder.isEmpty()) {
        Files.createDirectories(this.folder);
      }
    } catch (IOException | InvalidPathException e) {
      throw new TransitionException(
          TransitionException.IO, "failed creating output basedir: " + folder, e);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * Writes a document to a file, or keeps it for a stream.
   *
   * @param target a file, {@code stdout}, {@code stderr}, or empty for none
   */
  void add(String target, String name, JsonNode document) {
    switch (target) {
      case "stdout" -> toOut.set(name, document);
      case "stderr" -> toErr.set(name, document);
      case "" -> {}
      default -> writeFile(target, document);
    }
  }

  void writeFile(String name, JsonNode document) {
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(name).toFile(), document);
    } catch (IOException | InvalidPathException e) {
      throw new TransitionException(TransitionException.IO, "failed writing output: " + name, e);
    }
  }

  /** Prints what is for the streams. */
  void print(PrintStream out, PrintStream err) {
    print(toOut, out);
    print(toErr, err);
  }

  static void print(ObjectNode json, PrintStream to) {
    if (!json.isEmpty()) {
      to.println(json.toPrettyString());
      to.flush();
    }
  }
}

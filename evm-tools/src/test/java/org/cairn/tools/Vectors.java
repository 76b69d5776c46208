package org.cairn.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** Access to the official vectors and recorded chains, wherever {@code cairn.shared} says. */
public final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** The file below the shared folder; skips the test if it is absent. */
  public static Path file(String path) {
    Path file = Path.of(System.getProperty("cairn.shared", "shared"), path);
    assumeTrue(
        Files.exists(file),
        () -> "missing " + file + ": set -Dcairn.shared to the vectors' folder");
    return file;
  }

  /** Reads one entry of a zip archive in the folder {@code vectors}. */
  public static byte[] entry(String archive, String name) {
    try (ZipFile zip = new ZipFile(file("vectors/" + archive).toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the entries that start so, folders left out. */
  public static List<String> entries(String archive, String prefix) {
    try (ZipFile zip = new ZipFile(file("vectors/" + archive).toFile())) {
      List<String> names = new ArrayList<>();
      zip.stream()
          .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
          .forEach(entry -> names.add(entry.getName()));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(String archive, String name) {
    return json(entry(archive, name));
  }

  /** Whether long suites run whole instead of a sample. */
  public static boolean all() {
    return Boolean.getBoolean("cairn.all");
  }

  /** The seed of random tests and samples, printed so that a failure can be repeated. */
  public static long seed(Class<?> test) {
    long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
    System.out.println(test.getSimpleName() + ": -Dcairn.seed=" + seed);
    return seed;
  }
}

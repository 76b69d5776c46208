package org.cairn.tools.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cairn.protocol.bytes.Bytes;

/** Inputs of precompiled contracts: those of go-ethereum's tests, whole or spoilt. */
final class PrecompileInputs {
  private static final int MOST_BYTES = 800;

  private final List<Bytes> inputs = new ArrayList<>();

  /** Reads what there is in the vectors' folder; without it inputs are random bytes. */
  PrecompileInputs() {
    Path archive =
        Path.of(System.getProperty("cairn.shared", "shared"), "vectors", "geth-precompiles.zip");
    if (!Files.exists(archive)) {
      return;
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".json")) {
          add(new ObjectMapper().readTree(zip.getInputStream(entry).readAllBytes()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(JsonNode tests) {
    for (JsonNode test : tests) {
      String input = test.path("Input").asText();
      if (input.length() <= 2 * MOST_BYTES) {
        inputs.add(Bytes.of(input));
      }
    }
  }

  byte[] next(Random random) {
    if (inputs.isEmpty() || random.nextInt(5) == 0) {
      byte[] bytes = new byte[random.nextInt(220)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        Arrays.fill(bytes, (byte) random.nextInt(2));
      }
      return bytes;
    }
    byte[] input = inputs.get(random.nextInt(inputs.size())).toArray();
    if (input.length > 0 && random.nextInt(3) == 0) {
      input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(6) == 0 ? Arrays.copyOf(input, random.nextInt(input.length + 40)) : input;
  }
}

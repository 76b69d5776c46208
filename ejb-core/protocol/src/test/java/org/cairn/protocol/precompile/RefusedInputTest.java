package org.cairn.protocol.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.fork.Forks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that no precompiled contract takes, and go-ethereum's words for why. */
final class RefusedInputTest {
  private static final Pattern ZEROS = Pattern.compile("\\*(\\d+)\\*");

  static List<String> inputs() throws IOException {
    try (InputStream in = RefusedInputTest.class.getResourceAsStream("refused-inputs.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void wordsAreThoseOfGoEthereum(String line) {
    String[] parts = line.split(";", 3);
    Address contract = Address.of(Integer.parseInt(parts[0]));
    String hex =
        ZEROS.matcher(parts[1]).replaceAll(zeros -> "00".repeat(Integer.parseInt(zeros.group(1))));
    byte[] input = Hex.decode(hex);
    Precompile precompile = Forks.OSAKA.execution().precompiles().at(contract);
    assertThat(precompile.run(input)).isNull();
    assertThat(RefusedInput.why(contract, input)).isEqualTo(parts[2]);
  }

  @Test
  void contractWithoutKnownFailuresHasGeneralWords() {
    assertThat(RefusedInput.why(Address.of(0x1234), new byte[0]))
        .isEqualTo("precompiled contract refused its input");
  }
}

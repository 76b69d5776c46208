package org.cairn.protocol.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.crypto.Sha256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/**
 * Proofs of values of polynomials, given to the contract of EIP-4844 under their versioned hash.
 */
class KzgReferenceTest {
  private static final List<String> PARTS = List.of("z", "y", "commitment", "proof");

  @Test
  void acceptsProofsAndRefusesWhatIsNone() {
    List<String> files = Vectors.entries("kzg.zip", "kzg/verify_kzg_proof/");
    assertThat(files).hasSize(102);
    for (String file : files) {
      String text = new String(Vectors.entry("kzg.zip", file), StandardCharsets.US_ASCII);
      byte[] output = Precompiles.POINT_EVALUATION.run(input(text));
      // no output at all stands for input that is malformed
      assertThat(output != null).as(file).isEqualTo(text.contains("output: true"));
    }
  }

  private static byte[] input(String text) {
    byte[] versionedHash = Sha256.hash(member(text, "commitment"));
    versionedHash[0] = 1;
    StringBuilder input = new StringBuilder(Hex.encode(versionedHash));
    PARTS.forEach(part -> input.append(Bytes.wrap(member(text, part)).toString().substring(2)));
    return Hex.decode(input);
  }

  private static byte[] member(String text, String name) {
    Matcher line = Pattern.compile("(?m)^  " + name + ": '(0x[0-9a-f]*)'").matcher(text);
    assertThat(line.find()).as(name).isTrue();
    return Hex.decode(line.group(1));
  }
}

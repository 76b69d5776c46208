package org.cairn.tools.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.tools.Vectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The blocks with which go-ethereum tests its {@code evm b11r}. */
final class BlockBuilderReferenceTest {
  private static final String ARCHIVE = "geth-t8n.zip";

  @ParameterizedTest
  @CsvSource({
    "20, exp.json, false, false",
    "21, exp-clique.json, true, false",
    "21, exp.json, false, false",
    "22, exp.json, false, false",
    "27, exp.json, false, true"
  })
  void blockIsThatOfGoEthereum(
      String number, String expected, boolean seals, boolean withdrawals, @TempDir Path folder)
      throws IOException {
    String prefix = "cmd/evm/testdata/" + number + "/";
    for (String name : Vectors.entries(ARCHIVE, prefix)) {
      Files.write(folder.resolve(name.substring(prefix.length())), Vectors.entry(ARCHIVE, name));
    }
    BlockBuilder.Options options =
        new BlockBuilder.Options(
            folder.resolve("header.json").toString(),
            folder.resolve("ommers.json").toString(),
            withdrawals ? folder.resolve("withdrawals.json").toString() : "",
            folder.resolve("txs.rlp").toString(),
            seals ? folder.resolve("clique.json").toString() : "",
            "",
            "stdout");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new BlockBuilder(
                options,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run();
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(Vectors.json(out.toByteArray())).isEqualTo(Vectors.json(ARCHIVE, prefix + expected));
  }
}

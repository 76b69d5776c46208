package org.cairn.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cairn.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State and output of runs, which must be those of go-ethereum's {@code evm} where it is installed.
 */
final class EvmRunReferenceTest {
  private static final Path EVM =
      Path.of(System.getProperty("cairn.evm", System.getProperty("user.home") + "/go/bin/evm"));
  private static final String GENESIS =
      """
      {"config": {"chainId": 5, "homesteadBlock": 0, "eip150Block": 0, "eip155Block": 0,
         "eip158Block": 0, "byzantiumBlock": 0, "constantinopleBlock": 0, "petersburgBlock": 0,
         "istanbulBlock": 0, "berlinBlock": 0, "londonBlock": 0, "terminalTotalDifficulty": 0,
         "shanghaiTime": 0, "cancunTime": 0, "pragueTime": 0, "blobSchedule": {
           "cancun": {"target": 3, "max": 6, "baseFeeUpdateFraction": 3338477},
           "prague": {"target": 6, "max": 9, "baseFeeUpdateFraction": 5007716}}},
       "gasLimit": "0x1000000", "difficulty": "0x0",
       "alloc": {
         "0x0000000000000000000000007265636569766572": {"balance": "0x7",
           "code": "0x476000526001600155600060025560206000f3",
           "storage": {"0x02": "0x05", "0x03": "0xffff"}},
         "0x00000000000000000000000000000000000000aa": {"balance": "0x1", "nonce": "0x3",
           "storage": {"0x01": "0x0200"}},
         "0x000000000000000000000000000073656e646572": {"balance": "0xffffffffffffffffffffffffffff",
           "nonce": "0xffffffffffffff"}}}
      """;

  @TempDir private static Path folder;
  private static Path genesis;

  @BeforeAll
  static void findGoEthereum() throws IOException {
    assumeTrue(
        Files.isExecutable(EVM),
        EVM
            + " is not there: go install github.com/ethereum/go-ethereum/cmd/evm@v1.17.5, or"
            + " -Dcairn.evm");
    genesis = Files.writeString(folder.resolve("genesis.json"), GENESIS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "600160025560ff60005260206000f3",
        "--create 600160025560016000f3",
        "--value 5 6001",
        "--prestate GENESIS",
        "--prestate GENESIS --value 100",
        "--prestate GENESIS --value 100 --create 60ff60015530ff",
        "--prestate GENESIS --receiver 0x00000000000000000000000000000000000000aa",
        "--prestate GENESIS --value 1 --receiver 0x00000000000000000000000000000000000000bb",
        "--prestate GENESIS 33ff",
        "--prestate GENESIS --price 7 3a60005560206000f3",
        "--sender 0x00000000000000000000000000000000000000cc --create 00",
        "5f5f5ff0600155",
        "30ff",
      })
  void stateAndOutputAreTheSame(String arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "--dump"));
    all.addAll(List.of(arguments.replace("GENESIS", genesis.toString()).split(" ")));
    assertThat(ofCairn(all)).isEqualTo(ofGoEthereum(all));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "600160015560026001556000600155fe",
        "--value 0xffffffffffffffffffffffffffffffff 00",
        "--create --input aa 600160025560016000f3",
        "5f5f5f5f5f60045af15001",
        "6460016000f35f526005601b5ff0",
        "--nostack 600100",
        "60006000fd",
        "56",
        "600056",
        "5f5f5f5f5f6020805f8082600a3d39fd5a80f1",
        "30ff",
        "0c",
      })
  void tableOfInstructionsIsTheSame(String arguments) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of("run", "--prestate", genesis.toString(), "--trace", "--trace.format", "md"));
    if (!arguments.isEmpty()) {
      all.addAll(List.of(arguments.split(" ")));
    }
    assertThat(ofCairn(all)).isEqualTo(ofGoEthereum(all));
  }

  /** The standard output, and behind it the standard error. */
  private static String ofCairn(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("evm"));
    command.addAll(arguments);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(command.toArray(String[]::new));
    return out.toString() + err;
  }

  private static String ofGoEthereum(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(EVM.toString(), "--verbosity", "0"));
    command.addAll(arguments);
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out + Files.readString(err);
  }
}

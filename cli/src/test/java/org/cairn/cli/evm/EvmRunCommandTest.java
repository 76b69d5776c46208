package org.cairn.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cairn.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class EvmRunCommandTest {
  private static final String GENESIS =
      """
      {"config": {"chainId": 5, "homesteadBlock": 0}, "gasLimit": "0x10000", "difficulty": "0x1",
       "alloc": {"0x0000000000000000000000007265636569766572":
         {"balance": "0x7", "code": "0x4760005260206000f3"}}}\
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheOutput() {
    assertThat(run("60ff60005260206000f3")).isZero();
    assertThat(out.toString()).isEqualTo("0x" + "0".repeat(62) + "ff\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhyTheProgramHalted() {
    assertThat(run("60016000fd")).isZero();
    assertThat(out.toString()).isEqualTo("0x00\n error: execution reverted\n");
  }

  @Test
  void traceIsThatOfGoEthereumAndReplacesTheOutput() {
    assertThat(run("--trace", "--trace.format=json", "6040")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            """
            {"pc":0,"op":96,"gas":"0x2540be400","gasCost":"0x3","memSize":0,"stack":[],"depth":1,\
            "refund":0,"opName":"PUSH1"}
            {"pc":2,"op":0,"gas":"0x2540be3fd","gasCost":"0x0","memSize":0,"stack":["0x40"],\
            "depth":1,"refund":0,"opName":"STOP"}
            {"output":"","gasUsed":"0x3"}
            """);
  }

  @Test
  void runsTheCodeOfAnAccountOfTheGenesisFile(@TempDir Path folder) throws IOException {
    Path genesis = Files.writeString(folder.resolve("genesis.json"), GENESIS);
    assertThat(run("--prestate", genesis.toString(), "--fork", "Istanbul")).isZero();
    assertThat(out.toString()).isEqualTo("0x" + "0".repeat(63) + "7\n");
  }

  @Test
  void creationReturnsTheCodeThatItDeploys() {
    assertThat(run("--create", "--input", "600160025560016000f3")).isZero();
    assertThat(out.toString()).isEqualTo("0x00\n");
  }

  @Test
  void codeComesFromAFile(@TempDir Path folder) throws IOException {
    Path code = Files.writeString(folder.resolve("code.hex"), "0x60ff60005360016000f3\n");
    assertThat(run("--codefile", code.toString())).isZero();
    assertThat(out.toString()).isEqualTo("0xff\n");
  }

  @Test
  void printsTheStateInFrontOfTheOutput() {
    assertThat(run("--dump", "60016002553060005260206000f3")).isZero();
    assertThat(out.toString())
        .startsWith("{\n    \"root\": \"")
        .contains("0000000002\": \"01\"\n")
        .endsWith("    }\n}\n0x" + "0".repeat(24) + "0000000000000000000000007265636569766572\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void stateIsPrintedBesideATrace() {
    assertThat(run("--dump", "--json", "--nostorage", "00")).isZero();
    assertThat(out.toString()).startsWith("{\n    \"root\": \"").endsWith("}\n}\n");
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void traceCanBeATable() {
    assertThat(run("--trace", "--trace.format", "md", "--gas", "100", "60fffe")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            """
            Pre-execution info:
              - from: `0x000000000000000000000000000073656E646572`
              - to: `0x0000000000000000000000007265636569766572`
              - data: ``
              - gas: `100`
              - value: `0` wei

            |  Pc   |      Op     | Cost |   Refund  |   Stack   |
            |-------|-------------|------|-----------|-----------|
            |    0  |      PUSH1  |    3 |         0 |        [] |
            |    2  |    INVALID  |    0 |         0 |    [0xff] |

            Error: at pc=2, op=254: invalid opcode: INVALID

            Post-execution info:
              - output: ``
              - consumed gas: `100`
              - error: `invalid opcode: INVALID`
            """);
  }

  @Test
  void benchmarkPrintsGasAndTime() {
    assertThat(run("--bench", "6001")).isZero();
    assertThat(err.toString()).matches("EVM gas used:    3\nexecution time:  [0-9.]+ms\n");
    assertThat(out.toString()).isEqualTo("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "600                        | odd number of hex digits",
        "zz                         | no hex digit",
        "--input 0x1 00             | odd number of hex digits",
        "--fork Nope 00             | no fork that is known",
        "--fork BPO9 00             | no fork that is known",
        "--gas 0xffffffffffffffff 0 | 63 bits",
        "--gas 99999999999999999999 | 63 bits",
        "--value x 00               | 256 bits",
        "--sender 0x12 00           | 1 bytes where 20 belong",
        "--codefile /no/such/file   | cannot be read",
        "--inputfile /no/such/file  | cannot be read",
        "--prestate /no/such/file   | cannot be read",
        "--trace.format struct 00   | can only be json or md",
      })
  void whatCannotBeRunEndsInOneSentence(String arguments, String sentence) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(sentence).startsWith("cairn: ");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void hostileGenesisFileEndsInOneSentence(@TempDir Path folder) throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.json"), "{\"alloc\":".repeat(100_000));
    assertThat(run("--prestate", deep.toString(), "00")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void recursionWithAllGasEnds() {
    // calls itself with all the gas that there is
    assertThat(run("--gas", "100000000", "5f5f5f5f5f305af1")).isZero();
    assertThat(out.toString()).isEqualTo("\n");
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "evm";
    all[1] = "run";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(all);
  }
}

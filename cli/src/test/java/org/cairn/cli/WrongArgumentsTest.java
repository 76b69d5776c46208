package org.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrongArgumentsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "import --url http://x    | cairn import: unknown option '--url'; 'cairn import --help' lists the options",
        "run --url=x              | cairn run: unknown option '--url'; 'cairn run --help' lists the options",
        "status --verbose         | cairn status: unknown option '--verbose'; 'cairn status --help' lists the options",
        "bench import --fast x    | cairn bench import: unknown option '--fast'; 'cairn bench import --help' lists the options",
        "statetest --x            | cairn statetest: unknown option '--x'; 'cairn statetest --help' lists the options",
        "blocktest --x y.json     | cairn blocktest: unknown option '--x'; 'cairn blocktest --help' lists the options",
        "conformance --x          | cairn conformance: unknown option '--x'; 'cairn conformance --help' lists the options",
        "t8n --state.eip 1        | cairn t8n: unknown option '--state.eip'; 'cairn t8n --help' lists the options",
        "evm run --vm 1           | cairn evm run: unknown option '--vm'; 'cairn evm run --help' lists the options",
        "evm bench --x            | cairn evm bench: unknown option '--x'; 'cairn evm bench --help' lists the options",
        "-x                       | cairn: unknown option '-x'; 'cairn --help' lists the commands",
        "sing                     | cairn: unknown command 'sing'; 'cairn --help' lists the commands",
        "evm walk                 | cairn evm: unknown command 'walk'; 'cairn evm --help' lists the commands",
        "evm                      | cairn evm: a command is missing; 'cairn evm --help' lists the commands",
        "status now               | cairn status: unexpected argument 'now'; 'cairn status --help' lists the options",
        "import --rpc             | cairn import: option '--rpc' needs a value (URL); 'cairn import --help' lists the options",
        "run --data --heap 1g     | cairn run: option '--data' needs a value (DIR); 'cairn run --help' lists the options",
        "t8n --input.env          | cairn t8n: option '--input.env' needs a value (FILE); 'cairn t8n --help' lists the options",
        "statetest --run          | cairn statetest: option '--run' needs a value (REGEX); 'cairn statetest --help' lists the options",
        "import                   | cairn import: it needs one of FILE, --follow, --cancel, --resume; 'cairn import --help' lists the options",
        "conformance              | cairn conformance: it needs one of DIR, --totals; 'cairn conformance --help' lists the options",
        "export                   | cairn export: FILE is missing; 'cairn export --help' lists the options",
        "admin-user               | cairn admin-user: NAME is missing; 'cairn admin-user --help' lists the options",
        "evm bench                | cairn evm bench: FILE.hex is missing; 'cairn evm bench --help' lists the options",
        "run --port-offset many   | cairn run: '--port-offset' needs a whole number, not 'many'; 'cairn run --help' lists the options",
        "run --port-offset 1.5    | cairn run: '--port-offset' needs a whole number, not '1.5'; 'cairn run --help' lists the options",
        "run --port-offset 2147483648 | cairn run: '2147483648' is too large for '--port-offset'; 'cairn run --help' lists the options",
        "run --port-offset 40000  | cairn run: --port-offset is between 0 and 30000; 'cairn run --help' lists the options",
        "run --heap lots          | cairn run: --heap is a size such as 900m or 2g, not lots; 'cairn run --help' lists the options",
        "export f x 2             | cairn export: 'FIRST' needs a whole number, not 'x'; 'cairn export --help' lists the options",
        "statetest --index x f    | cairn statetest: '--index' needs a whole number, not 'x'; 'cairn statetest --help' lists the options",
        "evm bench --time x f     | cairn evm bench: '--time' needs a whole number, not 'x'; 'cairn evm bench --help' lists the options",
        "run --data a --data b    | cairn run: '--data' is given twice; 'cairn run --help' lists the options",
        "run --sample --network x | cairn run: only one can be given of --network=NAME, --sample; 'cairn run --help' lists the options",
        "status --rpc a^b         | cairn status: '--rpc' needs a URL, not 'a^b'; 'cairn status --help' lists the options",
      })
  void areNamedInOneSentence(String arguments, String sentence) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err).hasToString(sentence + "\n");
    assertThat(out).hasToString("");
  }

  @Test
  void withoutAnyTheCommandIsMissing() {
    assertThat(run()).isEqualTo(2);
    assertThat(err).hasToString("cairn: a command is missing; 'cairn --help' lists the commands\n");
  }

  @Test
  void stayOneLineHoweverTheyLook() {
    assertThat(run("status", "--a\nb\u001b[31m" + "x".repeat(1000))).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().hasSizeLessThan(250);
    assertThat(err.toString()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | import %s                       | cairn: %s cannot be read.",
        "1 | bench import %s                 | cairn: there is no chain file %s",
        "1 | run --genesis %s --data unused  | cairn: the genesis file %s cannot be read.",
        "2 | statetest %s                    | cairn: %s does not exist or cannot be read.",
        "2 | blocktest %s                    | cairn: %s does not exist or cannot be read.",
        "2 | conformance --totals %s         | cairn: %s/state-legacy-constantinople.tsv does not exist.",
        "2 | evm bench %s                    | cairn: %s cannot be read.",
        "2 | evm run --codefile %s           | cairn: --codefile names a file that cannot be read: %s",
      })
  void filesThatAreMissingAreNamed(
      int code, String arguments, String sentence, @TempDir Path folder) {
    Path file = folder.resolve("none");
    assertThat(run(arguments.formatted(file).split(" "))).isEqualTo(code);
    assertThat(err.toString().lines()).last().isEqualTo(sentence.formatted(file));
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void genesisFileBesideTheBlocksIsNamedIfMissing(@TempDir Path folder) throws Exception {
    Path chain = Files.writeString(folder.resolve("chain.rlp"), "");
    assertThat(run("bench", "import", chain.toString())).isEqualTo(1);
    assertThat(err).hasToString("cairn: " + folder.resolve("genesis.json") + " does not exist.\n");
  }

  @Test
  void programThatIsNoHexIsNamed(@TempDir Path folder) throws Exception {
    Path program = Files.writeString(folder.resolve("a.hex"), "ADD");
    assertThat(run("evm", "bench", program.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cairn: " + program + " holds no hex: ");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

package org.cairn.cli.evm;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cairn.cli.CommandException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.genesis.GenesisException;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.NamedNetworks;
import org.cairn.tools.run.MarkdownTracer;
import org.cairn.tools.run.Program;
import org.cairn.tools.run.ProgramRun;
import org.cairn.tools.run.StateDump;
import org.cairn.tools.run.World;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one program, with the options of go-ethereum's {@code evm run}. */
@Command(
    name = "run",
    description = "Runs one program and prints its output.",
    mixinStandardHelpOptions = true)
public final class EvmRunCommand implements Callable<Integer> {
  private static final int MOST_FILE_BYTES = 64 << 20;
  private static final Set<String> FORMATS = Set.of("json", "md");
  private static final long BENCH_NANOS = 1_000_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "the code in hex")
  private String code = "";

  @Option(names = "--codefile", paramLabel = "FILE", description = "a file of hex, - for stdin")
  private @Nullable String codeFile;

  @Option(names = "--input", description = "the call data in hex")
  private String input = "";

  @Option(names = "--inputfile", paramLabel = "FILE", description = "a file of hex")
  private @Nullable Path inputFile;

  @Option(names = "--gas", description = "default 10000000000")
  private String gas = "10000000000";

  @Option(names = "--price", description = "the gas price that the code sees, in wei")
  private String price = "0";

  @Option(names = "--value", description = "what the sender gives, in wei")
  private String value = "0";

  @Option(names = "--sender", description = "an address")
  private String sender = "0x000000000000000000000000000073656e646572";

  @Option(names = "--receiver", description = "where the code is put")
  private String receiver = "0x0000000000000000000000007265636569766572";

  @Option(names = "--create", description = "run the code as init code")
  private boolean create;

  @Option(names = "--fork", description = "Frontier to Osaka, BPO1 ..; default Osaka")
  private @Nullable String fork;

  @Option(names = "--prestate", paramLabel = "GENESIS.json", description = "accounts and block")
  private @Nullable Path prestate;

  @Option(names = "--trace", description = "write EIP-3155 lines to stderr, and no output")
  private boolean trace;

  @Option(names = "--json", description = "likewise; both may be given")
  private boolean json;

  @Option(names = "--trace.format", description = "json, or md for a table")
  private String traceFormat = "json";

  @Option(
      names = {"--trace.nomemory", "--nomemory"},
      arity = "0..1",
      fallbackValue = "true",
      description = "false: lines have the memory")
  private boolean noMemory = true;

  @Option(
      names = {"--trace.nostack", "--nostack"},
      arity = "0..1",
      fallbackValue = "true",
      description = "lines have no stack")
  private boolean noStack;

  @Option(
      names = {"--trace.noreturndata", "--noreturndata"},
      arity = "0..1",
      fallbackValue = "true",
      description = "false: lines have what the last call returned")
  private boolean noReturnData = true;

  @SuppressWarnings("UnusedVariable") // lines have none
  @Option(
      names = {"--trace.nostorage", "--nostorage"},
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  private boolean noStorage;

  @Option(names = "--dump", description = "print the state after the run, in front of the output")
  private boolean dump;

  @Option(names = "--statdump", description = "print gas and time to stderr")
  private boolean statistics;

  @Option(names = "--bench", description = "run it for a second, and print gas and mean time")
  private boolean bench;

  @Override
  public Integer call() {
    if (!FORMATS.contains(traceFormat)) {
      throw wrong("--trace.format", "can only be json or md, not " + traceFormat);
    }
    World world = world();
    Program program = program(prestate == null ? number("--gas", gas) : world.block().gasLimit());
    long begin = System.nanoTime();
    ProgramRun run = trace || json ? traced(program, world) : ProgramRun.of(program, world, null);
    long nanos = bench ? meanNanos(program, world) : System.nanoTime() - begin;
    print(run, nanos);
    return 0;
  }

  private static long meanNanos(Program program, World world) {
    long begin = System.nanoTime();
    long runs = 0;
    long passed = 0;
    while (passed < BENCH_NANOS) {
      ProgramRun.of(program, world, null);
      runs++;
      passed = System.nanoTime() - begin;
    }
    return passed / runs;
  }

  private void print(ProgramRun run, long nanos) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (dump) {
      out.println(StateDump.of(run.after()));
    }
    if (statistics || bench) {
      err.printf(Locale.ROOT, "EVM gas used:    %d%n", run.gasUsed());
      err.printf(Locale.ROOT, "execution time:  %.3fms%n", nanos / 1e6);
    }
    if (!trace && !json) {
      Bytes output = run.result().output();
      out.println(output.isEmpty() ? "" : output.toString());
      if (!run.result().outcome().succeeded()) {
        out.println(" error: " + run.result().outcome().message());
      }
    }
  }

  private ProgramRun traced(Program program, World world) {
    Eip3155Tracer.Options shown =
        new Eip3155Tracer.Options(!noMemory, !noStack, !noReturnData, false);
    PrintWriter lines = spec.commandLine().getErr();
    Tracer tracer =
        traceFormat.equals("md")
            ? new MarkdownTracer(lines, !noStack)
            : new Eip3155Tracer(lines, shown);
    ProgramRun run = ProgramRun.of(program, world, tracer);
    lines.flush();
    return run;
  }

  private World world() {
    Optional<Fork> rules = Optional.ofNullable(fork).map(this::forkOf);
    if (prestate == null) {
      return World.empty(rules.orElse(Forks.OSAKA), number("--gas", gas));
    }
    try {
      return World.of(Genesis.parse(read("--prestate", prestate)), rules);
    } catch (GenesisException e) {
      throw wrong("--prestate", e.getMessage());
    }
  }

  private Fork forkOf(String name) {
    return NamedNetworks.fork(name)
        .orElseThrow(() -> wrong("--fork", "names no fork that is known: " + name));
  }

  private Program program(long gasLimit) {
    return new Program(
        hex("the code", codeText()),
        hex("the input", inputText()),
        address("--sender", sender),
        address("--receiver", receiver),
        word("--value", value),
        word("--price", price),
        gasLimit,
        create);
  }

  private String codeText() {
    if (codeFile == null) {
      return code;
    }
    if (!codeFile.equals("-")) {
      return new String(read("--codefile", Path.of(codeFile)), StandardCharsets.ISO_8859_1);
    }
    try {
      return new String(System.in.readNBytes(MOST_FILE_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw wrong("--codefile", "cannot read the standard input: " + e.getMessage());
    }
  }

  private String inputText() {
    return inputFile == null
        ? input
        : new String(read("--inputfile", inputFile), StandardCharsets.ISO_8859_1);
  }

  private byte[] read(String option, Path file) {
    try {
      if (Files.size(file) > MOST_FILE_BYTES) {
        throw wrong(option, "names a file of more than " + MOST_FILE_BYTES + " bytes: " + file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw wrong(option, "names a file that cannot be read: " + file);
    }
  }

  private Bytes hex(String what, String text) {
    try {
      return Bytes.of(text.strip());
    } catch (IllegalArgumentException e) {
      throw CommandException.ofInput(what + " is no hex: " + e.getMessage());
    }
  }

  private Address address(String option, String text) {
    Bytes bytes = hex(option, text);
    if (bytes.length() != 20) {
      throw wrong(option, "has " + bytes.length() + " bytes where 20 belong");
    }
    return Address.of(bytes.shared());
  }

  private U256 word(String option, String text) {
    try {
      return U256.of(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(option, "is no number of 256 bits: " + text);
    }
  }

  private long number(String option, String text) {
    U256 number = word(option, text);
    if (!number.fitsLong()) {
      throw wrong(option, "is no number of 63 bits: " + text);
    }
    return number.toLong();
  }

  private static CommandException wrong(String option, @Nullable String what) {
    return CommandException.ofInput(option + " " + what);
  }
}

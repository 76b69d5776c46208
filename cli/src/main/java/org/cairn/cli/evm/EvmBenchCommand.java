package org.cairn.cli.evm;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cairn.cli.CommandException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.TransactionEnvironment;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.uint.U256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs programs in hexadecimal files, each as one call on an empty state, and times them. */
@Command(
    name = "bench",
    description = "Times programs: name, gas, best ns, median ns, ok, separated by tabs.",
    mixinStandardHelpOptions = true)
public final class EvmBenchCommand implements Callable<Integer> {
  private static final Address PROGRAM = Address.of(0xcc);
  private static final long GAS = 2_000_000_000;

  @Parameters(arity = "1..*", paramLabel = "FILE.hex", description = "run-time code")
  private List<Path> files = List.of();

  @Option(names = "--warm-up", description = "milliseconds before the timing, default 3000")
  private long warmUp = 3_000;

  @Option(names = "--time", description = "milliseconds of timing, default 1500")
  private long time = 1_500;

  @Option(names = "--cpu", description = "time by the thread's CPU clock, for a busy machine")
  private boolean cpu;

  private final PrintStream out = System.out;

  /** What a round gave. */
  private record Round(long nanos, Machine.Result result) {}

  @Override
  public Integer call() {
    System.err.println("warm-up of " + warmUp + " ms a program");
    for (Path file : files) {
      out.println(line(file));
    }
    return 0;
  }

  private String line(Path file) {
    Bytes code = program(file);
    CodeCache codes = new CodeCache(16 << 20);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < warmUp * 1_000_000) {
      run(code, codes);
    }
    long[] times = new long[100];
    int count = 0;
    Round last = run(code, codes);
    begin = System.nanoTime();
    while (count < 5 || (count < 100 && System.nanoTime() - begin < time * 1_000_000)) {
      last = run(code, codes);
      times[count++] = last.nanos;
    }
    Arrays.sort(times, 0, count);
    String name = String.valueOf(file.getFileName()).replace(".hex", "");
    boolean ok = last.result.outcome().succeeded();
    return String.join(
        "\t",
        name,
        Long.toString(GAS - last.result.gasLeft()),
        Long.toString(times[0]),
        Long.toString(times[count / 2]),
        ok ? "ok" : last.result.outcome().message());
  }

  private static Bytes program(Path file) {
    try {
      return Bytes.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      throw CommandException.ofInput(file + " cannot be read.");
    } catch (IllegalArgumentException e) {
      throw CommandException.ofInput(file + " holds no hex: " + e.getMessage() + ".");
    }
  }

  private Round run(Bytes code, CodeCache codes) {
    StateJournal journal = new StateJournal(new OneProgram(code, Keccak256.hash(code)));
    journal.beginTransaction();
    journal.warm(journal.account(PROGRAM));
    BlockEnvironment block =
        new BlockEnvironment(
            U256.ONE,
            1,
            1,
            GAS,
            Address.ZERO,
            U256.ZERO,
            U256.ONE.toHash(),
            U256.ZERO,
            U256.ONE,
            number -> Hash32.ZERO);
    long begin = clock();
    Machine machine =
        new Machine(Forks.OSAKA.execution(), block, journal, codes, new Cancellation());
    machine.begin(new TransactionEnvironment(Address.ZERO, U256.ZERO, List.of()), 0);
    Machine.Result result = machine.call(Address.ZERO, PROGRAM, U256.ZERO, Bytes.EMPTY, GAS);
    return new Round(clock() - begin, result);
  }

  private long clock() {
    return cpu ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
  }

  /** A state with the program and nothing else. */
  private record OneProgram(Bytes code, Hash32 codeHash) implements StateReader {
    @Override
    public Optional<Account> account(Address address) {
      return Optional.ofNullable(
          Map.of(PROGRAM, new Account(0, U256.ZERO, Account.EMPTY_ROOT, codeHash)).get(address));
    }

    @Override
    public Bytes code(Hash32 hash) {
      return hash.equals(codeHash) ? code : Bytes.EMPTY;
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      return U256.ZERO;
    }
  }
}

package org.cairn.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.KeccakBatch;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.RocksWorldState;

/**
 * The state root of blocks that change random ones of many accounts, over RocksDB as in the node.
 * Prints milliseconds by the clock and of the process's CPU for a root: cold, which is the first
 * block after the world was opened, and warm, the median of the blocks after that.
 *
 * <p>Arguments: accounts (1000000), changes a block (10000), blocks (30).
 */
public final class StateRootBenchmark {
  private static final int BATCH = 20_000;
  private static final int ADDRESSES = 0x10000000;

  private final Random random = new Random(1);
  private final int accounts;
  private final int changes;
  private final int blocks;
  private long number;

  private StateRootBenchmark(int accounts, int changes, int blocks) {
    this.accounts = accounts;
    this.changes = changes;
    this.blocks = blocks;
  }

  public static void main(String[] arguments) throws IOException {
    KeccakBatch.warmUp();
    StateRootBenchmark benchmark =
        new StateRootBenchmark(
            number(arguments, 0, 1_000_000),
            number(arguments, 1, 10_000),
            number(arguments, 2, 30));
    Path directory = Files.createTempDirectory("cairn-bench");
    Parallel all = tasks -> tasks.parallelStream().forEach(Runnable::run);
    try {
      benchmark.fill(directory, all);
      benchmark.run("all cores, first run", directory, all);
      benchmark.run("all cores", directory, all);
      benchmark.run("one core", directory, Parallel.SEQUENTIAL);
    } finally {
      WorldStateBenchmark.delete(directory);
    }
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private static AccountChange account(long balance) {
    return new AccountChange.Updated(1, U256.of(balance), Account.EMPTY_CODE_HASH, false, Map.of());
  }

  private BlockState next(WorldState world, BlockState state, StateDelta delta) {
    BlockState next = world.derive(state, number, Hash32.of(0, 0, 1, number), delta);
    number++;
    return next;
  }

  private void fill(Path directory, Parallel parallel) throws IOException {
    try (WorldState world =
        RocksWorldState.open(directory, RocksWorldState.Limits.DEFAULT, parallel)) {
      BlockState state = world.base();
      for (int from = 0; from < accounts; from += BATCH) {
        Map<Address, AccountChange> batch = new HashMap<>();
        for (int i = from; i < Math.min(accounts, from + BATCH); i++) {
          batch.put(Address.of(ADDRESSES + i), account(1 + i));
        }
        state = next(world, state, new StateDelta(batch, Map.of()));
        state.root();
        world.flush(state);
      }
    }
  }

  private StateDelta changed() {
    Map<Address, AccountChange> batch = new HashMap<>();
    while (batch.size() < changes) {
      batch.put(
          Address.of(ADDRESSES + random.nextInt(accounts)), account(1 + random.nextInt(1 << 30)));
    }
    return new StateDelta(batch, Map.of());
  }

  private void run(String name, Path directory, Parallel parallel) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] wall = new double[blocks];
    double[] cpu = new double[blocks];
    try (WorldState world =
        RocksWorldState.open(directory, RocksWorldState.Limits.DEFAULT, parallel)) {
      BlockState state = world.base();
      for (int i = 0; i < blocks; i++) {
        StateDelta delta = changed();
        long cpuBegan = system.getProcessCpuTime();
        long began = System.nanoTime();
        state = next(world, state, delta);
        state.root();
        wall[i] = (System.nanoTime() - began) / 1e6;
        cpu[i] = (system.getProcessCpuTime() - cpuBegan) / 1e6;
        world.flush(state);
      }
    }
    System.out.printf(
        "%-22s %d accounts, %d changes: cold %.1f ms (CPU %.1f), warm %.1f ms (CPU %.1f)%n",
        name, accounts, changes, wall[0], cpu[0], median(wall), median(cpu));
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.copyOfRange(values, 1, values.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

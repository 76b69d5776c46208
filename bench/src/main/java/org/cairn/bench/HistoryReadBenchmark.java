package org.cairn.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.RocksWorldState;

/**
 * What reading an account and a slot at a random older height costs in a chain of 10 and in one of
 * 100,000 blocks. Every block changes ten of 200,000 accounts and a slot of each, so the states are
 * of one size and the chains differ in their history alone. The heights are all but the newest,
 * where no history is needed; the database is closed and opened between writing and reading, so
 * that both chains are read from files.
 *
 * <p>Arguments: blocks of the long chain (100000), reads (100000).
 */
public final class HistoryReadBenchmark {
  private static final int ACCOUNTS = 200_000;

  private HistoryReadBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int blocks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int reads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    for (int length : new int[] {10, 10, blocks, 10, blocks}) {
      run(length, reads);
    }
  }

  private static void run(int blocks, int reads) throws IOException {
    Path directory = Files.createTempDirectory("cairn-bench");
    try {
      try (WorldState world = open(directory)) {
        fill(world, blocks);
      }
      try (WorldState world = open(directory)) {
        read(world, blocks, reads);
      }
    } finally {
      WorldStateBenchmark.delete(directory);
    }
  }

  private static WorldState open(Path directory) {
    return RocksWorldState.open(directory, RocksWorldState.Limits.DEFAULT, Parallel.SEQUENTIAL);
  }

  private static void read(WorldState world, int blocks, int reads) {
    Random random = new Random(2);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    long[] times = new long[3];
    for (int round = 0; round < times.length; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < reads; i++) {
        StateReader state = world.at(random.nextInt(blocks));
        Address address = Address.of(1 + random.nextInt(ACCOUNTS));
        sum += state.account(address).map(Account::nonce).orElse(0L);
        sum += state.storage(address, U256.ONE).word(3);
      }
      times[round] = threads.getCurrentThreadCpuTime() - start;
    }
    java.util.Arrays.sort(times);
    System.out.printf(
        "%d blocks: %.2f us CPU for a read of (key, height) (checksum %d)%n",
        blocks, times[0] / 1e3 / reads / 2, sum);
  }

  private static void fill(WorldState world, int blocks) {
    Random random = new Random(1);
    Map<Address, AccountChange> first = new HashMap<>();
    for (int i = 1; i <= ACCOUNTS; i++) {
      first.put(Address.of(i), account(0));
    }
    BlockState state = world.derive(world.base(), 0, Hash32.ZERO, new StateDelta(first, Map.of()));
    for (int number = 1; number <= blocks; number++) {
      Map<Address, AccountChange> accounts = new HashMap<>();
      for (int i = 0; i < 10; i++) {
        accounts.put(Address.of(1 + random.nextInt(ACCOUNTS)), account(number));
      }
      Hash32 hash = Hash32.of(0, 0, 0, number);
      state = world.derive(state, number, hash, new StateDelta(accounts, Map.of()));
      if (number % 64 == 0 || number == blocks) {
        world.flush(state);
      }
    }
  }

  private static AccountChange account(long nonce) {
    return new AccountChange.Updated(
        nonce,
        U256.of(nonce),
        Account.EMPTY_CODE_HASH,
        false,
        Map.of(U256.ONE, U256.of(nonce + 1)));
  }
}

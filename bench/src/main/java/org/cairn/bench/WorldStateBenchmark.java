package org.cairn.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.KeccakBatch;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.RocksWorldState;

/**
 * What the world state costs an import: reads, trie, hashes and writes of blocks whose execution is
 * left out. Prints microseconds of the process's CPU time for each key that a block touches.
 *
 * <p>Arguments: blocks (2000), transactions a block (100).
 */
public final class WorldStateBenchmark {
  private static final int RECIPIENTS = 10_007;
  private static final int HOLDERS = 60_013;
  private static final int GROUP = 64;
  private static final Address TOKEN = Address.of(0x70000000);
  private static final Address SENDER = Address.of(0x60000000);
  private static final Address MINER = Address.of(0x50000000);
  private static final Hash32 CODE = Keccak256.hash(new byte[] {1});

  private final Random random = new Random(1);

  private WorldStateBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int blocks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
    int transactions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    KeccakBatch.warmUp();
    WorldStateBenchmark benchmark = new WorldStateBenchmark();
    for (int round = 0; round < 3; round++) {
      benchmark.run("transfers", blocks, transactions, false);
      benchmark.run("tokens", blocks, transactions, true);
    }
  }

  private void run(String name, int blocks, int transactions, boolean tokens) throws IOException {
    Path directory = Files.createTempDirectory("cairn-bench");
    try (WorldState world =
        RocksWorldState.open(directory, RocksWorldState.Limits.DEFAULT, Parallel.SEQUENTIAL)) {
      BlockState state = world.derive(world.base(), 0, Hash32.ZERO, genesis());
      world.flush(state);
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      long flushing = 0;
      long rooting = 0;
      long touched = 0;
      for (int number = 1; number <= blocks; number++) {
        StateDelta delta =
            tokens ? tokenBlock(state, transactions) : transferBlock(state, transactions);
        touched += keys(delta);
        state = world.derive(state, number, Hash32.of(0, 0, 0, number), delta);
        long before = System.nanoTime();
        state.root();
        rooting += System.nanoTime() - before;
        if (number % GROUP == 0 || number == blocks) {
          before = System.nanoTime();
          world.flush(state);
          flushing += System.nanoTime() - before;
        }
      }
      long wall = System.nanoTime() - start;
      cpu = system.getProcessCpuTime() - cpu;
      System.out.printf(
          "%-10s %d blocks, %d keys: %.2f us CPU, %.2f us wall a key (roots %.2f, flush %.2f)%n",
          name,
          blocks,
          touched,
          cpu / 1e3 / touched,
          wall / 1e3 / touched,
          rooting / 1e3 / touched,
          flushing / 1e3 / touched);
    } finally {
      delete(directory);
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static long keys(StateDelta delta) {
    long keys = 0;
    for (AccountChange change : delta.accounts().values()) {
      keys += 1 + (change instanceof AccountChange.Updated u ? u.storage().size() : 0);
    }
    return keys;
  }

  private static StateDelta genesis() {
    Map<Address, AccountChange> accounts = new HashMap<>();
    U256 rich = U256.of(1).times(U256.of(1L << 62)).times(U256.of(1L << 62));
    accounts.put(SENDER, account(0, rich, Account.EMPTY_CODE_HASH, Map.of()));
    accounts.put(TOKEN, account(1, U256.ZERO, CODE, Map.of(holder(0), rich)));
    return new StateDelta(accounts, Map.of());
  }

  private static AccountChange account(
      long nonce, U256 balance, Hash32 codeHash, Map<U256, U256> storage) {
    return new AccountChange.Updated(nonce, balance, codeHash, false, storage);
  }

  private static U256 holder(int index) {
    return U256.of(Keccak256.hash(U256.of(index).toArray()));
  }

  private StateDelta transferBlock(BlockState state, int transactions) {
    Map<Address, AccountChange> accounts = new HashMap<>();
    for (int i = 0; i < transactions; i++) {
      Address to = Address.of(0x10000000 + random.nextInt(RECIPIENTS));
      Account before = state.account(to).orElse(Account.EMPTY);
      accounts.put(
          to,
          account(before.nonce(), before.balance().plus(U256.ONE), before.codeHash(), Map.of()));
    }
    pay(state, transactions, accounts);
    return new StateDelta(accounts, Map.of());
  }

  private static void pay(
      BlockState state, int transactions, Map<Address, AccountChange> accounts) {
    Account sender = state.account(SENDER).orElseThrow();
    U256 paid = U256.of(21_000L * transactions);
    accounts.put(
        SENDER,
        account(
            sender.nonce() + transactions,
            sender.balance().minus(paid),
            sender.codeHash(),
            Map.of()));
    Account miner = state.account(MINER).orElse(Account.EMPTY);
    accounts.put(MINER, account(0, miner.balance().plus(paid), miner.codeHash(), Map.of()));
  }

  private StateDelta tokenBlock(BlockState state, int transactions) {
    Map<U256, U256> storage = new HashMap<>();
    for (int i = 0; i < transactions; i++) {
      U256 slot = holder(1 + random.nextInt(HOLDERS));
      storage.put(slot, state.storage(TOKEN, slot).plus(U256.ONE));
    }
    U256 own = holder(0);
    storage.put(own, state.storage(TOKEN, own).minus(U256.of(transactions)));
    Account token = state.account(TOKEN).orElseThrow();
    Map<Address, AccountChange> accounts = new HashMap<>();
    accounts.put(TOKEN, account(token.nonce(), token.balance(), token.codeHash(), storage));
    pay(state, transactions, accounts);
    return new StateDelta(accounts, Map.of());
  }
}

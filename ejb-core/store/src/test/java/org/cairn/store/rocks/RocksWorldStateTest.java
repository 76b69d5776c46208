package org.cairn.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.cairn.node.chain.StoreException;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.trie.Proofs;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocksWorldStateTest {
  private static final RocksWorldState.Limits SMALL =
      new RocksWorldState.Limits(8 << 20, 4 << 20, 1 << 20);

  private final Random random = Seeds.random(RocksWorldStateTest.class);

  @TempDir Path directory;
  private WorldState world;

  @BeforeEach
  void open() {
    world = RocksWorldState.open(directory, SMALL, Parallel.SEQUENTIAL);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void checkDurable(TestChain chain) {
    long number = world.durable().orElseThrow().number();
    StateModel model = chain.blocks().get((int) number).model();
    assertThat(world.durable().orElseThrow().stateRoot()).isEqualTo(model.root());
    assertThat(world.recomputeRoot()).isEqualTo(model.root());
    TestChain.check(world.base(), model);
  }

  @Test
  void layersAndHistoryReadAsTheModelAtEveryHeight() {
    TestChain chain = new TestChain(world, random);
    chain.extend(30);
    List<TestChain.Block> abandoned = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      int size = chain.blocks().size();
      switch (random.nextInt(10)) {
        case 0, 1 -> {
          int durable = world.durable().map(d -> (int) d.number()).orElse(-1);
          int to = durable + 1 + random.nextInt(Math.max(1, size - durable - 1));
          chain.flush(Math.min(to, size - 1));
          checkDurable(chain);
        }
        case 2 -> {
          if (world.durable().isPresent()) {
            abandoned.add(chain.head());
            int back = Math.max(0, size - 1 - random.nextInt(12));
            chain.rollBack(back);
            assertThat(chain.head().state().root()).isEqualTo(chain.head().model().root());
          }
        }
        case 3 -> assertThat(chain.head().state().root()).isEqualTo(chain.head().model().root());
        case 4 -> {
          TestChain.Block block = chain.blocks().get(random.nextInt(size));
          TestChain.check(block.state(), block.model());
        }
        default -> chain.extend(1 + random.nextInt(6));
      }
      TestChain.check(chain.head().state(), chain.head().model());
    }
    chain.flush(chain.blocks().size() - 1);
    checkDurable(chain);
    for (int i = 0; i < chain.blocks().size(); i++) {
      TestChain.check(world.at(i), chain.blocks().get(i).model());
      TestChain.check(chain.blocks().get(i).state(), chain.blocks().get(i).model());
    }
    int left = 0;
    for (TestChain.Block block :
        abandoned.subList(Math.max(0, abandoned.size() - 3), abandoned.size())) {
      TestChain.check(block.state(), block.model());
      left++;
    }
    assertThat(left).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 129, 1000})
  void goesBackAnyNumberOfBlocksAndOnFromThere(int depth) {
    TestChain chain = new TestChain(world, random);
    for (int i = 0; i <= depth + 5; i++) {
      chain.extend(i == 0 ? 30 : 2);
      if (i % 64 == 63) {
        chain.flush(i);
      }
    }
    TestChain.Block old = chain.head();
    chain.flush(chain.blocks().size() - 1);
    int to = chain.blocks().size() - 1 - depth;
    TestChain.Block back = chain.rollBack(to);
    assertThat(back.state().root()).isEqualTo(back.model().root());
    TestChain.check(back.state(), back.model());
    for (int i = 0; i < 3; i++) {
      chain.extend(4);
    }
    chain.flush(chain.blocks().size() - 1);
    checkDurable(chain);
    TestChain.check(old.state(), old.model());
    for (int i = 0; i < chain.blocks().size(); i += 1 + depth / 50) {
      TestChain.check(world.at(i), chain.blocks().get(i).model());
    }
    assertThatThrownBy(() -> world.at(chain.blocks().size()))
        .isInstanceOf(StateUnavailableException.class)
        .hasMessageContaining("is not kept");
  }

  @Test
  void aBlockOnAFlushedParentBecomesDurableInPlaceOfItsSibling() {
    TestChain chain = new TestChain(world, random);
    for (int i = 0; i < 6; i++) {
      chain.extend(8);
    }
    TestChain.Block parent = chain.blocks().get(4);
    StateModel.Next next = parent.model().next(random, TestChain.ADDRESSES, TestChain.SLOTS, 8);
    BlockState before = world.derive(parent.state(), 5, Hash32.of(9, 0, 0, 5), next.delta());
    chain.flush(5);
    BlockState after = world.derive(parent.state(), 5, Hash32.of(9, 0, 0, 6), next.delta());
    for (BlockState sibling : List.of(before, after)) {
      TestChain.check(sibling, next.model());
      assertThat(sibling.root()).isEqualTo(next.model().root());
      world.flush(sibling);
      assertThat(world.durable().orElseThrow().blockHash()).isEqualTo(sibling.blockHash());
      assertThat(world.recomputeRoot()).isEqualTo(next.model().root());
    }
    TestChain.check(chain.head().state(), chain.head().model());
  }

  @Test
  void stateIsThereAfterOpeningAgain() {
    TestChain chain = new TestChain(world, random);
    for (int i = 0; i < 40; i++) {
      chain.extend(6);
    }
    chain.flush(30);
    world.close();
    open();
    assertThat(world.durable().orElseThrow().number()).isEqualTo(30);
    assertThat(world.earliest()).isZero();
    checkDurable(chain);
    BlockState state = world.base();
    for (int i = 31; i < 40; i++) {
      TestChain.Block block = chain.blocks().get(i);
      state = world.derive(state, i, block.state().blockHash(), block.delta());
      assertThat(state.root()).isEqualTo(block.model().root());
    }
    BlockState back = world.rollBack(state, 10, chain.blocks().get(10).state().blockHash());
    assertThat(back.root()).isEqualTo(chain.blocks().get(10).model().root());
  }

  @Test
  void provesAccountsOfLayersAndOfDurableBlocks() {
    TestChain chain = new TestChain(world, random);
    for (int i = 0; i < 20; i++) {
      chain.extend(6);
    }
    chain.flush(12);
    for (int number : new int[] {3, 12, 13, 19}) {
      TestChain.Block block = chain.blocks().get(number);
      for (int i = 1; i <= TestChain.ADDRESSES; i++) {
        Address address = Address.of(i);
        AccountProof proof = block.state().proof(address, List.of(U256.ZERO, U256.ONE));
        Proofs.verify(block.model().root(), proof);
        assertThat(proof.account().isPresent())
            .isEqualTo(block.model().accounts().containsKey(address));
        assertThat(proof.storage().get(1).word())
            .isEqualTo(block.model().storage(address, U256.ONE));
      }
    }
  }

  @Test
  void storageRootsAreExactOnceTheRootIsKnown() {
    TestChain chain = new TestChain(world, random);
    for (int i = 0; i < 10; i++) {
      chain.extend(6);
    }
    BlockState head = chain.head().state();
    Hash32 root = head.root();
    Map<Address, Hash32> roots = new HashMap<>();
    for (int i = 1; i <= TestChain.ADDRESSES; i++) {
      Address address = Address.of(i);
      AccountProof proof = head.proof(address, List.of());
      Proofs.verify(root, proof);
      assertThat(head.account(address)).isEqualTo(proof.account());
      proof.account().ifPresent(account -> roots.put(address, account.storageRoot()));
    }
    chain.flush(9);
    roots.forEach((address, storageRoot) ->
        assertThat(world.base().account(address).map(Account::storageRoot)).contains(storageRoot));
  }

  /** Views of ended branches that {@link RocksWorldState} keeps. */
  private static final int KEPT_VIEWS = 4;

  @Test
  void readersSeeTheirBlockWhileOthersAreFlushedAndTakenBack() throws Exception {
    TestChain chain = new TestChain(world, random);
    chain.extend(30);
    chain.flush(0);
    AtomicInteger reorganisations = new AtomicInteger();
    List<Published> published = java.util.Collections.synchronizedList(new ArrayList<>());
    chain.blocks().forEach(block -> published.add(new Published(block, 0)));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        long seed = random.nextLong();
        readers.add(
            threads.submit(() -> readRecent(published, reorganisations, done, new Random(seed))));
      }
      try {
        for (int step = 0; step < 150; step++) {
          TestChain.Block block = chain.extend(5);
          assertThat(block.state().root()).isEqualTo(block.model().root());
          published.add(new Published(block, reorganisations.get()));
          if (random.nextInt(4) == 0) {
            chain.flush(chain.blocks().size() - 1 - random.nextInt(2));
          }
          if (random.nextInt(10) == 0) {
            reorganisations.incrementAndGet();
            chain.rollBack(Math.max(0, chain.blocks().size() - 2 - random.nextInt(5)));
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  /** A block, and how many reorganisations there had been when it became readable. */
  private record Published(TestChain.Block block, int reorganisations) {}

  /**
   * Reads views of the newest blocks. A view may end, and only by saying so, when more
   * reorganisations passed since its block than views are kept of.
   */
  private static int readRecent(
      List<Published> published, AtomicInteger reorganisations, AtomicBoolean done, Random random) {
    int checked = 0;
    while (!done.get()) {
      int size = published.size();
      Published newest = published.get(size - 1 - random.nextInt(Math.min(size, 6)));
      TestChain.Block block = newest.block;
      try {
        TestChain.check(block.state(), block.model());
        if (random.nextInt(4) == 0) {
          assertThat(block.state().root()).isEqualTo(block.model().root());
        }
      } catch (StateUnavailableException e) {
        assertThat(reorganisations.get() - newest.reorganisations)
            .as(e.getMessage())
            .isGreaterThan(KEPT_VIEWS);
      }
      checked++;
    }
    return checked;
  }

  @Test
  void saysSoWhenAnotherHasTheDirectory() {
    assertThatThrownBy(() -> RocksWorldState.open(directory, SMALL, Parallel.SEQUENTIAL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("in use by another process");
  }

  @Test
  void readsAfterClosingThrow() {
    TestChain chain = new TestChain(world, random);
    chain.extend(30);
    chain.flush(0);
    BlockState state = world.base();
    world.close();
    assertThatThrownBy(() -> state.account(Address.of(999)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    open();
  }

  @Test
  void beforeGenesisThereIsNothing() {
    assertThat(world.durable()).isEmpty();
    assertThat(world.base().root()).isEqualTo(Account.EMPTY_ROOT);
    assertThat(world.base().account(Address.of(1))).isEmpty();
    assertThat(world.recomputeRoot()).isEqualTo(Account.EMPTY_ROOT);
    assertThatThrownBy(() -> world.at(0)).isInstanceOf(StateUnavailableException.class);
  }

  @Test
  void accountsKeepTheirValueInFewBytes() {
    for (int i = 0; i < 2000; i++) {
      Account account =
          new Account(
              random.nextLong() >>> random.nextInt(64),
              U256.of(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
              random.nextBoolean() ? Account.EMPTY_ROOT : Hash32.of(i, 1, 2, 3),
              random.nextBoolean() ? Account.EMPTY_CODE_HASH : Hash32.of(i, 3, 2, 1));
      assertThat(AccountCodec.decode(AccountCodec.encode(account))).isEqualTo(account);
    }
    assertThat(AccountCodec.encode(Account.EMPTY)).hasSize(2);
    assertThat(Arrays.asList(AccountCodec.decodeWord(AccountCodec.encode(U256.MAX))))
        .containsExactly(U256.MAX);
  }
}

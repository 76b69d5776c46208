package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainStore.Status;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.FencedException;
import org.cairn.node.chain.SideBlock;
import org.cairn.node.chain.StoreException;
import org.cairn.node.query.BlockRecord;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresChainStoreTest {
  private final TestDatabase database = TestDatabase.create();
  private final PostgresChainReader reader = new PostgresChainReader(database.pool());
  private List<ExecutedBlock> chain;
  private ExecutedBlock genesis;
  private PostgresChainStore store;

  @BeforeEach
  void open() {
    List<Block> blocks = TestChains.read("merge-mixed", 40);
    chain = TestChains.executed(blocks);
    genesis = TestChains.genesis(blocks.getFirst());
    store = openStore();
    store.create(new Identity(genesis.block().hash(), "{\"config\": {}}"), genesis);
  }

  private PostgresChainStore openStore() {
    return PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test");
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  private static ChainUpdate attach(List<ExecutedBlock> blocks) {
    return new ChainUpdate(List.of(), OptionalLong.empty(), blocks);
  }

  @Test
  void remembersTheChainThatItBelongsTo() {
    assertThat(store.identity()).contains(new Identity(genesis.block().hash(), "{\"config\": {}}"));
    assertThat(store.head()).contains(ChainWriter.head(genesis));
    store.replaceGenesisJson("{}");
    assertThat(store.identity().orElseThrow().genesisJson()).isEqualTo("{}");
  }

  @Test
  void leavesTheHeadAloneWhenValuesAreKeptBesideCommits() throws Exception {
    Thread beside =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 60; i++) {
                store.putValue("value" + i, Bytes.of("0x01"));
              }
            });
    for (ExecutedBlock executed : chain) {
      store.commit(attach(List.of(executed)));
      assertThat(store.head()).contains(ChainWriter.head(executed));
    }
    beside.join();
    assertThat(store.head()).contains(ChainWriter.head(chain.getLast()));
    assertThat(store.value("value59")).contains(Bytes.of("0x01"));
  }

  @Test
  void refusesToMakeASecondChain() {
    assertThatThrownBy(() -> store.create(new Identity(genesis.block().hash(), "{}"), genesis))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void givesBackWhatWasCommitted() {
    store.commit(attach(chain));
    assertThat(store.head()).contains(ChainWriter.head(chain.getLast()));
    assertThat(store.highestStored()).isEqualTo(chain.getLast().block().number());
    for (ExecutedBlock executed : chain) {
      Block block = executed.block();
      assertThat(store.block(block.hash())).contains(block);
      assertThat(store.canonicalHash(block.number())).contains(block.hash());
      assertThat(store.delta(block.hash())).contains(executed.delta());
      var known = store.known(block.hash()).orElseThrow();
      assertThat(known.header()).isEqualTo(block.header());
      assertThat(known.totalDifficulty()).isEqualTo(executed.totalDifficulty());
      assertThat(known.status()).isEqualTo(Status.EXECUTED);
      assertThat(known.canonical()).isTrue();
      BlockRecord record = reader.block(block.hash()).orElseThrow();
      assertThat(record)
          .isEqualTo(
              new BlockRecord(
                  block,
                  executed.totalDifficulty(),
                  true,
                  true,
                  executed.author(),
                  executed.senders(),
                  block.encoded().length()));
      assertThat(reader.receipts(block.hash())).contains(executed.receipts());
      assertThat(reader.valueCalls(block.hash())).isEqualTo(executed.valueCalls());
    }
  }

  @Test
  void goesOnAfterItWasOpenedAgain() {
    store.commit(attach(chain.subList(0, 10)));
    store.close();
    store = openStore();
    store.commit(attach(chain.subList(10, 20)));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(19)));
    long transactions =
        chain.subList(0, 20).stream().mapToLong(e -> e.block().transactions().size()).sum();
    assertThat(reader.transactionTotal(20)).isEqualTo(transactions);
  }

  @Test
  void refusesABlockThatDoesNotFollowTheHead() {
    assertThatThrownBy(() -> store.commit(attach(chain.subList(1, 3))))
        .isInstanceOf(IllegalArgumentException.class);
    store.commit(attach(chain.subList(0, 3)));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(2)));
  }

  @Test
  void keepsASideBlockAndCompletesItWhenItJoinsTheChain() {
    ExecutedBlock first = chain.getFirst();
    SideBlock side = new SideBlock(first.block(), first.totalDifficulty(), first.author());
    store.commit(new ChainUpdate(List.of(side, side), OptionalLong.empty(), List.of()));
    store.commit(new ChainUpdate(List.of(side), OptionalLong.empty(), List.of()));
    assertThat(store.known(first.block().hash()).orElseThrow().status()).isEqualTo(Status.BODY);
    assertThat(store.block(first.block().hash())).contains(first.block());
    assertThat(reader.receipts(first.block().hash())).isEmpty();
    assertThat(store.canonicalHash(1)).isEmpty();
    store.commit(attach(chain.subList(0, 2)));
    assertThat(store.known(first.block().hash()).orElseThrow().status()).isEqualTo(Status.EXECUTED);
    assertThat(reader.receipts(first.block().hash())).contains(first.receipts());
    assertThat(reader.block(first.block().hash()).orElseThrow().senders())
        .isEqualTo(first.senders());
  }

  @Test
  void keepsContentsAndSendersOfBlocksThatLeaveTheChain() {
    store.commit(attach(chain));
    store.commit(new ChainUpdate(List.of(), OptionalLong.of(20), List.of()));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(19)));
    ExecutedBlock gone = chain.get(30);
    BlockRecord record = reader.block(gone.block().hash()).orElseThrow();
    assertThat(record.canonical()).isFalse();
    assertThat(record.executed()).isTrue();
    assertThat(record.senders()).isEqualTo(gone.senders());
    assertThat(reader.receipts(gone.block().hash())).contains(gone.receipts());
    assertThat(reader.locate(gone.block().transactions().getFirst().hash(), 40)).isEmpty();
    assertThat(store.canonicalHash(31)).isEmpty();
  }

  @Test
  void keepsTheReasonWhyABlockIsInvalid() {
    Block block = chain.getFirst().block();
    store.markInvalid(block.header(), block.hash(), U256.MAX, "gas used\0 1 exceeds 0");
    assertThat(store.known(block.hash()).orElseThrow().status()).isEqualTo(Status.INVALID);
    assertThat(store.invalidReason(block.hash())).contains("gas used\ufffd 1 exceeds 0");
    assertThat(store.block(block.hash())).isEmpty();
    assertThat(reader.block(block.hash())).isEmpty();
    store.markInvalid(block.header(), block.hash(), U256.MAX, "again");
    assertThat(store.invalidReason(block.hash())).contains("again");
    store.commit(attach(chain.subList(0, 1)));
    assertThat(store.invalidReason(block.hash())).isEmpty();
    assertThat(store.block(block.hash())).contains(block);
  }

  @Test
  void keepsSmallValuesUnderTheirNames() {
    assertThat(store.value("clique/1")).isEmpty();
    store.putValue("clique/1", Bytes.of("0x00ff"));
    store.putValue("clique/1", Bytes.of("0x0001"));
    assertThat(store.value("clique/1")).contains(Bytes.of("0x0001"));
    assertThatThrownBy(() -> store.putValue("nul\0", Bytes.EMPTY))
        .isInstanceOf(StoreException.class);
    store.putValue("empty", Bytes.EMPTY);
    assertThat(store.value("empty")).contains(Bytes.EMPTY);
  }

  @Test
  void takesNotesFromOtherThreadsWhileTheChainGrows() {
    List<CompletableFuture<Void>> notes = new ArrayList<>();
    for (ExecutedBlock block : chain) {
      String name = "note " + block.block().number();
      notes.add(CompletableFuture.runAsync(() -> store.putValue(name, Bytes.EMPTY)));
      store.commit(attach(List.of(block)));
    }
    notes.forEach(CompletableFuture::join);
    assertThat(store.head()).contains(ChainWriter.head(chain.getLast()));
    assertThat(store.value("note 7")).contains(Bytes.EMPTY);
  }

  @Test
  void tellsASecondNodeWhoHasTheDatabase() {
    assertThatThrownBy(this::openStore)
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("another node has the database")
        .hasMessageContaining("stop it first");
    store.commit(attach(chain.subList(0, 1)));
  }

  @Test
  void stopsANodeWhoseLockWasLostToAnother() {
    database.execute(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())");
    try (PostgresChainStore successor = openStore()) {
      assertThatThrownBy(() -> store.commit(attach(chain.subList(0, 1))))
          .isInstanceOf(FencedException.class);
      successor.commit(attach(chain.subList(0, 2)));
      assertThatThrownBy(() -> store.putValue("name", Bytes.EMPTY))
          .isInstanceOf(FencedException.class);
      assertThat(successor.head()).contains(ChainWriter.head(chain.get(1)));
    }
  }

  @Test
  void storesNothingOfAnUpdateThatFailed() {
    database.execute("alter table transactions add constraint never check (block_number < 5)");
    assertThatThrownBy(() -> store.commit(attach(chain.subList(0, 10))))
        .isInstanceOf(StoreException.class);
    assertThat(store.head()).contains(ChainWriter.head(genesis));
    assertThat(store.known(chain.getFirst().block().hash())).isEmpty();
    database.execute("alter table transactions drop constraint never");
    store.commit(attach(chain.subList(0, 10)));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(9)));
  }

  @Test
  void findsTheServerSafe() {
    assertThat(store.durability().durable()).isTrue();
  }

  @Test
  void storesABlockWithTheHighestNumber() {
    Header high = new Header.Builder().number(Long.MAX_VALUE).difficulty(U256.MAX).build();
    store.markInvalid(high, high.hash(), U256.MAX, "too high");
    assertThat(store.known(high.hash()).orElseThrow().header()).isEqualTo(high);
    assertThat(store.highestStored()).isEqualTo(Long.MAX_VALUE);
    store.commit(attach(chain.subList(0, 3)));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(2)));
  }
}

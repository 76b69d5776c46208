package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.OutcomeUnknownException;
import org.cairn.node.chain.StoreException;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostConnectionTest {
  private final TestDatabase database = TestDatabase.create();
  private final List<ExecutedBlock> chain = TestChains.executed(TestChains.read("merge-mixed", 20));
  private final ExecutedBlock genesis = TestChains.genesis(chain.getFirst().block());
  private LossyProxy proxy;
  private PostgresChainStore store;

  @BeforeEach
  void open() throws IOException {
    proxy = new LossyProxy(TestDatabase.port());
    store =
        PostgresChainStore.open(
            new LocalUnitOfWork(database.source(proxy.port())), database.source(), "test");
    store.create(new Identity(genesis.block().hash(), "{}"), genesis);
    store.commit(update(0, 5));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    proxy.close();
    database.close();
  }

  private ChainUpdate update(int from, int to) {
    return new ChainUpdate(List.of(), OptionalLong.empty(), chain.subList(from, to));
  }

  @Test
  void storesNothingIfTheServerEndsTheConnectionWhileRowsAreWritten() {
    database.execute(
        """
        create function die() returns boolean language sql as
          'select pg_terminate_backend(pg_backend_pid())';
        alter table transactions add constraint deadly
          check (not (block_number = 7 and index = 3) or die());
        """);
    assertThatThrownBy(() -> store.commit(update(5, 10))).isInstanceOf(StoreException.class);
    assertThat(store.head()).contains(ChainWriter.head(chain.get(4)));
    database.execute("alter table transactions drop constraint deadly");
    store.commit(update(5, 10));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(9)));
  }

  @Test
  void doesNotKnowTheOutcomeOfACommitThatTheServerNeverSaw() {
    proxy.cut(LossyProxy.Cut.BEFORE_COMMIT);
    assertThatThrownBy(() -> store.commit(update(5, 10)))
        .isInstanceOf(OutcomeUnknownException.class);
    proxy.cut(LossyProxy.Cut.NEVER);
    assertThat(store.head()).contains(ChainWriter.head(chain.get(4)));
    store.commit(update(5, 10));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(9)));
  }

  @Test
  void endsATransactionThatTheServerKeepsOpenForAClientThatHasGone() {
    proxy.cut(LossyProxy.Cut.BEFORE_COMMIT_UNNOTICED);
    assertThatThrownBy(() -> store.commit(update(5, 10)))
        .isInstanceOf(OutcomeUnknownException.class);
    proxy.cut(LossyProxy.Cut.NEVER);
    assertThat(store.head()).contains(ChainWriter.head(chain.get(4)));
    store.commit(update(5, 10));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(9)));
  }

  @Test
  void findsACommitWhoseAnswerWasLost() {
    proxy.cut(LossyProxy.Cut.AFTER_COMMIT);
    assertThatThrownBy(() -> store.commit(update(5, 10)))
        .isInstanceOf(OutcomeUnknownException.class);
    proxy.cut(LossyProxy.Cut.NEVER);
    assertThat(store.head()).contains(ChainWriter.head(chain.get(9)));
    store.commit(update(10, 20));
    assertThat(store.head()).contains(ChainWriter.head(chain.get(19)));
  }

  @Test
  void saysThatTheDatabaseCannotBeReached() throws IOException {
    proxy.close();
    assertThatThrownBy(() -> store.commit(update(5, 10)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be reached");
  }
}

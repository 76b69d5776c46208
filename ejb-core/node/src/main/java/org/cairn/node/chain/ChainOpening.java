package org.cairn.node.chain;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.StatePoint;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;

/**
 * Brings database and world state to one head when the node starts.
 *
 * <p>The database is the truth. The state may be behind it (the process died between a commit and
 * the flush after it, or the state was deleted): the stored deltas are applied. It may be ahead or
 * on another branch (a database restored to an earlier time, or a reorganisation whose flush did
 * not happen): it goes back along its history to a state that the database knows, then forward.
 * Every state so reached is checked against its block's root. Where neither is possible the node
 * refuses to start and says how to rebuild. Run once, before anything reads or writes the chain.
 */
final class ChainOpening {
  private static final int FLUSH_EVERY = 64;

  private final ChainStore store;
  private final StateKeeper states;
  private final HeadPublisher publisher;

  ChainOpening(ChainStore store, StateKeeper states, HeadPublisher publisher) {
    this.store = store;
    this.states = states;
    this.publisher = publisher;
  }

  /**
   * Opens the chain, or begins it.
   *
   * @param progress told the number of each block whose state is applied
   * @throws ChainRefusedException if the store belongs to another chain or cannot be brought to one
   *     head
   */
  void open(Genesis genesis, String genesisJson, LongConsumer progress) {
    Optional<ChainStore.Identity> identity = store.identity();
    if (identity.isEmpty()) {
      begin(genesis, genesisJson);
    } else {
      new ChainIdentity(store).requireSame(identity.get(), genesis, genesisJson);
    }
    recover(progress, 0);
  }

  /** Reads the head again after a failure that left open what became durable. */
  void reopen() {
    recover(number -> {}, 1);
  }

  private void recover(LongConsumer progress, int reorganisations) {
    ChainHead head =
        store.head().orElseThrow(() -> new StoreException("the database has a chain but no head"));
    BlockState state = recoverState(head, progress);
    Header header = store.known(head.hash()).orElseThrow().header();
    publisher.publish(head, header, state, reorganisations);
  }

  private void begin(Genesis genesis, String genesisJson) {
    if (states.durable().isPresent()) {
      throw new ChainRefusedException(
          "the data directory holds the world state of a chain that the database does not know: connect the database"
              + " that belongs to it, or delete the directory 'state' in the data directory");
    }
    StateDelta delta = genesis.state();
    Block block = genesis.block(ChainIdentity.genesisRoot(genesis));
    ExecutedBlock executed =
        new ExecutedBlock(
            block,
            block.header().difficulty(),
            block.header().coinbase(),
            List.of(),
            List.of(),
            List.of(),
            delta);
    store.create(new ChainStore.Identity(block.hash(), genesisJson), executed);
  }

  private BlockState recoverState(ChainHead head, LongConsumer progress) {
    BlockState state = states.durable().map(point -> comeBack(point, head)).orElseGet(states::base);
    for (long number = state.number() + 1; number <= head.number(); number++) {
      state = advance(state, number);
      progress.accept(number);
      if (number % FLUSH_EVERY == 0) {
        states.flush(state);
      }
    }
    states.flush(state);
    return state;
  }

  private BlockState advance(BlockState parent, long number) {
    Hash32 hash =
        store
            .canonicalHash(number)
            .orElseThrow(() -> unrecoverable("block " + number + " is missing"));
    StateDelta delta =
        store
            .delta(hash)
            .orElseThrow(() -> unrecoverable("the state delta of block " + number + " is missing"));
    Header header = store.known(hash).orElseThrow().header();
    BlockState state = states.derive(parent, number, hash, delta);
    if (!state.root().equals(header.stateRoot())) {
      throw unrecoverable(
          "applying the state delta of block "
              + number
              + " gives the root "
              + state.root()
              + " where "
              + header.stateRoot()
              + " belongs");
    }
    return state;
  }

  /** The durable state, taken back as far as needed to be that of a canonical block. */
  private BlockState comeBack(StatePoint durable, ChainHead head) {
    BlockState base = states.base();
    if (isCanonical(durable, head)) {
      return base;
    }
    long earliest = states.world().earliest();
    long number = Math.min(durable.number(), head.number());
    long step = 1;
    while (number >= earliest) {
      Optional<BlockState> found = matchingState(base, number);
      if (found.isPresent()) {
        return found.get();
      }
      // Steps grow, but the oldest state is not stepped over.
      number = number == earliest ? -1 : Math.max(earliest, number - step);
      step *= 2;
    }
    throw unrecoverable(
        "the world state is that of block "
            + durable.number()
            + " "
            + durable.blockHash()
            + ", and no state in its history belongs to a block of the database");
  }

  private boolean isCanonical(StatePoint durable, ChainHead head) {
    return durable.number() <= head.number()
        && store.canonicalHash(durable.number()).filter(durable.blockHash()::equals).isPresent();
  }

  /** The state of history at this number, if it is that of the canonical block. */
  private Optional<BlockState> matchingState(BlockState base, long number) {
    Optional<Hash32> hash = store.canonicalHash(number);
    if (hash.isEmpty()) {
      return Optional.empty();
    }
    BlockState state;
    try {
      state = states.rollBack(base, number, hash.get());
    } catch (StateUnavailableException e) {
      return Optional.empty(); // history has another block there
    }
    Header header = store.known(hash.get()).orElseThrow().header();
    return state.root().equals(header.stateRoot()) ? Optional.of(state) : Optional.empty();
  }

  private static ChainRefusedException unrecoverable(String what) {
    return new ChainRefusedException(
        what
            + "; delete the directory 'state' in the data directory to have the world state rebuilt from the database");
  }
}

package org.cairn.node.chain;

import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * The durable truth about blocks, as the one writer of the chain sees it. One thread at a time
 * changes the store while others may read; every method is a transaction of its own. Failures of
 * the storage throw {@link StoreException}.
 */
public interface ChainStore {
  /** What a store knows of the chain that it belongs to. */
  record Identity(Hash32 genesisHash, String genesisJson) {}

  /** How far a block has come. */
  enum Status {
    /** Header and body are stored. */
    BODY,
    /** Executed and valid: receipts and state delta are stored. */
    EXECUTED,
    /** Found invalid; the reason is stored. */
    INVALID
  }

  /** A stored block as the writer needs it. */
  record Known(Header header, U256 totalDifficulty, Status status, boolean canonical) {}

  /** The chain that the store belongs to; empty before {@link #create}. */
  Optional<Identity> identity();

  /** Makes an empty store that of a chain, with its genesis block as head. */
  void create(Identity identity, ExecutedBlock genesis);

  /** Replaces the configuration of the same chain, such as one that gained a fork. */
  void replaceGenesisJson(String genesisJson);

  /** The canonical head; empty before {@link #create}. */
  Optional<ChainHead> head();

  /** The highest number of any stored block, on whatever branch; -1 before {@link #create}. */
  long highestStored();

  Optional<Known> known(Hash32 hash);

  Optional<Block> block(Hash32 hash);

  Optional<Hash32> canonicalHash(long number);

  /** What a block changed in the world state; empty unless it was executed here. */
  Optional<StateDelta> delta(Hash32 hash);

  /**
   * Makes the update durable in one transaction.
   *
   * @throws StoreException if nothing was stored
   * @throws OutcomeUnknownException if the connection was lost while committing: read {@link #head}
   *     again
   * @throws FencedException if another node has taken the store
   */
  void commit(ChainUpdate update);

  /** Keeps a block that broke a rule, with the reason, so that it is not tried again. */
  void markInvalid(Header header, Hash32 hash, U256 totalDifficulty, String reason);

  /** Why the block was found invalid; empty if it was not. */
  Optional<String> invalidReason(Hash32 hash);

  /**
   * A small value kept beside the chain under a name, such as a Clique snapshot; empty if there is
   * none.
   */
  Optional<Bytes> value(String name);

  /** Keeps a value; unlike other changes it may be made by any thread, beside a commit. */
  void putValue(String name, Bytes value);
}

package org.cairn.node.query;

import java.util.List;
import java.util.Optional;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/**
 * The chain at one head: an immutable value that a request takes once, reads from, and closes. Safe
 * for use by several threads. Nothing that came after its head is seen.
 */
public interface ChainView extends AutoCloseable {
  ChainConfig config();

  Hash32 genesisHash();

  long headNumber();

  Header headHeader();

  BlockSummary head();

  /** The hash of the named block; empty if there is none, or none yet. */
  Optional<Hash32> resolve(BlockSelector selector);

  Optional<HeaderRecord> header(Hash32 hash);

  Optional<BlockRecord> block(Hash32 hash);

  /**
   * Rows of canonical blocks from {@code newest} (or the head, if that is lower) downwards; at most
   * 100.
   */
  List<BlockSummary> summaries(long newest, int count);

  Optional<TransactionLocation> locate(Hash32 transactionHash);

  Optional<List<Receipt>> receipts(Hash32 blockHash);

  List<ValueCall> valueCalls(Hash32 blockHash);

  /** See {@link ChainReader#logs}; the range ends at the head at the latest. */
  List<LogRecord> logs(LogFilter filter, int limit);

  /** Logs of one block on whatever branch; {@code filter}'s range is not looked at. */
  List<LogRecord> logsOfBlock(Hash32 blockHash, LogFilter filter);

  Page<TransactionSummary> transactionsBefore(PageKey before, int count);

  Page<TransactionSummary> transactionsOfBefore(Address address, PageKey before, int count);

  Page<TransactionSummary> transactionsOfAfter(Address address, PageKey after, int count);

  Optional<ContractCreation> creationOf(Address contract);

  /** Number of transactions in the canonical chain up to the head. */
  long transactionTotal();

  /**
   * The world state after a block.
   *
   * @throws StateUnavailableException if it is not kept, or the block is on a branch that was not
   *     executed
   */
  StateReader state(Hash32 blockHash);

  /**
   * Proofs of an account and of slots of its storage (EIP-1186).
   *
   * @throws StateUnavailableException if the block is too old: proofs are there for recent blocks
   */
  AccountProof proof(Hash32 blockHash, Address address, List<U256> slots);

  CallOutcome call(CallRequest request, Hash32 blockHash);

  GasEstimate estimateGas(CallRequest request, Hash32 blockHash);

  /** A price, in wei a unit of gas, at which a transaction is likely to be taken soon. */
  U256 gasPrice();

  /** The part of {@link #gasPrice} above the base fee, in wei a unit of gas. */
  U256 maxPriorityFee();

  @Override
  void close();
}

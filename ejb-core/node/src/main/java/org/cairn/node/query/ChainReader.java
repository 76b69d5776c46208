package org.cairn.node.query;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.ValueCall;

/**
 * Finds what is stored about blocks. Safe for use by many threads. Every look-up of the canonical
 * chain is bounded by {@code head}, the number of the view's head: what a later block brought is
 * not seen.
 *
 * <p>Costs grow with the answer, not with the chain. Failures throw {@link
 * org.cairn.node.chain.StoreException}.
 */
public interface ChainReader {
  Optional<Hash32> canonicalHash(long number);

  Optional<HeaderRecord> header(Hash32 hash);

  Optional<BlockRecord> block(Hash32 hash);

  /** Rows of canonical blocks from {@code newest} downwards. */
  List<BlockSummary> summaries(long newest, int count);

  Optional<TransactionLocation> locate(Hash32 transactionHash, long head);

  /**
   * Receipts of an executed block, on whatever branch; empty if the block is unknown or was not
   * executed.
   */
  Optional<List<Receipt>> receipts(Hash32 blockHash);

  /** Calls that moved value in an executed block, on whatever branch. */
  List<ValueCall> valueCalls(Hash32 blockHash);

  /**
   * Logs in order of block and index.
   *
   * @throws TooManyResultsException if there are more than {@code limit}
   */
  List<LogRecord> logs(LogFilter filter, int limit, long head);

  /** The newest transactions before {@code before}, newest first. */
  Page<TransactionSummary> transactionsBefore(PageKey before, int count, long head);

  /**
   * Transactions that the address sent, received or was created by, older than {@code before},
   * newest first.
   */
  Page<TransactionSummary> transactionsOfBefore(
      Address address, PageKey before, int count, long head);

  /** The {@code count} transactions of the address that follow {@code after} next, newest first. */
  Page<TransactionSummary> transactionsOfAfter(
      Address address, PageKey after, int count, long head);

  Optional<ContractCreation> creationOf(Address contract, long head);

  /** Number of transactions in the canonical chain up to and including the block. */
  long transactionTotal(long number);
}

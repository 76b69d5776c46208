package org.cairn.protocol.consensus;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;

/** Whether a body is the one that its header commits to. */
final class BodyRules {
  private BodyRules() {}

  static void check(Block block, ConsensusParameters rules) {
    size(block, rules);
    ommersHash(block);
    transactionsRoot(block);
    withdrawals(block, rules);
    blobGas(block, rules);
  }

  /**
   * @eip 7934
   */
  private static void size(Block block, ConsensusParameters rules) {
    if (rules.maxBlockBytes() == Integer.MAX_VALUE) {
      return;
    }
    int size = block.encoded().length();
    if (size > rules.maxBlockBytes()) {
      throw ConsensusException.of(
          block.header(),
          "blockSize",
          "a block of %,d bytes exceeds %,d",
          size,
          rules.maxBlockBytes());
    }
  }

  private static void ommersHash(Block block) {
    Header header = block.header();
    Hash32 actual =
        block.body().ommers().isEmpty()
            ? Header.EMPTY_OMMERS_HASH
            : Keccak256.hash(block.body().encodedOmmers());
    requireRoot(header, "ommersHash", header.ommersHash(), actual);
  }

  private static void transactionsRoot(Block block) {
    List<Bytes> items = block.transactions().stream().map(Transaction::encoded).toList();
    requireRoot(
        block.header(),
        "transactionsRoot",
        block.header().transactionsRoot(),
        OrderedTrie.root(items));
  }

  /**
   * @eip 4895
   */
  private static void withdrawals(Block block, ConsensusParameters rules) {
    List<Withdrawal> withdrawals = block.body().withdrawals();
    Hash32 expected = block.header().withdrawalsRoot();
    if ((withdrawals != null) != rules.withdrawals()
        || (expected != null) != (withdrawals != null)) {
      throw ConsensusException.of(
          block.header(),
          "withdrawals",
          rules.withdrawals() ? "withdrawals are missing" : "withdrawals before their fork");
    }
    if (withdrawals != null && expected != null) {
      List<Bytes> items = withdrawals.stream().map(Withdrawal::encoded).toList();
      requireRoot(block.header(), "withdrawalsRoot", expected, OrderedTrie.root(items));
    }
  }

  /**
   * @eip 4844
   */
  private static void blobGas(Block block, ConsensusParameters rules) {
    Long stated = block.header().blobGasUsed();
    long blobs = 0;
    for (Transaction transaction : block.transactions()) {
      blobs += transaction.blobVersionedHashes().size();
    }
    if (rules.blobs().isPresent() && stated != null && stated != blobs * GasRules.GAS_PER_BLOB) {
      throw ConsensusException.of(
          block.header(),
          "blobGasUsed",
          "blob gas used %s is not that of %d blobs",
          Long.toUnsignedString(stated),
          blobs);
    }
  }

  private static void requireRoot(Header header, String rule, Hash32 stated, Hash32 actual) {
    if (!stated.equals(actual)) {
      throw ConsensusException.of(
          header, rule, "%s %s is not %s, the body's", rule, stated, actual);
    }
  }
}

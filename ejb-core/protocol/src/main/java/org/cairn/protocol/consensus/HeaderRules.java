package org.cairn.protocol.consensus;

import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** The rules that every header must keep, whatever its engine: one method a rule. */
final class HeaderRules {
  private HeaderRules() {}

  static void check(Header header, Header parent, ConsensusParameters rules) {
    parentLink(header, parent);
    number(header, parent);
    members(header, rules);
    gasLimit(header, parent);
    gasUsed(header);
    baseFee(header, parent, rules);
    blobGas(header, parent, rules);
  }

  private static void parentLink(Header header, Header parent) {
    if (!header.parentHash().equals(parent.hash())) {
      throw ConsensusException.of(
          header,
          "parentHash",
          "parent hash %s is not that of its parent %s",
          header.parentHash(),
          parent.hash());
    }
  }

  private static void number(Header header, Header parent) {
    if (header.number() - 1 != parent.number()) {
      throw ConsensusException.of(
          header,
          "number",
          "number %d does not follow its parent's %d",
          header.number(),
          parent.number());
    }
  }

  /** Each member that forks appended is there if and only if the fork has it. */
  private static void members(Header header, ConsensusParameters rules) {
    presence(header, "baseFeePerGas", header.baseFeePerGas(), rules.baseFee());
    presence(header, "withdrawalsRoot", header.withdrawalsRoot(), rules.withdrawals());
    presence(header, "blobGasUsed", header.blobGasUsed(), rules.blobs().isPresent());
    presence(header, "excessBlobGas", header.excessBlobGas(), rules.blobs().isPresent());
    presence(
        header, "parentBeaconBlockRoot", header.parentBeaconBlockRoot(), rules.parentBeaconRoot());
    presence(header, "requestsHash", header.requestsHash(), rules.requests());
  }

  private static void presence(
      Header header, String member, @Nullable Object value, boolean expected) {
    if ((value != null) != expected) {
      throw ConsensusException.of(
          header, member, expected ? "%s is missing" : "%s is present before its fork", member);
    }
  }

  /** Yellow Paper 4.3.4 (45-47); EIP-1559 at its first block. */
  private static void gasLimit(Header header, Header parent) {
    long parentLimit = GasRules.effectiveParentGasLimit(header, parent);
    if (!GasRules.isGasLimitInBounds(header.gasLimit(), parentLimit)) {
      throw ConsensusException.of(
          header,
          "gasLimit",
          "gas limit %,d is not at least 5,000 and within 1/1024 of its parent's %,d",
          header.gasLimit(),
          parentLimit);
    }
  }

  private static void gasUsed(Header header) {
    if (header.gasUsed() > header.gasLimit()) {
      throw ConsensusException.of(
          header, "gasUsed", "gas used %,d exceeds limit %,d", header.gasUsed(), header.gasLimit());
    }
  }

  /**
   * @eip 1559
   */
  private static void baseFee(Header header, Header parent, ConsensusParameters rules) {
    U256 actual = header.baseFeePerGas();
    if (!rules.baseFee() || actual == null) {
      return;
    }
    U256 expected = GasRules.baseFeeAfter(parent);
    if (!actual.equals(expected)) {
      throw ConsensusException.of(
          header, "baseFeePerGas", "base fee %s is not %s", actual, expected);
    }
  }

  /**
   * @eip 4844, 7691, 7840, 7918
   */
  private static void blobGas(Header header, Header parent, ConsensusParameters rules) {
    Long used = header.blobGasUsed();
    Long excess = header.excessBlobGas();
    if (rules.blobs().isEmpty() || used == null || excess == null) {
      return;
    }
    BlobSchedule schedule = rules.blobs().get();
    long most = schedule.max() * GasRules.GAS_PER_BLOB;
    if (Long.compareUnsigned(used, most) > 0) {
      throw ConsensusException.of(
          header,
          "blobGasUsed",
          "blob gas used %s exceeds limit %d",
          Long.toUnsignedString(used),
          most);
    }
    if (used % GasRules.GAS_PER_BLOB != 0) {
      throw ConsensusException.of(
          header, "blobGasUsed", "blob gas used %d is no multiple of a blob's 131,072", used);
    }
    long expected = GasRules.excessBlobGasAfter(parent, rules);
    if (excess != expected) {
      throw ConsensusException.of(
          header,
          "excessBlobGas",
          "excess blob gas %s is not %s",
          Long.toUnsignedString(excess),
          Long.toUnsignedString(expected));
    }
  }

  /** Yellow Paper 4.3.4 (48). */
  static void laterThan(Header header, Header parent) {
    if (Long.compareUnsigned(header.timestamp(), parent.timestamp()) <= 0) {
      throw ConsensusException.of(
          header,
          "timestamp",
          "timestamp %s is not after its parent's %s",
          Long.toUnsignedString(header.timestamp()),
          Long.toUnsignedString(parent.timestamp()));
    }
  }

  /** Yellow Paper 4.3.4 (49). */
  static void extraDataSize(Header header) {
    if (header.extraData().length() > 32) {
      throw ConsensusException.of(
          header, "extraData", "extra data of %d bytes exceeds 32", header.extraData().length());
    }
  }

  static void difficulty(Header header, U256 expected) {
    if (!header.difficulty().equals(expected)) {
      throw ConsensusException.of(
          header, "difficulty", "difficulty %s is not %s", header.difficulty(), expected);
    }
  }

  static void noOmmers(Header header) {
    if (!header.ommersHash().equals(Header.EMPTY_OMMERS_HASH)) {
      throw ConsensusException.of(
          header, "ommersHash", "ommers hash %s is not that of none", header.ommersHash());
    }
  }
}

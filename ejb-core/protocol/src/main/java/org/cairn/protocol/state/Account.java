package org.cairn.protocol.state;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/**
 * An account (Yellow Paper 4.1).
 *
 * @param nonce 0..2^64-1, the sign bit being its highest
 * @param balance in wei
 * @param storageRoot root of its storage trie
 * @param codeHash keccak of its code
 */
public record Account(long nonce, U256 balance, Hash32 storageRoot, Hash32 codeHash) {
  /** Root of a trie without entries: keccak(rlp("")). */
  public static final Hash32 EMPTY_ROOT =
      Hash32.of("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  /** keccak of no code. */
  public static final Hash32 EMPTY_CODE_HASH =
      Hash32.of("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

  /** No nonce, no balance, no storage, no code. */
  public static final Account EMPTY = new Account(0, U256.ZERO, EMPTY_ROOT, EMPTY_CODE_HASH);

  /** Reads the four members as the state trie's leaf holds them. */
  public static Account read(RlpReader outer) {
    RlpReader in = outer.readList();
    Account account =
        new Account(in.readUnsignedLong(), in.readU256(), in.readHash(), in.readHash());
    in.end();
    return account;
  }

  public void writeTo(RlpWriter out) {
    out.startList().write(nonce).write(balance).write(storageRoot).write(codeHash).endList();
  }

  public boolean hasCode() {
    return !codeHash.equals(EMPTY_CODE_HASH);
  }

  public boolean hasStorage() {
    return !storageRoot.equals(EMPTY_ROOT);
  }

  /** Whether nonce, balance and code are empty (EIP-161); storage is not looked at. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && !hasCode();
  }
}

package org.cairn.store.rocks;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.uint.U256;

/**
 * Accounts in few bytes: a first byte with the length of the nonce (0..8) in its low four bits, bit
 * 4 if a storage root and bit 5 if a code hash follows, a second byte with the length of the
 * balance (0..32), then nonce, balance, storage root, code hash. What an empty account has is left
 * out.
 */
final class AccountCodec {
  private static final int STORAGE = 0x10;
  private static final int CODE = 0x20;

  private AccountCodec() {}

  static byte[] encode(Account account) {
    int nonceLength = (71 - Long.numberOfLeadingZeros(account.nonce())) / 8;
    int balanceLength = account.balance().byteLength();
    int flags = nonceLength;
    flags |= account.hasStorage() ? STORAGE : 0;
    flags |= account.hasCode() ? CODE : 0;
    int hashes = 2 + nonceLength + balanceLength;
    byte[] out = new byte[hashes + 32 * Integer.bitCount(flags & (STORAGE | CODE))];
    out[0] = (byte) flags;
    out[1] = (byte) balanceLength;
    for (int i = 0; i < nonceLength; i++) {
      out[2 + i] = (byte) (account.nonce() >>> 8 * (nonceLength - 1 - i));
    }
    writeWord(account.balance(), balanceLength, out, 2 + nonceLength);
    if (account.hasStorage()) {
      account.storageRoot().copyTo(out, hashes);
      hashes += 32;
    }
    if (account.hasCode()) {
      account.codeHash().copyTo(out, hashes);
    }
    return out;
  }

  static Account decode(byte[] bytes) {
    int flags = bytes[0];
    int nonceLength = flags & 0xf;
    int balanceLength = bytes[1];
    long nonce = 0;
    for (int i = 0; i < nonceLength; i++) {
      nonce = nonce << 8 | bytes[2 + i] & 0xff;
    }
    U256 balance = U256.read(bytes, 2 + nonceLength, balanceLength);
    int at = 2 + nonceLength + balanceLength;
    Hash32 storageRoot = Account.EMPTY_ROOT;
    if ((flags & STORAGE) != 0) {
      storageRoot = Hash32.read(bytes, at);
      at += 32;
    }
    Hash32 codeHash = (flags & CODE) != 0 ? Hash32.read(bytes, at) : Account.EMPTY_CODE_HASH;
    return new Account(nonce, balance, storageRoot, codeHash);
  }

  static byte[] encode(U256 word) {
    byte[] out = new byte[word.byteLength()];
    writeWord(word, out.length, out, 0);
    return out;
  }

  private static void writeWord(U256 word, int length, byte[] out, int at) {
    for (int i = 0; i < length; i++) {
      int shift = length - 1 - i;
      out[at + i] = (byte) (word.word(3 - shift / 8) >>> 8 * (shift & 7));
    }
  }

  static U256 decodeWord(byte[] bytes) {
    return U256.read(bytes, 0, bytes.length);
  }

  /** A key of two parts and a block number. */
  static byte[] historyKey(byte[] key, long number) {
    byte[] out = java.util.Arrays.copyOf(key, key.length + 8);
    LongBytes.putLong(out, key.length, number);
    return out;
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] out = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  static byte[] number(long number) {
    byte[] out = new byte[8];
    LongBytes.putLong(out, 0, number);
    return out;
  }
}

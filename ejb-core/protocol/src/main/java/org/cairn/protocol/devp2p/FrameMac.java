package org.cairn.protocol.devp2p;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Aes;
import org.cairn.protocol.crypto.KeccakState;

/** The MAC of one direction: a running hash, stirred with AES (RLPx specification, "MAC"). */
final class FrameMac {
  static final int LENGTH = 16;

  private final KeccakState hash;
  private final Aes cipher;
  private final byte[] digest = new byte[32];
  private final byte[] seed = new byte[LENGTH];

  FrameMac(Hash32 key, KeccakState hash) {
    this.hash = hash;
    this.cipher = Aes.singleBlocks(key.toArray());
  }

  /** MAC of the 16 encrypted bytes of a header; the first 16 bytes count, valid until the next. */
  byte[] header(byte[] encrypted, int offset) {
    hash.digest(digest, 0);
    return stir(encrypted, offset);
  }

  /** MAC of an encrypted body; the first 16 bytes count, valid until the next call. */
  byte[] body(byte[] encrypted, int offset, int length) {
    hash.update(encrypted, offset, length);
    hash.digest(digest, 0);
    return stir(digest, 0);
  }

  /** Absorbs the encrypted digest, xored with 16 bytes, and leaves the new digest. */
  private byte[] stir(byte[] with, int offset) {
    cipher.apply(digest, 0, LENGTH, seed, 0);
    for (int i = 0; i < LENGTH; i++) {
      seed[i] ^= with[offset + i];
    }
    hash.update(seed);
    hash.digest(digest, 0);
    return digest;
  }
}

package org.cairn.protocol.crypto;

import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** RIPEMD-160. Thread-safe. */
public final class Ripemd160 {
  private Ripemd160() {}

  /** Returns the 20 bytes of the hash of a part of the array. */
  public static byte[] hash(byte[] input, int offset, int length) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(input, offset, length);
    byte[] out = new byte[20];
    digest.doFinal(out, 0);
    return out;
  }

  /** Returns 20 bytes. */
  public static byte[] hash(byte[] input) {
    return hash(input, 0, input.length);
  }
}

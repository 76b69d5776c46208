package org.cairn.protocol.crypto;

import org.bouncycastle.crypto.digests.KeccakDigest;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;

/**
 * Keccak-256 with the original padding, as Ethereum uses it (not SHA3-256 of FIPS 202).
 * Thread-safe.
 */
public final class Keccak256 {
  private Keccak256() {}

  public static Hash32 hash(byte[] input) {
    return hash(input, 0, input.length);
  }

  public static Hash32 hash(Bytes input) {
    return hash(input.shared());
  }

  public static Hash32 hash(byte[] input, int offset, int length) {
    byte[] out = new byte[32];
    hash(input, offset, length, out, 0);
    return Hash32.read(out, 0);
  }

  /** Writes the 32 bytes of the hash to {@code out} at {@code at}, which may overlap the input. */
  public static void hash(byte[] input, int offset, int length, byte[] out, int at) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(input, offset, length);
    digest.doFinal(out, at);
  }
}

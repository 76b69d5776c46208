package org.cairn.protocol.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). Thread-safe. */
public final class Sha256 {
  private Sha256() {}

  /** Returns 32 bytes. */
  public static byte[] hash(byte[] input) {
    return hash(input, 0, input.length);
  }

  /** Returns the 32 bytes of the hash of a part of the array. */
  public static byte[] hash(byte[] input, int offset, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(input, offset, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

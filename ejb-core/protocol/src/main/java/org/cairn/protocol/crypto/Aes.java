package org.cairn.protocol.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES (FIPS 197) as RLPx uses it: as a key stream in counter mode and as the bare permutation of
 * one block. An instance holds the position in its key stream, so it is not thread-safe.
 */
public final class Aes {
  /** Bytes of a block, and of the initial counter. */
  public static final int BLOCK = 16;

  private final Cipher cipher;

  private Aes(Cipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Counter mode (NIST SP 800-38A, section 6.5); encryption and decryption are the same.
   *
   * @param key 16, 24 or 32 bytes
   * @param counter 16 bytes, the first counter block
   */
  public static Aes counterMode(byte[] key, byte[] counter) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
      return new Aes(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no AES key or counter", e);
    }
  }

  /** The block permutation alone, of which RLPx makes a MAC; it hides nothing by itself. */
  @SuppressWarnings("InsecureCryptoUsage") // one block of a hash at a time, by the specification
  public static Aes singleBlocks(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return new Aes(cipher);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no AES key", e);
    }
  }

  /** Runs the cipher over {@code length} bytes; {@code out} may be the input itself. */
  public void apply(byte[] input, int offset, int length, byte[] out, int at) {
    try {
      int written = cipher.update(input, offset, length, out, at);
      if (written != length) {
        throw new IllegalStateException(written + " of " + length + " bytes came out of AES");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no room for " + length + " bytes", e);
    }
  }
}

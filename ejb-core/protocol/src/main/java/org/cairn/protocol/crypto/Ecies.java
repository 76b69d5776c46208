package org.cairn.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;

/**
 * Elliptic-curve integrated encryption over secp256k1 with AES-128-CTR and HMAC-SHA-256, as the
 * RLPx specification defines it.
 *
 * <p>An encrypted message is {@code 0x04 || R (64) || iv (16) || c || d (32)}: R the ephemeral
 * public key, {@code kE || kM} the 32 bytes that {@link #kdf} derives from the shared point, c the
 * cipher text under kE and {@code d = HMAC(SHA-256(kM), iv || c || associated data)}. Thread-safe.
 */
public final class Ecies {
  /** Bytes that encryption adds: point, initial counter, tag. */
  public static final int OVERHEAD = 65 + Aes.BLOCK + 32;

  private static final int CIPHER_TEXT = 65 + Aes.BLOCK;

  private final Secp256k1 curve;

  public Ecies(Secp256k1 curve) {
    this.curve = curve;
  }

  /**
   * Encrypts for a public key of 64 bytes.
   *
   * @param ephemeralKey private key made for this message alone
   * @param iv 16 random bytes
   * @param associated bytes that the tag covers besides the message; both sides know them
   * @throws IllegalArgumentException if the public key is no point of the curve
   */
  public byte[] encrypt(
      byte[] message, Bytes publicKey, Hash32 ephemeralKey, byte[] iv, byte[] associated) {
    Keys keys = Keys.of(curve.ecdh(ephemeralKey, publicKey));
    byte[] out = new byte[OVERHEAD + message.length];
    out[0] = 4;
    curve.publicKey(ephemeralKey).copyTo(out, 1);
    System.arraycopy(iv, 0, out, 65, Aes.BLOCK);
    Aes.counterMode(keys.encryption(), iv).apply(message, 0, message.length, out, CIPHER_TEXT);
    byte[] tag = keys.tag(out, message.length, associated);
    System.arraycopy(tag, 0, out, CIPHER_TEXT + message.length, 32);
    return out;
  }

  /** Decrypts; empty if the bytes are too few, hold no point of the curve or the tag is wrong. */
  public Optional<byte[]> decrypt(byte[] encrypted, Hash32 privateKey, byte[] associated) {
    int length = encrypted.length - OVERHEAD;
    if (length < 0 || encrypted[0] != 4) {
      return Optional.empty();
    }
    Optional<Bytes> point = curve.decompress(Bytes.copyOf(encrypted, 1, 64));
    if (point.isEmpty()) {
      return Optional.empty();
    }
    Keys keys = Keys.of(curve.ecdh(privateKey, point.get()));
    byte[] tag = Arrays.copyOfRange(encrypted, encrypted.length - 32, encrypted.length);
    if (!MessageDigest.isEqual(tag, keys.tag(encrypted, length, associated))) {
      return Optional.empty();
    }
    byte[] out = new byte[length];
    byte[] iv = Arrays.copyOfRange(encrypted, 65, CIPHER_TEXT);
    Aes.counterMode(keys.encryption(), iv).apply(encrypted, CIPHER_TEXT, length, out, 0);
    return Optional.of(out);
  }

  /** Concatenation KDF (NIST SP 800-56A, section 5.8.1) with SHA-256 and no other information. */
  static byte[] kdf(byte[] secret, int length) {
    byte[] out = new byte[length];
    byte[] input = new byte[4 + secret.length];
    System.arraycopy(secret, 0, input, 4, secret.length);
    for (int at = 0; at < length; at += 32) {
      input[3]++;
      System.arraycopy(Sha256.hash(input), 0, out, at, Math.min(32, length - at));
    }
    return out;
  }

  /** HMAC-SHA-256 (RFC 2104) of the parts, one after the other. */
  static byte[] hmac(byte[] key, byte[] first, int offset, int length, byte[] second) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(first, offset, length);
      mac.update(second);
      return mac.doFinal();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no key", e);
    }
  }

  private record Keys(byte[] encryption, byte[] authentication) {
    static Keys of(Hash32 shared) {
      byte[] derived = kdf(shared.toArray(), 32);
      return new Keys(
          Arrays.copyOfRange(derived, 0, 16), Sha256.hash(Arrays.copyOfRange(derived, 16, 32)));
    }

    byte[] tag(byte[] message, int length, byte[] associated) {
      return hmac(authentication, message, 65, Aes.BLOCK + length, associated);
    }
  }
}

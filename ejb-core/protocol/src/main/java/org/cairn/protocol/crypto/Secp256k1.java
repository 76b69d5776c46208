package org.cairn.protocol.crypto;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** The curve of Ethereum's signatures (SEC 2, section 2.4.1). Thread-safe. */
public interface Secp256k1 {
  /** The order of the group. */
  U256 ORDER = U256.of("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

  /** Half of the order: the largest s that Homestead accepts in a transaction (EIP-2). */
  U256 HALF_ORDER = U256.of("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

  /**
   * The implementation of this process: libsecp256k1 where its shared library is on the class path
   * and fits the machine, BouncyCastle elsewhere or if the system property {@code cairn.crypto} is
   * {@code java}.
   */
  static Secp256k1 instance() {
    return Secp256k1Choice.CHOSEN;
  }

  /**
   * The 64 bytes (x, y) of the public key that signed; empty if there is none, r or s not being
   * within 1..n-1 included. {@code recoveryId} is 0..3; high s is accepted.
   */
  Optional<Bytes> recover(Hash32 message, int recoveryId, U256 r, U256 s);

  /** The address of the key that signed; empty if there is none. */
  default Optional<Address> recoverAddress(Hash32 message, int recoveryId, U256 r, U256 s) {
    return recover(message, recoveryId, r, s).map(Secp256k1::address);
  }

  /** Signs deterministically (RFC 6979) with low s; {@code privateKey} is 1..n-1. */
  Signature sign(Hash32 message, Hash32 privateKey);

  /**
   * Whether the signature is right for the public key of 64 bytes; high s is accepted. False if the
   * key is no point of the curve.
   */
  boolean verify(Hash32 message, U256 r, U256 s, Bytes publicKey);

  /** The 64 bytes (x, y) of the public key; throws IllegalArgumentException unless 1..n-1. */
  Bytes publicKey(Hash32 privateKey);

  /**
   * x coordinate of the shared point (plain ECDH, not hashed), as RLPx uses it. Throws
   * IllegalArgumentException if a key is none.
   */
  Hash32 ecdh(Hash32 privateKey, Bytes publicKey);

  /**
   * The 64 bytes (x, y) of a public key of 33 (compressed), 64 or 65 bytes; empty if it is no point
   * of the curve.
   */
  Optional<Bytes> decompress(Bytes publicKey);

  /** The 33 bytes of the compressed form of a public key of 64 bytes. */
  static Bytes compress(Bytes publicKey) {
    byte[] out = new byte[33];
    out[0] = (byte) (2 + (publicKey.at(63) & 1));
    System.arraycopy(publicKey.shared(), 0, out, 1, 32);
    return Bytes.wrap(out);
  }

  /** The address that belongs to a public key of 64 bytes. */
  static Address address(Bytes publicKey) {
    return Address.lastOf(Keccak256.hash(publicKey));
  }

  /** A signature with its recovery id of 0 or 1. */
  record Signature(U256 r, U256 s, int recoveryId) {}
}

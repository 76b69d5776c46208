package org.cairn.protocol.crypto;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** The curve of Ethereum's signatures. Thread-safe. */
public interface Secp256k1 {
  /**
   * The 64 bytes (x, y) of the public key that signed; empty if there is none. {@code recoveryId}
   * is 0..3.
   */
  Optional<Bytes> recover(Hash32 message, int recoveryId, U256 r, U256 s);

  /** The address of the key that signed; empty if there is none. */
  default Optional<Address> recoverAddress(Hash32 message, int recoveryId, U256 r, U256 s) {
    return recover(message, recoveryId, r, s).map(key -> Address.lastOf(Keccak256.hash(key)));
  }

  /** Signs deterministically (RFC 6979) with low s; {@code privateKey} is 1..n-1. */
  Signature sign(Hash32 message, Hash32 privateKey);

  /** Whether the signature is right for the public key of 64 bytes; high s is accepted. */
  boolean verify(Hash32 message, U256 r, U256 s, Bytes publicKey);

  /** The 64 bytes (x, y) of the public key; throws IllegalArgumentException unless 1..n-1. */
  Bytes publicKey(Hash32 privateKey);

  /** x coordinate of the shared point (plain ECDH, not hashed), as RLPx uses it. */
  Hash32 ecdh(Hash32 privateKey, Bytes publicKey);

  /** A signature with its recovery id of 0 or 1. */
  record Signature(U256 r, U256 s, int recoveryId) {}
}

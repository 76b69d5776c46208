package org.cairn.protocol.devp2p;

import java.util.random.RandomGenerator;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.uint.U256;

/** A private key with its public one. Immutable; never prints the private part. */
public final class NodeKey {
  private final Hash32 secret;
  private final Bytes id;

  private NodeKey(Hash32 secret, Bytes id) {
    this.secret = secret;
    this.id = id;
  }

  /** The key with this number; throws IllegalArgumentException unless it is 1..n-1. */
  public static NodeKey of(Secp256k1 curve, Hash32 secret) {
    if (!isKey(secret)) {
      throw new IllegalArgumentException("the number is no private key of secp256k1");
    }
    return new NodeKey(secret, curve.publicKey(secret));
  }

  /** A new key; {@code random} must be fit for cryptography. */
  public static NodeKey generate(Secp256k1 curve, RandomGenerator random) {
    byte[] bytes = new byte[32];
    Hash32 secret;
    do {
      random.nextBytes(bytes);
      secret = Hash32.of(bytes);
    } while (!isKey(secret));
    return of(curve, secret);
  }

  private static boolean isKey(Hash32 secret) {
    return !secret.isZero() && U256.of(secret).compareTo(Secp256k1.ORDER) < 0;
  }

  /** The 32 bytes to keep secret. */
  public Hash32 secret() {
    return secret;
  }

  /** The public key, 64 bytes: the identity of a node. */
  public Bytes id() {
    return id;
  }

  @Override
  public String toString() {
    return "NodeKey[" + id + "]";
  }
}

package org.cairn.protocol.consensus;

import java.math.BigInteger;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/** Verifies Ethash proofs of work with an epoch's cache (Yellow Paper 11.5). */
record Ethash(EthashCaches caches) implements WorkEngine.Proof {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);

  @Override
  public void check(Header header, Hash32 sealHash) {
    if (header.difficulty().isZero()) {
      throw ConsensusException.of(header, "difficulty", "difficulty 0 with proof of work");
    }
    EthashCache.Proof proof = caches.of(header).prove(sealHash, header.nonce());
    if (!proof.mixHash().equals(header.mixHash())) {
      throw ConsensusException.of(
          header, "mixHash", "mix hash %s is not %s", header.mixHash(), proof.mixHash());
    }
    U256 boundary = boundary(header.difficulty());
    if (U256.of(proof.result()).compareTo(boundary) > 0) {
      throw ConsensusException.of(
          header,
          "proofOfWork",
          "proof of work %s exceeds %s, the boundary of difficulty %s",
          proof.result(),
          boundary.toHash(),
          header.difficulty());
    }
  }

  /** The largest result that proves the difficulty: 2^256 / difficulty. */
  private static U256 boundary(U256 difficulty) {
    BigInteger boundary = LIMIT.divide(difficulty.toBigInteger());
    return boundary.bitLength() > 256 ? U256.MAX : U256.of(boundary);
  }
}

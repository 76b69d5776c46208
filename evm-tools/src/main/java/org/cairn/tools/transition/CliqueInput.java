package org.cairn.tools.transition;

import java.util.Collections;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.CliqueSeal;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.Member;

/**
 * Who is to seal a block by Clique, and how.
 *
 * @param voted becomes the header's beneficiary
 * @param authorize what go-ethereum's builder has for the direction of the vote, which is against
 *     EIP-225: true is the nonce of zeros
 * @param vanity the first 32 bytes of the extra data
 */
record CliqueInput(
    Hash32 secretKey, Optional<Address> voted, Optional<Boolean> authorize, Hash32 vanity) {
  static CliqueInput read(Member clique) {
    Hash32 key = clique.at("secretKey").hash();
    U256 number = U256.read(key.toArray(), 0, 32);
    if (number.isZero() || number.compareTo(Secp256k1.ORDER) >= 0) {
      throw clique.at("secretKey").fail("is no key of the curve");
    }
    return new CliqueInput(
        key,
        clique.optional("voted").map(Member::address),
        clique.optional("authorize").map(direction -> direction.node().asBoolean()),
        clique.optional("vanity").map(Member::hash).orElse(Hash32.ZERO));
  }

  /** The header sealed; throws TransitionException if that would overwrite what was given. */
  Header seal(Header header, Member given) {
    if (given.has("extraData")) {
      throw overwrites("sealing with clique will overwrite provided extra data");
    }
    if (voted.isPresent() && given.has("miner")) {
      throw overwrites("sealing with clique and voting will overwrite provided coinbase");
    }
    if (authorize.isPresent() && given.has("nonce")) {
      throw overwrites("sealing with clique and voting will overwrite provided nonce");
    }
    Bytes extraData =
        CliqueSeal.unsealedExtraData(Bytes.wrap(vanity.toArray()), Collections.emptySortedSet());
    Header unsealed =
        header.toBuilder()
            .coinbase(voted.orElse(header.coinbase()))
            .nonce(authorize.map(zeros -> zeros ? 0L : -1L).orElse(header.nonce()))
            .extraData(extraData)
            .build();
    Secp256k1 curve = Secp256k1.instance();
    return CliqueSeal.sealed(unsealed, curve.sign(CliqueSeal.sealHash(unsealed), secretKey));
  }

  private static TransitionException overwrites(String what) {
    return new TransitionException(TransitionException.CONFIGURATION, what);
  }
}

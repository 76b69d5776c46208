package org.cairn.protocol.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * Layout of a Clique header's extra data and what its seal covers (EIP-225): 32 bytes of the
 * signer's choice, at checkpoints the addresses of all signers, 65 bytes of signature (r, s,
 * recovery id). Pure functions.
 */
public final class CliqueSeal {
  public static final int VANITY_BYTES = 32;
  public static final int SEAL_BYTES = 65;

  /** Difficulty of a block whose signer's turn it is. */
  public static final U256 IN_TURN = U256.of(2);

  public static final U256 OUT_OF_TURN = U256.ONE;

  /** Nonce of a vote that the beneficiary become a signer. */
  public static final long AUTHORIZE = -1;

  /** Nonce of a vote that the beneficiary cease to be one, and of a header without a vote. */
  public static final long DROP = 0;

  private static final int ADDRESS_BYTES = 20;

  private CliqueSeal() {}

  /** What the signer signs: the header with its extra data up to the seal. */
  public static Hash32 sealHash(Header header) {
    RlpWriter out = new RlpWriter(640).startList();
    Bytes extra = header.extraData();
    header.writeUpToExtraData(out, extra.slice(0, extra.length() - SEAL_BYTES));
    out.write(header.mixHash()).write(header.nonceBytes());
    header.writeLaterMembers(out);
    out.endList();
    return Keccak256.hash(out.buffer(), 0, out.size());
  }

  /** Extra data whose seal is still zero; {@code signers} is empty except at checkpoints. */
  public static Bytes unsealedExtraData(Bytes vanity, SortedSet<Address> signers) {
    if (vanity.length() > VANITY_BYTES) {
      throw new IllegalArgumentException("vanity of " + vanity.length() + " bytes exceeds 32");
    }
    byte[] out = new byte[VANITY_BYTES + signers.size() * ADDRESS_BYTES + SEAL_BYTES];
    vanity.copyTo(out, 0);
    int at = VANITY_BYTES;
    for (Address signer : signers) {
      signer.copyTo(out, at);
      at += ADDRESS_BYTES;
    }
    return Bytes.wrap(out);
  }

  /** The header with this signature over its {@link #sealHash} in place of its seal. */
  public static Header sealed(Header header, Secp256k1.Signature signature) {
    byte[] extra = header.extraData().toArray();
    int at = extra.length - SEAL_BYTES;
    signature.r().copyTo(extra, at);
    signature.s().copyTo(extra, at + 32);
    extra[at + 64] = (byte) signature.recoveryId();
    return header.toBuilder().extraData(Bytes.wrap(extra)).build();
  }

  /** Who signed; empty if the seal is no signature. The extra data must hold a seal. */
  static Optional<Address> signer(Header header, Secp256k1 curve) {
    byte[] extra = header.extraData().shared();
    int at = extra.length - SEAL_BYTES;
    int recoveryId = extra[at + 64];
    if (recoveryId < 0 || recoveryId > 3) {
      return Optional.empty();
    }
    return curve.recoverAddress(
        sealHash(header), recoveryId, U256.read(extra, at, 32), U256.read(extra, at + 32, 32));
  }

  /** Bytes between vanity and seal. */
  static int signerBytes(Header header) {
    return header.extraData().length() - VANITY_BYTES - SEAL_BYTES;
  }

  /** The signers that a checkpoint lists, in its order. */
  static List<Address> signers(Header checkpoint) {
    List<Address> signers = new ArrayList<>();
    for (int at = 0; at < signerBytes(checkpoint); at += ADDRESS_BYTES) {
      signers.add(Address.read(checkpoint.extraData().shared(), VANITY_BYTES + at));
    }
    return signers;
  }
}

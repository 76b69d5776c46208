package org.cairn.protocol.devp2p;

import java.util.random.RandomGenerator;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Ecies;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/**
 * The side of the handshake that is dialled. {@link #add} bytes until {@link #missing} is 0, then
 * {@link #answer} names the peer, the packet to send and the codec. Not thread-safe.
 */
public final class Recipient {
  /** Length of an auth before EIP-8. */
  static final int OLD_AUTH = 194 + Ecies.OVERHEAD;

  private final Secp256k1 curve;
  private final NodeKey key;
  private final HandshakeInput input;

  public Recipient(Secp256k1 curve, NodeKey key) {
    this.curve = curve;
    this.key = key;
    this.input = new HandshakeInput(new Ecies(curve), key.secret(), OLD_AUTH);
  }

  /**
   * What the handshake ends in.
   *
   * @param remote public key of the peer, which it has proved to own, 64 bytes
   * @param ack the packet to send
   * @param frames the codec of the connection, for its one owner
   */
  public record Answer(Bytes remote, Bytes ack, FrameCodec frames) {}

  /** Bytes of the packet still to be added; 0 once it is complete. */
  public int missing() {
    return input.missing();
  }

  /** Adds at most {@link #missing} bytes of the packet. */
  public void add(byte[] bytes) throws RlpxException {
    input.add(bytes);
  }

  /**
   * Checks the packet and makes the answer, in the form in which the peer spoke.
   *
   * @param random must be fit for cryptography
   */
  public Answer answer(RandomGenerator random) throws RlpxException {
    if (missing() > 0) {
      throw new IllegalStateException(missing() + " bytes of the handshake are missing");
    }
    Auth auth = auth();
    Bytes remoteEphemeral = ephemeralKey(auth);
    NodeKey ephemeral = NodeKey.generate(curve, random);
    Hash32 nonce = Initiator.nonce(random);
    byte[] ack = ack(auth.remote, ephemeral.id(), nonce, random);
    Secrets secrets =
        Secrets.ofRecipient(
            curve.ecdh(ephemeral.secret(), remoteEphemeral),
            new Secrets.Transcript(auth.nonce, nonce, input.wire(), ack));
    return new Answer(auth.remote, Bytes.wrap(ack), new FrameCodec(secrets));
  }

  private byte[] ack(Bytes remote, Bytes ephemeral, Hash32 nonce, RandomGenerator random) {
    if (input.oldForm()) {
      byte[] message = new byte[97];
      ephemeral.copyTo(message, 0);
      nonce.copyTo(message, 64);
      return HandshakeInput.sealOldForm(curve, message, remote, random);
    }
    RlpWriter list = new RlpWriter().startList().write(ephemeral).write(nonce);
    byte[] body = list.write(Initiator.VERSION).endList().toArray();
    return HandshakeInput.seal(curve, body, remote, random);
  }

  /** The content of an auth; the signature is r, s and the recovery id. */
  record Auth(Bytes signature, Bytes remote, Hash32 nonce) {}

  Auth auth() throws RlpxException {
    Auth auth = input.oldForm() ? oldAuth(input.plain()) : listedAuth(input.plain());
    if (curve.decompress(auth.remote).isEmpty()) {
      throw new RlpxException(Reason.BAD_KEY, "the peer's node id is no point of the curve");
    }
    return auth;
  }

  private static Auth listedAuth(byte[] plain) throws RlpxException {
    try {
      RlpReader items = RlpReader.of(plain).readList();
      Auth auth = new Auth(items.readBytes(65), items.readBytes(64), items.readHash());
      items.skip(); // the version, of which EIP-8 says to ignore it
      return auth;
    } catch (RlpException e) {
      throw new RlpxException(Reason.MALFORMED_HANDSHAKE, "auth: " + e.getMessage(), e);
    }
  }

  /** Signature, hash of the ephemeral key, node id, nonce, and whether a session is resumed. */
  private static Auth oldAuth(byte[] plain) throws RlpxException {
    if (plain[193] != 0) {
      throw new RlpxException(
          Reason.MALFORMED_HANDSHAKE, "auth: an older session cannot be resumed");
    }
    return new Auth(
        Bytes.copyOf(plain, 0, 65), Bytes.copyOf(plain, 97, 64), Hash32.read(plain, 161));
  }

  /** The key that signed the shared secret of both node keys and the nonce. */
  Bytes ephemeralKey(Auth auth) throws RlpxException {
    byte[] signature = auth.signature.shared();
    Hash32 message = Secrets.xor(curve.ecdh(key.secret(), auth.remote), auth.nonce);
    int recoveryId = signature[64] & 0xff;
    if (recoveryId > 3) {
      throw new RlpxException(Reason.BAD_SIGNATURE, "a recovery id of " + recoveryId);
    }
    U256 r = U256.read(signature, 0, 32);
    U256 s = U256.read(signature, 32, 32);
    Bytes ephemeral =
        curve
            .recover(message, recoveryId, r, s)
            .orElseThrow(
                () -> new RlpxException(Reason.BAD_SIGNATURE, "no key made the signature"));
    if (input.oldForm() && !Keccak256.hash(ephemeral).equals(Hash32.read(input.plain(), 65))) {
      throw new RlpxException(
          Reason.BAD_SIGNATURE, "the ephemeral key is not the one whose hash was sent");
    }
    return ephemeral;
  }
}

package org.cairn.protocol.devp2p;

import java.util.random.RandomGenerator;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Ecies;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/**
 * The side of the handshake that dials. Send {@link #auth}, then {@link #add} bytes until {@link
 * #missing} is 0, then take {@link #frames}. Not thread-safe.
 */
public final class Initiator {
  /** Length of an ack before EIP-8. */
  static final int OLD_ACK = 97 + Ecies.OVERHEAD;

  /** The version of the handshake, which nobody looks at (EIP-8). */
  static final int VERSION = 4;

  private final Secp256k1 curve;
  private final NodeKey ephemeral;
  private final Hash32 nonce;
  private final byte[] auth;
  private final HandshakeInput input;

  Initiator(Secp256k1 curve, NodeKey key, NodeKey ephemeral, Hash32 nonce, byte[] auth) {
    this.curve = curve;
    this.ephemeral = ephemeral;
    this.nonce = nonce;
    this.auth = auth;
    this.input = new HandshakeInput(new Ecies(curve), key.secret(), OLD_ACK);
  }

  /**
   * Makes the first packet.
   *
   * @param remote public key of the node that is dialled, 64 bytes
   * @param random must be fit for cryptography
   * @throws RlpxException if the public key is none
   */
  public static Initiator start(Secp256k1 curve, NodeKey key, Bytes remote, RandomGenerator random)
      throws RlpxException {
    if (remote.length() != 64 || curve.decompress(remote).isEmpty()) {
      throw new RlpxException(Reason.BAD_KEY, "the remote node's id is no point of the curve");
    }
    NodeKey ephemeral = NodeKey.generate(curve, random);
    Hash32 nonce = nonce(random);
    byte[] body = authBody(curve, key, ephemeral, nonce, remote);
    byte[] auth = HandshakeInput.seal(curve, body, remote, random);
    return new Initiator(curve, key, ephemeral, nonce, auth);
  }

  static Hash32 nonce(RandomGenerator random) {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    return Hash32.of(nonce);
  }

  private static byte[] authBody(
      Secp256k1 curve, NodeKey key, NodeKey ephemeral, Hash32 nonce, Bytes remote) {
    Hash32 message = Secrets.xor(curve.ecdh(key.secret(), remote), nonce);
    Secp256k1.Signature signature = curve.sign(message, ephemeral.secret());
    byte[] joined = new byte[65];
    signature.r().copyTo(joined, 0);
    signature.s().copyTo(joined, 32);
    joined[64] = (byte) signature.recoveryId();
    return new RlpWriter()
        .startList()
        .write(joined)
        .write(key.id())
        .write(nonce)
        .write(VERSION)
        .endList()
        .toArray();
  }

  /** The packet to send first. */
  public Bytes auth() {
    return Bytes.wrap(auth);
  }

  /** Bytes of the answer still to be added; 0 once the handshake is complete. */
  public int missing() {
    return input.missing();
  }

  /** Adds at most {@link #missing} bytes of the answer. */
  public void add(byte[] bytes) throws RlpxException {
    input.add(bytes);
  }

  /** The codec of the connection, for its one owner; call once, when nothing is missing. */
  public FrameCodec frames() throws RlpxException {
    return new FrameCodec(secrets());
  }

  Secrets secrets() throws RlpxException {
    if (missing() > 0) {
      throw new IllegalStateException(missing() + " bytes of the handshake are missing");
    }
    Ack ack = Ack.read(input);
    Bytes remoteEphemeral =
        curve
            .decompress(ack.ephemeral())
            .orElseThrow(() -> new RlpxException(Reason.BAD_KEY, "the ephemeral key is no point"));
    Hash32 shared = curve.ecdh(ephemeral.secret(), remoteEphemeral);
    return Secrets.ofInitiator(
        shared, new Secrets.Transcript(nonce, ack.nonce(), auth, input.wire()));
  }

  /** The content of an ack; what follows it in a list is for later versions. */
  private record Ack(Bytes ephemeral, Hash32 nonce) {
    static Ack read(HandshakeInput input) throws RlpxException {
      byte[] plain = input.plain();
      if (input.oldForm()) {
        return new Ack(Bytes.copyOf(plain, 0, 64), Hash32.read(plain, 64));
      }
      try {
        RlpReader items = RlpReader.of(plain).readList();
        Ack ack = new Ack(items.readBytes(64), items.readHash());
        items.skip();
        return ack;
      } catch (RlpException e) {
        throw new RlpxException(Reason.MALFORMED_HANDSHAKE, "ack: " + e.getMessage(), e);
      }
    }
  }
}

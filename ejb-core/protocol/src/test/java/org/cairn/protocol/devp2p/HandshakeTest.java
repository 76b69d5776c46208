package org.cairn.protocol.devp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Ecies;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final Secp256k1 CURVE = Secp256k1.instance();

  private final Random random = new Random(Vectors.seed(HandshakeTest.class));
  private final NodeKey dialler = NodeKey.generate(CURVE, random);
  private final NodeKey dialled = NodeKey.generate(CURVE, random);

  /** Feeds what is missing, or all there is. */
  private static void feed(Recipient recipient, byte[] wire) throws RlpxException {
    int at = 0;
    while (recipient.missing() > 0 && at < wire.length) {
      int next = Math.min(wire.length, at + recipient.missing());
      recipient.add(Arrays.copyOfRange(wire, at, next));
      at = next;
    }
  }

  private Recipient recipientOf(byte[] wire) throws RlpxException {
    Recipient recipient = new Recipient(CURVE, dialled);
    feed(recipient, wire);
    return recipient;
  }

  private static void rejects(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(RlpxException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void bothSidesUnderstandEachOther() throws RlpxException {
    Initiator initiator = Initiator.start(CURVE, dialler, dialled.id(), random);
    Recipient.Answer answer = recipientOf(initiator.auth().toArray()).answer(random);
    assertThat(answer.remote()).isEqualTo(dialler.id());
    byte[] ack = answer.ack().toArray();
    for (int i = 0; i < ack.length; i++) {
      assertThat(initiator.missing()).isPositive();
      initiator.add(new byte[] {ack[i]});
    }
    assertThat(initiator.missing()).isZero();
    passes(initiator.frames(), answer.frames());
  }

  private void passes(FrameCodec ours, FrameCodec theirs) throws RlpxException {
    for (int length : new int[] {0, 1, 15, 16, 17, 1000, 70_000}) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      assertThat(FrameCodecTest.open(theirs, ours.seal(content))).isEqualTo(content);
      assertThat(FrameCodecTest.open(ours, theirs.seal(content))).isEqualTo(content);
    }
  }

  @Test
  void answersAnOldPeerInTheOldForm() throws RlpxException {
    NodeKey ephemeral = NodeKey.generate(CURVE, random);
    Hash32 nonce = Initiator.nonce(random);
    byte[] wire = oldAuth(ephemeral, nonce, 0);
    assertThat(wire).hasSize(Recipient.OLD_AUTH);
    Recipient.Answer answer = recipientOf(wire).answer(random);
    assertThat(answer.ack().length()).isEqualTo(Initiator.OLD_ACK);
    Initiator initiator = new Initiator(CURVE, dialler, ephemeral, nonce, wire);
    while (initiator.missing() > 0) {
      int at = initiator.missing() == 2 ? 0 : 2;
      initiator.add(answer.ack().slice(at, at + initiator.missing()).toArray());
    }
    passes(initiator.frames(), answer.frames());
  }

  private byte[] oldAuth(NodeKey ephemeral, Hash32 nonce, int resumed) {
    Hash32 message = Secrets.xor(CURVE.ecdh(dialler.secret(), dialled.id()), nonce);
    Secp256k1.Signature signature = CURVE.sign(message, ephemeral.secret());
    byte[] plain = new byte[194];
    signature.r().copyTo(plain, 0);
    signature.s().copyTo(plain, 32);
    plain[64] = (byte) signature.recoveryId();
    Keccak256.hash(ephemeral.id()).copyTo(plain, 65);
    dialler.id().copyTo(plain, 97);
    nonce.copyTo(plain, 161);
    plain[193] = (byte) resumed;
    return HandshakeInput.sealOldForm(CURVE, plain, dialled.id(), random);
  }

  @Test
  void refusesToResumeASession() throws RlpxException {
    NodeKey ephemeral = NodeKey.generate(CURVE, random);
    byte[] wire = oldAuth(ephemeral, Initiator.nonce(random), 1);
    rejects(Reason.MALFORMED_HANDSHAKE, () -> recipientOf(wire).answer(random));
  }

  @Test
  void waitsForTheRestOfACutPacketAndNeverAnswersIt() throws RlpxException {
    byte[] wire = Initiator.start(CURVE, dialler, dialled.id(), random).auth().toArray();
    for (int length = 0; length < wire.length; length += 7) {
      assertThat(recipientOf(Arrays.copyOf(wire, length)).missing()).isPositive();
    }
  }

  @Test
  void rejectsAPacketOfWhichOneBitWasFlipped() throws RlpxException {
    byte[] wire = Initiator.start(CURVE, dialler, dialled.id(), random).auth().toArray();
    for (int i = 0; i < 60; i++) {
      byte[] changed = wire.clone();
      int bit = 16 + random.nextInt(8 * (wire.length - 2));
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      rejects(Reason.UNREADABLE_HANDSHAKE, () -> recipientOf(changed));
    }
  }

  @Test
  void rejectsAPacketForSomebodyElse() throws RlpxException {
    NodeKey other = NodeKey.generate(CURVE, random);
    byte[] wire = Initiator.start(CURVE, dialler, other.id(), random).auth().toArray();
    rejects(Reason.UNREADABLE_HANDSHAKE, () -> recipientOf(wire));
  }

  @Test
  void rejectsNoise() throws RlpxException {
    for (int i = 0; i < 50; i++) {
      byte[] noise = new byte[66_000];
      random.nextBytes(noise);
      if (i % 2 == 0) {
        noise[0] = 4;
      }
      rejects(Reason.UNREADABLE_HANDSHAKE, () -> recipientOf(noise));
    }
  }

  @Test
  void rejectsAPacketThatIsTooShortToBeOne() throws RlpxException {
    for (int size = 0; size < Ecies.OVERHEAD; size += 16) {
      byte[] wire = new byte[2 + size];
      wire[1] = (byte) size;
      rejects(Reason.UNREADABLE_HANDSHAKE, () -> recipientOf(wire));
    }
  }

  @Test
  void rejectsContentThatIsNoAuth() throws RlpxException {
    byte[] empty = {(byte) 0xc0};
    byte[] string = {(byte) 0x83, 1, 2, 3};
    byte[] beyond = {(byte) 0xfa, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    byte[] bomb = {(byte) 0xfb, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    for (byte[] list : new byte[][] {empty, string, beyond, bomb}) {
      byte[] wire = HandshakeInput.seal(CURVE, list, dialled.id(), random);
      rejects(Reason.MALFORMED_HANDSHAKE, () -> recipientOf(wire).answer(random));
    }
  }

  @Test
  void rejectsKeysAndSignaturesThatAreNone() throws RlpxException {
    byte[] noPoint = new byte[64];
    Arrays.fill(noPoint, (byte) 0x11);
    byte[] zeros = new byte[65];
    byte[] badId = new byte[65];
    badId[64] = 4;
    rejects(Reason.BAD_KEY, () -> recipientOf(auth(zeros, Bytes.wrap(noPoint))).answer(random));
    rejects(Reason.BAD_SIGNATURE, () -> recipientOf(auth(zeros, dialler.id())).answer(random));
    rejects(Reason.BAD_SIGNATURE, () -> recipientOf(auth(badId, dialler.id())).answer(random));
    rejects(Reason.BAD_KEY, () -> Initiator.start(CURVE, dialler, Bytes.wrap(noPoint), random));
  }

  private byte[] auth(byte[] signature, Bytes id) {
    RlpWriter list = new RlpWriter().startList().write(signature).write(id);
    byte[] body = list.write(Hash32.ZERO).write(4).endList().toArray();
    return HandshakeInput.seal(CURVE, body, dialled.id(), random);
  }

  @Test
  void printsNoSecret() {
    assertThat(dialler.toString()).doesNotContain(dialler.secret().toString().substring(2));
  }
}

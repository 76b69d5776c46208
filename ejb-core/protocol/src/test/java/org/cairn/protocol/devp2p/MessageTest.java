package org.cairn.protocol.devp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.BaseMessage.Disconnect;
import org.cairn.protocol.devp2p.BaseMessage.Hello;
import org.cairn.protocol.devp2p.BaseMessage.Ping;
import org.cairn.protocol.devp2p.BaseMessage.Pong;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.devp2p.SharedCapabilities.Located;
import org.cairn.protocol.devp2p.SharedCapabilities.Offer;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final MessageCodec SNAPPY = MessageCodec.after(BaseMessage.VERSION);
  private static final Bytes ID = Bytes.wrap(new byte[64]);

  private static void rejects(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(RlpxException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void everyBaseMessageComesBackAsItWas() throws RlpxException {
    List<BaseMessage> messages =
        List.of(
            new Hello(5, "Cairn", List.of(new Capability("eth", 68)), 30303, ID),
            new Hello(5, "", List.of(), 0, ID),
            new Disconnect(DisconnectReason.USELESS_PEER),
            new Disconnect(DisconnectReason.REQUESTED),
            new Disconnect(77),
            new Ping(),
            new Pong());
    for (BaseMessage message : messages) {
      for (MessageCodec codec : List.of(MessageCodec.plain(), SNAPPY)) {
        MessageCodec.Message read =
            codec.decode(codec.encode(message.id(), message.payload()), 2048);
        assertThat(BaseMessage.read(read.id(), read.payload())).isEqualTo(message);
      }
    }
  }

  @Test
  void saysEveryReasonInWords() {
    for (DisconnectReason reason : DisconnectReason.values()) {
      assertThat(new Disconnect(reason).reason()).isEqualTo(reason.toString());
    }
    assertThat(new Disconnect(77).reason()).isEqualTo("unknown reason 77");
  }

  @Test
  void compressesPayloadsOfEveryLength() throws RlpxException {
    Random random = new Random(Vectors.seed(MessageTest.class));
    for (int length : new int[] {0, 1, 2, 59, 60, 61, 1000, 65_535, 65_536, 300_000}) {
      byte[] payload = new byte[length];
      random.nextBytes(payload);
      Arrays.fill(payload, length / 3, length / 2, (byte) 7);
      byte[] content = SNAPPY.encode(200, Bytes.wrap(payload));
      assertThat(SNAPPY.decode(content, length))
          .isEqualTo(new MessageCodec.Message(200, Bytes.wrap(payload)));
    }
  }

  @Test
  void refusesASnappyBombBeforeItIsUnpacked() {
    byte[] bomb = SNAPPY.encode(16, Bytes.wrap(new byte[MessageCodec.MAX_PAYLOAD]));
    assertThat(bomb.length).isLessThan(1_000_000);
    rejects(Reason.TOO_LARGE, () -> SNAPPY.decode(bomb, 2048));
    byte[] lie = {0x10, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0};
    rejects(Reason.TOO_LARGE, () -> SNAPPY.decode(lie, MessageCodec.MAX_PAYLOAD));
  }

  @Test
  void rejectsPayloadsThatAreNoSnappyBlock() {
    byte[][] bad = {
      {0x10},
      {0x10, (byte) 0x80},
      {0x10, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0},
      {0x10, 5},
      {0x10, 5, 0x10, 1, 2},
      {0x10, 4, 0x01, 9},
    };
    for (byte[] content : bad) {
      rejects(Reason.BAD_COMPRESSION, () -> SNAPPY.decode(content, 2048));
    }
  }

  @Test
  void survivesBlocksWithFlippedBits() {
    long seed = Vectors.seed(MessageTest.class);
    Random random = new Random(seed);
    byte[] payload = new byte[600];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (random.nextInt(4) * i / 100);
    }
    byte[] content = SNAPPY.encode(16, Bytes.wrap(payload));
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = Arrays.copyOf(content, 1 + random.nextInt(content.length));
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(SNAPPY.decode(changed, 4096).payload().length()).isLessThanOrEqualTo(4096);
      } catch (RlpxException e) {
        assertThat(e.reason())
            .isIn(Reason.BAD_COMPRESSION, Reason.TOO_LARGE, Reason.MALFORMED_MESSAGE);
      }
    }
  }

  @Test
  void rejectsBaseMessagesThatAreNone() {
    MessageCodec plain = MessageCodec.plain();
    rejects(Reason.MALFORMED_MESSAGE, () -> plain.decode(new byte[0], 2048));
    rejects(Reason.MALFORMED_MESSAGE, () -> plain.decode(new byte[] {0, 1}, 2048));
    byte[] long98 = new byte[99];
    long98[0] = 2;
    rejects(Reason.TOO_LARGE, () -> plain.decode(long98, 97));
    rejects(Reason.UNKNOWN_MESSAGE, () -> BaseMessage.read(4, Bytes.EMPTY));
    for (String hello :
        List.of("0x", "0xc0", "0x05", "0xc305c0c0", "0xfb7fffffff", "0xc605804180")) {
      rejects(Reason.MALFORMED_MESSAGE, () -> BaseMessage.read(Hello.ID, Bytes.of(hello)));
    }
    rejects(
        Reason.MALFORMED_MESSAGE, () -> BaseMessage.read(Disconnect.ID, Bytes.of("0xc3820101")));
  }

  @Test
  void cleansTheTextOfAStranger() throws RlpxException {
    Hello hello = new Hello(5, "a\u001b[31m\r\nb\u202e", List.of(), 0, ID);
    Hello read = (Hello) BaseMessage.read(Hello.ID, hello.payload());
    assertThat(read.client()).isEqualTo("a?[31m??b?");
  }

  @Test
  void sharesTheHighestVersionOfEachNameInAlphabeticalOrder() throws RlpxException {
    Capability eth68 = new Capability("eth", 68);
    Capability snap1 = new Capability("snap", 1);
    List<Offer> ours =
        List.of(
            new Offer(snap1, 8), new Offer(new Capability("eth", 66), 17), new Offer(eth68, 17));
    SharedCapabilities shared =
        SharedCapabilities.negotiate(
            ours, List.of(new Capability("eth", 66), eth68, new Capability("zz", 1), snap1));
    assertThat(shared.capabilities()).containsExactly(eth68, snap1);
    assertThat(shared.locate(0x10)).isEqualTo(new Located(eth68, 0));
    assertThat(shared.locate(0x20)).isEqualTo(new Located(eth68, 16));
    assertThat(shared.locate(0x21)).isEqualTo(new Located(snap1, 0));
    assertThat(shared.wireId(snap1, 7)).hasValue(0x28);
    assertThat(shared.wireId(snap1, 8)).isEmpty();
    assertThat(shared.wireId(new Capability("eth", 66), 0)).isEmpty();
    rejects(Reason.UNKNOWN_MESSAGE, () -> shared.locate(0x29));
    rejects(Reason.UNKNOWN_MESSAGE, () -> shared.locate(0x0f));
  }

  @Test
  void sharesNothingWithoutAnOffer() {
    assertThat(
            SharedCapabilities.negotiate(List.of(), List.of(new Capability("eth", 68))).isEmpty())
        .isTrue();
  }
}

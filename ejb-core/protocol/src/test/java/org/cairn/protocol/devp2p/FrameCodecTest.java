package org.cairn.protocol.devp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.KeccakState;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
  private static final Hash32 AES = Hash32.of(1, 2, 3, 4);
  private static final Hash32 MAC = Hash32.of(5, 6, 7, 8);

  private final FrameCodec sender = codec();
  private final FrameCodec receiver = codec();

  private static FrameCodec codec() {
    return new FrameCodec(new Secrets(AES, MAC, new KeccakState(), new KeccakState()));
  }

  static byte[] open(FrameCodec codec, byte[] frame) throws RlpxException {
    int length = codec.openHeader(Arrays.copyOf(frame, FrameCodec.HEADER), FrameCodec.MAX_CONTENT);
    assertThat(frame).hasSize(FrameCodec.HEADER + FrameCodec.bodyLength(length));
    return codec.openBody(Arrays.copyOfRange(frame, FrameCodec.HEADER, frame.length), length);
  }

  @Test
  void notOneBitOfAFrameCanBeFlipped() throws RlpxException {
    Random random = new Random(Vectors.seed(FrameCodecTest.class));
    byte[] content = new byte[100];
    random.nextBytes(content);
    byte[] frame = sender.seal(content);
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] changed = frame.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Reason expected =
          bit / 8 < FrameCodec.HEADER ? Reason.WRONG_HEADER_MAC : Reason.WRONG_BODY_MAC;
      assertThatExceptionOfType(RlpxException.class)
          .isThrownBy(() -> open(codec(), changed))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(expected));
    }
    assertThat(open(receiver, frame)).isEqualTo(content);
  }

  @Test
  void aFrameCannotBeRepeatedOrLeftOut() throws RlpxException {
    byte[] first = sender.seal(new byte[10]);
    byte[] second = sender.seal(new byte[10]);
    assertThatExceptionOfType(RlpxException.class).isThrownBy(() -> open(codec(), second));
    open(receiver, first);
    assertThatExceptionOfType(RlpxException.class).isThrownBy(() -> open(receiver, first));
  }

  @Test
  void refusesALargeFrameBeforeItsBodyIsRead() {
    byte[] frame = sender.seal(new byte[2049]);
    assertThatExceptionOfType(RlpxException.class)
        .isThrownBy(() -> receiver.openHeader(Arrays.copyOf(frame, FrameCodec.HEADER), 2048))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void sealsNoMoreThanTheLengthCanSay() throws RlpxException {
    byte[] most = new byte[FrameCodec.MAX_CONTENT];
    most[most.length - 1] = 1;
    assertThat(open(receiver, sender.seal(most))).isEqualTo(most);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sender.seal(new byte[FrameCodec.MAX_CONTENT + 1]));
  }
}

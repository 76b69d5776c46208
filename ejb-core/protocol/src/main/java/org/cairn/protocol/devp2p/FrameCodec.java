package org.cairn.protocol.devp2p;

import java.security.MessageDigest;
import org.cairn.protocol.crypto.Aes;
import org.cairn.protocol.devp2p.RlpxException.Reason;

/**
 * Seals and opens the frames of one connection.
 *
 * <p>Both directions are independent of each other: one thread may seal while another opens, but
 * each direction belongs to one thread at a time, and its frames must pass in the order of the
 * wire. After an exception the direction is out of step and of no more use.
 */
public final class FrameCodec {
  /** Bytes of a header with its MAC: what to read first. */
  public static final int HEADER = 32;

  /** The largest content that the three bytes of its length allow. */
  public static final int MAX_CONTENT = 0xffffff;

  private final Aes sealing;
  private final Aes opening;
  private final FrameMac outgoing;
  private final FrameMac incoming;

  FrameCodec(Secrets secrets) {
    byte[] key = secrets.aes().toArray();
    sealing = Aes.counterMode(key, new byte[Aes.BLOCK]);
    opening = Aes.counterMode(key, new byte[Aes.BLOCK]);
    outgoing = new FrameMac(secrets.mac(), secrets.outgoing());
    incoming = new FrameMac(secrets.mac(), secrets.incoming());
  }

  /** Bytes that follow a header that announces {@code content} bytes: padded body and its MAC. */
  public static int bodyLength(int content) {
    return padded(content) + FrameMac.LENGTH;
  }

  private static int padded(int content) {
    return (content + 15) & ~15;
  }

  /** The whole frame; throws IllegalArgumentException above {@link #MAX_CONTENT}. */
  public byte[] seal(byte[] content) {
    if (content.length > MAX_CONTENT) {
      throw new IllegalArgumentException("a frame of " + content.length + " bytes");
    }
    int padded = padded(content.length);
    byte[] frame = new byte[HEADER + padded + FrameMac.LENGTH];
    frame[0] = (byte) (content.length >> 16);
    frame[1] = (byte) (content.length >> 8);
    frame[2] = (byte) content.length;
    frame[3] = (byte) 0xc2; // the list of a capability and a context, both always zero
    frame[4] = (byte) 0x80;
    frame[5] = (byte) 0x80;
    sealing.apply(frame, 0, 16, frame, 0);
    System.arraycopy(outgoing.header(frame, 0), 0, frame, 16, FrameMac.LENGTH);
    System.arraycopy(content, 0, frame, HEADER, content.length);
    sealing.apply(frame, HEADER, padded, frame, HEADER);
    byte[] mac = outgoing.body(frame, HEADER, padded);
    System.arraycopy(mac, 0, frame, HEADER + padded, FrameMac.LENGTH);
    return frame;
  }

  /**
   * Opens the {@link #HEADER} bytes at the start of a frame.
   *
   * @param limit the most bytes of content that are welcome
   * @return bytes of content; {@link #bodyLength} of it is to be read next
   */
  public int openHeader(byte[] header, int limit) throws RlpxException {
    byte[] mac = incoming.header(header, 0);
    if (!equal(mac, header, 16)) {
      throw new RlpxException(Reason.WRONG_HEADER_MAC, "the MAC of a frame's header is wrong");
    }
    byte[] plain = new byte[16];
    opening.apply(header, 0, 16, plain, 0);
    int content = (plain[0] & 0xff) << 16 | (plain[1] & 0xff) << 8 | (plain[2] & 0xff);
    if (content > limit) {
      throw new RlpxException(
          Reason.TOO_LARGE, "a frame of " + content + " bytes where " + limit + " are allowed");
    }
    return content;
  }

  /** Opens the body of {@link #bodyLength} bytes behind a header and returns its content. */
  public byte[] openBody(byte[] body, int content) throws RlpxException {
    int padded = padded(content);
    if (body.length != padded + FrameMac.LENGTH) {
      throw new IllegalArgumentException(body.length + " bytes for " + content);
    }
    byte[] mac = incoming.body(body, 0, padded);
    if (!equal(mac, body, padded)) {
      throw new RlpxException(Reason.WRONG_BODY_MAC, "the MAC of a frame's body is wrong");
    }
    byte[] plain = new byte[padded];
    opening.apply(body, 0, padded, plain, 0);
    return java.util.Arrays.copyOf(plain, content);
  }

  private static boolean equal(byte[] mac, byte[] frame, int at) {
    byte[] expected = java.util.Arrays.copyOf(mac, FrameMac.LENGTH);
    byte[] found = java.util.Arrays.copyOfRange(frame, at, at + FrameMac.LENGTH);
    return MessageDigest.isEqual(expected, found);
  }
}

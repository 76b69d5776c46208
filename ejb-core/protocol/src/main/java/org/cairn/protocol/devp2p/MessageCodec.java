package org.cairn.protocol.devp2p;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.util.Arrays;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/**
 * The content of a frame: {@code rlp(id) || payload}, the payload being a Snappy block once both
 * sides have said hello in version 5 (EIP-706). Immutable.
 */
public final class MessageCodec {
  /** The most bytes of payload, and of what a compressed payload may become (EIP-706). */
  public static final int MAX_PAYLOAD = 16 * 1024 * 1024;

  private final boolean snappy;

  private MessageCodec(boolean snappy) {
    this.snappy = snappy;
  }

  /** Until both have said hello. */
  public static MessageCodec plain() {
    return new MessageCodec(false);
  }

  /** After both have said hello, {@code version} being that of the peer's. */
  public static MessageCodec after(long version) {
    return new MessageCodec(version >= BaseMessage.VERSION);
  }

  /** A message whose owner is not known yet; the payload is not compressed. */
  public record Message(int id, Bytes payload) {}

  /** Throws IllegalArgumentException if the payload has more than {@link #MAX_PAYLOAD} bytes. */
  public byte[] encode(int id, Bytes payload) {
    if (payload.length() > MAX_PAYLOAD) {
      throw new IllegalArgumentException("a payload of " + payload.length() + " bytes");
    }
    byte[] head = new RlpWriter(4).write(id).toArray();
    if (!snappy) {
      byte[] content = Arrays.copyOf(head, head.length + payload.length());
      payload.copyTo(content, head.length);
      return content;
    }
    SnappyJavaCompressor compressor = new SnappyJavaCompressor();
    int most = compressor.maxCompressedLength(payload.length());
    byte[] content = Arrays.copyOf(head, head.length + most);
    int length =
        compressor.compress(payload.shared(), 0, payload.length(), content, head.length, most);
    return Arrays.copyOf(content, head.length + length);
  }

  /**
   * Takes the content of a frame apart.
   *
   * @param limit the most bytes of payload that are welcome, checked before they are allocated
   */
  public Message decode(byte[] content, int limit) throws RlpxException {
    int id;
    int start;
    try {
      RlpReader reader = RlpReader.of(content);
      id = reader.readInt();
      start = reader.position();
    } catch (RlpException e) {
      throw new RlpxException(Reason.MALFORMED_MESSAGE, "a message's number: " + e.getMessage(), e);
    }
    int length = content.length - start;
    if (snappy) {
      return new Message(id, Bytes.wrap(uncompress(content, start, length, limit)));
    }
    checkLength(length, limit);
    return new Message(id, Bytes.copyOf(content, start, length));
  }

  private static void checkLength(long length, int limit) throws RlpxException {
    if (length > limit) {
      throw new RlpxException(
          Reason.TOO_LARGE, "a payload of " + length + " bytes where " + limit + " are allowed");
    }
  }

  private static byte[] uncompress(byte[] content, int start, int length, int limit)
      throws RlpxException {
    long announced = announcedLength(content, start);
    checkLength(announced, limit);
    byte[] out = new byte[(int) announced];
    try {
      int written =
          new SnappyJavaDecompressor().decompress(content, start, length, out, 0, out.length);
      if (written != out.length) {
        throw new RlpxException(
            Reason.BAD_COMPRESSION, written + " bytes where " + out.length + " were announced");
      }
      return out;
    } catch (MalformedInputException | IndexOutOfBoundsException e) {
      throw new RlpxException(Reason.BAD_COMPRESSION, "the payload is no Snappy block", e);
    }
  }

  /** The length in front of a Snappy block: 7 bits a byte, the lowest first, at most 32 bits. */
  private static long announcedLength(byte[] content, int start) throws RlpxException {
    long length = 0;
    for (int i = 0; i < 5 && start + i < content.length; i++) {
      length |= (long) (content[start + i] & 0x7f) << 7 * i;
      if (content[start + i] >= 0) {
        return length;
      }
    }
    throw new RlpxException(Reason.BAD_COMPRESSION, "a Snappy block without its length");
  }
}

package org.cairn.protocol.era;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.cairn.protocol.bytes.Bytes;

/**
 * Decompresses the framing format of Snappy: chunks of a type byte, a length of 3 little-endian
 * bytes and data; the data of types 0 (compressed) and 1 (plain) start with a masked CRC-32C and
 * hold at most 65,536 bytes each; types from 0x80 on may be skipped.
 */
public final class FramedSnappy {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int COMPRESSED = 0x00;
  private static final int PLAIN = 0x01;
  private static final int STREAM_IDENTIFIER = 0xff;
  private static final Bytes IDENTIFIER = Bytes.wrap(new byte[] {'s', 'N', 'a', 'P', 'p', 'Y'});
  private static final int CRC_MASK = 0xa282ead8;

  private FramedSnappy() {}

  /**
   * Decompresses all chunks.
   *
   * @throws BlockFileException with an offset in {@code packed} if they are damaged or hold more
   *     than {@code maxBytes}
   */
  public static byte[] decompress(byte[] packed, int maxBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 2);
    byte[] buffer = new byte[CHUNK_BYTES];
    int at = 0;
    while (at < packed.length) {
      if (packed.length - at < 4) {
        throw new BlockFileException("a chunk's head is cut off", at);
      }
      int type = packed[at] & 0xff;
      int length =
          (packed[at + 1] & 0xff) | (packed[at + 2] & 0xff) << 8 | (packed[at + 3] & 0xff) << 16;
      int start = at + 4;
      if (length > packed.length - start) {
        throw new BlockFileException("a chunk of " + length + " bytes is cut off", at);
      }
      if (at == 0 && type != STREAM_IDENTIFIER) {
        throw new BlockFileException("no framed Snappy", at);
      }
      switch (type) {
        case COMPRESSED, PLAIN -> {
          int size = chunk(packed, start, length, type == COMPRESSED, buffer);
          if (size > maxBytes - out.size()) {
            throw new BlockFileException(
                String.format(Locale.ROOT, "more than %,d bytes after decompression", maxBytes),
                at);
          }
          out.write(buffer, 0, size);
        }
        case STREAM_IDENTIFIER -> requireIdentifier(packed, at, start, length);
        default -> {
          if (type < 0x80) {
            throw new BlockFileException("a chunk of the unknown type " + type, at);
          }
        }
      }
      at = start + length;
    }
    return out.toByteArray();
  }

  private static void requireIdentifier(byte[] packed, int at, int start, int length) {
    if (!Bytes.copyOf(packed, start, length).equals(IDENTIFIER)) {
      throw new BlockFileException("no framed Snappy", at);
    }
  }

  /** Writes the chunk's data to the buffer and returns their number. */
  private static int chunk(
      byte[] packed, int start, int length, boolean compressed, byte[] buffer) {
    if (length < 4 || (!compressed && length - 4 > CHUNK_BYTES)) {
      throw new BlockFileException("a chunk of " + length + " bytes", start - 4);
    }
    int size = length - 4;
    if (compressed) {
      size = decompressed(packed, start + 4, length - 4, buffer);
    } else {
      System.arraycopy(packed, start + 4, buffer, 0, size);
    }
    CRC32C crc = new CRC32C();
    crc.update(buffer, 0, size);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
    int stated =
        (packed[start] & 0xff)
            | (packed[start + 1] & 0xff) << 8
            | (packed[start + 2] & 0xff) << 16
            | packed[start + 3] << 24;
    if (masked != stated) {
      throw new BlockFileException("a chunk's checksum is wrong", start - 4);
    }
    return size;
  }

  private static int decompressed(byte[] packed, int start, int length, byte[] buffer) {
    SnappyJavaDecompressor snappy = new SnappyJavaDecompressor();
    try {
      int size = length == 0 ? -1 : snappy.getUncompressedLength(packed, start);
      if (size < 0 || size > CHUNK_BYTES) {
        throw new BlockFileException("a chunk that claims " + size + " bytes", start - 8);
      }
      return snappy.decompress(packed, start, length, buffer, 0, CHUNK_BYTES);
    } catch (MalformedInputException | IndexOutOfBoundsException e) {
      throw new BlockFileException("a chunk cannot be decompressed", start - 8, e);
    }
  }
}

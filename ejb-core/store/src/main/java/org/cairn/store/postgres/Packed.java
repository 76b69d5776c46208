package org.cairn.store.postgres;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import java.util.Arrays;
import org.cairn.node.chain.StoreException;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.LongBytes;

/**
 * Bytes that may be compressed: {@code 0 ‖ bytes} or {@code 1 ‖ plain length (4) ‖ LZ4 block}.
 *
 * <p>Done here and not by PostgreSQL, because builds of it without LZ4 are common, and its own
 * method takes longer than everything else about a row.
 */
final class Packed {
  private static final int PLAIN = 0;
  private static final int LZ4 = 1;
  private static final int LZ4_HEADER = 5;

  /** Shorter ones are not worth the call. */
  private static final int SHORTEST = 96;

  private final Lz4JavaCompressor compressor = new Lz4JavaCompressor();
  private byte[] out = new byte[1 << 14];

  /** The bytes packed; {@code this} is used again by the next call and is not thread-safe. */
  Bytes pack(Bytes plain) {
    int length = plain.length();
    if (length >= SHORTEST) {
      int most = LZ4_HEADER + compressor.maxCompressedLength(length);
      if (out.length < most) {
        out = new byte[most];
      }
      int packed =
          compressor.compress(plain.shared(), 0, length, out, LZ4_HEADER, out.length - LZ4_HEADER);
      if (packed < length - length / 16) {
        out[0] = LZ4;
        LongBytes.putInt(out, 1, length);
        return Bytes.copyOf(out, 0, LZ4_HEADER + packed);
      }
    }
    byte[] stored = new byte[1 + length];
    plain.copyTo(stored, 1);
    return Bytes.wrap(stored);
  }

  static Bytes unpack(byte[] packed) {
    if (packed.length > 0 && packed[0] == PLAIN) {
      return Bytes.wrap(Arrays.copyOfRange(packed, 1, packed.length));
    }
    if (packed.length < LZ4_HEADER || packed[0] != LZ4) {
      throw new StoreException("stored contents are damaged: not packed as they should be");
    }
    int length = LongBytes.getInt(packed, 1);
    if (length < 0 || length / 255 > packed.length) {
      throw new StoreException("stored contents are damaged: an impossible length of " + length);
    }
    byte[] plain = new byte[length];
    try {
      int done =
          new Lz4JavaDecompressor()
              .decompress(packed, LZ4_HEADER, packed.length - LZ4_HEADER, plain, 0, length);
      if (done != length) {
        throw new StoreException(
            "stored contents are damaged: " + done + " bytes instead of " + length);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | MalformedInputException e) {
      throw new StoreException("stored contents are damaged: " + e.getMessage(), e);
    }
    return Bytes.wrap(plain);
  }
}

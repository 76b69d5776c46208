package org.cairn.protocol.era;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;

/** Blocks that follow one another as RLP. */
final class RlpBlockSource implements BlockSource {
  private final CountedInput in;
  private final int maxBlockBytes;

  RlpBlockSource(InputStream in, int maxBlockBytes) {
    this.in = new CountedInput(in);
    this.maxBlockBytes = maxBlockBytes;
  }

  @Override
  public Optional<RawBlock> next() throws IOException {
    long offset = in.offset();
    int prefix = in.read();
    if (prefix < 0) {
      return Optional.empty();
    }
    if (prefix < 0xc0) {
      throw new BlockFileException("no list but the byte 0x%02x".formatted(prefix), offset);
    }
    byte[] lengthBytes =
        prefix < 0xf8 ? new byte[0] : in.readExactly(prefix - 0xf7, "a block's length");
    long length = prefix < 0xf8 ? prefix - 0xc0 : number(lengthBytes, offset);
    if (length > maxBlockBytes) {
      throw new BlockFileException(
          String.format(
              Locale.ROOT,
              "a block of %s bytes, more than %,d,",
              Long.toUnsignedString(length),
              maxBlockBytes),
          offset);
    }
    byte[] payload = in.readExactly((int) length, "a block");
    byte[] block = new byte[1 + lengthBytes.length + payload.length];
    block[0] = (byte) prefix;
    System.arraycopy(lengthBytes, 0, block, 1, lengthBytes.length);
    System.arraycopy(payload, 0, block, 1 + lengthBytes.length, payload.length);
    return Optional.of(new RawBlock(Bytes.wrap(block), offset));
  }

  private static long number(byte[] bytes, long offset) {
    long number = 0;
    for (byte b : bytes) {
      if (number >>> 55 != 0) {
        throw new BlockFileException("a block of more than 2^62 bytes", offset);
      }
      number = number << 8 | (b & 0xff);
    }
    return number;
  }
}

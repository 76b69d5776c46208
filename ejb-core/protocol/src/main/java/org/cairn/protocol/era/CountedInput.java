package org.cairn.protocol.era;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipException;

/** Reads exact numbers of bytes and counts them; says where the stream ended too early. */
final class CountedInput {
  private final InputStream in;
  private long offset;

  CountedInput(InputStream in) {
    this.in = in;
  }

  long offset() {
    return offset;
  }

  /** The next byte; -1 at the end. */
  int read() throws IOException {
    try {
      int next = in.read();
      offset += next < 0 ? 0 : 1;
      return next;
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }

  /** Exactly {@code length} bytes; memory grows with what is there, not with what is asked for. */
  byte[] readExactly(int length, String what) throws IOException {
    try {
      byte[] bytes = in.readNBytes(length);
      offset += bytes.length;
      if (bytes.length < length) {
        throw new BlockFileException(
            String.format(Locale.ROOT, "the file ends within %s of %,d bytes", what, length),
            offset);
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    }
  }

  void skipExactly(long length, String what) throws IOException {
    long left = length;
    while (left > 0) {
      left -= readExactly((int) Math.min(left, 1 << 16), what).length;
    }
  }

  private BlockFileException damaged(IOException e) {
    return damagedGzip(e, offset);
  }

  /** A stream that ends within the header has no message of its own. */
  static BlockFileException damagedGzip(IOException e, long offset) {
    String what = e.getMessage() == null ? "its header is cut off" : e.getMessage();
    return new BlockFileException("damaged gzip: " + what, offset, e);
  }
}

package org.cairn.protocol.rlp;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * A strict cursor over the items of one list, or over the items of a plain sequence.
 *
 * <p>Every {@code read…} method consumes one item. {@link #readList()} returns a reader of the
 * nested list; {@link #end()} states that nothing may follow. Not thread-safe; shares the array and
 * never writes to it.
 */
public final class RlpReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  private RlpReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** Reads the items that follow one another in the whole array. */
  public static RlpReader of(byte[] bytes) {
    return new RlpReader(bytes, 0, bytes.length);
  }

  public static RlpReader of(Bytes bytes) {
    return of(bytes.shared());
  }

  /** Reads the items in a part of the array. */
  public static RlpReader of(byte[] bytes, int offset, int length) {
    return new RlpReader(bytes, offset, offset + length);
  }

  /** Reads the items of the one list that fills the array exactly. */
  public static RlpReader ofList(byte[] bytes) {
    RlpReader outer = of(bytes);
    RlpReader list = outer.readList();
    outer.end();
    return list;
  }

  public boolean hasNext() {
    return position < end;
  }

  /** Offset of the next item in the array. */
  public int position() {
    return position;
  }

  /** Throws if an item is left. */
  public void end() {
    if (position != end) {
      throw new RlpException((end - position) + " bytes too many", position);
    }
  }

  public boolean nextIsList() {
    return (peek() & 0xff) >= 0xc0;
  }

  private byte peek() {
    if (position >= end) {
      throw new RlpException("an item is missing", position);
    }
    return bytes[position];
  }

  /** Number of items left, each checked for its length only. */
  public int count() {
    int count = 0;
    for (int at = position; at < end; count++) {
      at = payloadStart(at) + payloadLength(at);
    }
    return count;
  }

  private int payloadStart(int at) {
    int prefix = bytes[at] & 0xff;
    if (prefix < 0x80) {
      return at;
    }
    if (prefix < 0xb8) {
      return at + 1;
    }
    if (prefix < 0xc0) {
      return at + 1 + prefix - 0xb7;
    }
    return prefix < 0xf8 ? at + 1 : at + 1 + prefix - 0xf7;
  }

  private int payloadLength(int at) {
    int prefix = bytes[at] & 0xff;
    int length;
    if (prefix < 0x80) {
      return 1;
    } else if (prefix < 0xb8) {
      length = prefix - 0x80;
    } else if (prefix < 0xc0) {
      length = longLength(at, prefix - 0xb7);
    } else {
      length = prefix < 0xf8 ? prefix - 0xc0 : longLength(at, prefix - 0xf7);
    }
    if (length > end - payloadStart(at)) {
      throw new RlpException("an item of " + length + " bytes goes beyond its end", at);
    }
    return length;
  }

  private int longLength(int at, int bytesOfLength) {
    if (bytesOfLength > end - at - 1) {
      throw new RlpException("a length goes beyond the end", at);
    }
    if (bytes[at + 1] == 0) {
      throw new RlpException("a length has a leading zero", at);
    }
    if (bytesOfLength > 4) {
      throw new RlpException("a length has " + bytesOfLength + " bytes", at);
    }
    long length = 0;
    for (int i = 0; i < bytesOfLength; i++) {
      length = length << 8 | (bytes[at + 1 + i] & 0xff);
    }
    if (length < 56) {
      throw new RlpException("a length of " + length + " in the long form", at);
    }
    if (length > Integer.MAX_VALUE) {
      throw new RlpException("a length of " + length, at);
    }
    return (int) length;
  }

  /** Enters the next item, which must be a list, and steps over it. */
  public RlpReader readList() {
    if (!nextIsList()) {
      throw new RlpException("a string where a list belongs", position);
    }
    int start = payloadStart(position);
    int length = payloadLength(position);
    position = start + length;
    return new RlpReader(bytes, start, position);
  }

  /** Steps over the next item and returns the whole of it, prefix included. */
  public Bytes readRaw() {
    int start = position;
    skip();
    return Bytes.copyOf(bytes, start, position - start);
  }

  /** Steps over the next item without looking into it. */
  public void skip() {
    peek();
    int start = payloadStart(position);
    position = start + payloadLength(position);
  }

  /** Length of the next string; leaves the cursor at the string's first byte. */
  private int enterString() {
    if (nextIsList()) {
      throw new RlpException("a list where a string belongs", position);
    }
    int at = position;
    int length = payloadLength(at);
    int start = payloadStart(at);
    if (start == at + 1 && length == 1 && bytes[start] >= 0) {
      throw new RlpException("a single byte below 0x80 with a prefix", at);
    }
    position = start;
    return length;
  }

  public Bytes readBytes() {
    int length = enterString();
    position += length;
    return Bytes.copyOf(bytes, position - length, length);
  }

  /** A string of exactly {@code length} bytes. */
  public Bytes readBytes(int length) {
    int at = enterExactly(length);
    return Bytes.copyOf(bytes, at, length);
  }

  public Hash32 readHash() {
    return Hash32.read(bytes, enterExactly(32));
  }

  public Address readAddress() {
    return Address.read(bytes, enterExactly(20));
  }

  private int enterExactly(int expected) {
    int at = position;
    int length = enterString();
    if (length != expected) {
      throw new RlpException(length + " bytes where " + expected + " belong", at);
    }
    int start = position;
    position += length;
    return start;
  }

  private int enterScalar(int most) {
    int at = position;
    int length = enterString();
    if (length > most) {
      throw new RlpException("a number of " + length + " bytes where " + most + " fit", at);
    }
    if (length > 0 && bytes[position] == 0) {
      throw new RlpException("a number with a leading zero", at);
    }
    position += length;
    return length;
  }

  /** A scalar of at most 32 bytes. */
  public U256 readU256() {
    int length = enterScalar(32);
    return U256.read(bytes, position - length, length);
  }

  /** A scalar of 0..2^63-1. */
  public long readLong() {
    int at = position;
    long value = readUnsignedLong();
    if (value < 0) {
      throw new RlpException("a number above 2^63-1", at);
    }
    return value;
  }

  /** A scalar of 0..2^64-1, the sign bit being its highest. */
  public long readUnsignedLong() {
    int length = enterScalar(8);
    long value = 0;
    for (int i = position - length; i < position; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  /** A scalar of 0..2^31-1. */
  public int readInt() {
    int at = position;
    long value = readLong();
    if (value > Integer.MAX_VALUE) {
      throw new RlpException("a number above 2^31-1", at);
    }
    return (int) value;
  }
}

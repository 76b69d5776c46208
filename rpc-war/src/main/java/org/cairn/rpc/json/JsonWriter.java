package org.cairn.rpc.json;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * Writes JSON into one growing array. Commas are set by the writer; that objects and arrays are
 * closed in order is up to the caller. Not thread-safe.
 *
 * <p>A caller may take a {@link #mark()} where a value begins and {@link #rewind} to it, to replace
 * a half-written value by another one.
 */
public final class JsonWriter {
  /** The two digits of each byte, the first one in the low half. */
  private static final short[] PAIRS = pairs();

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final int limit;
  private byte[] bytes;
  private int size;
  private boolean comma;

  /**
   * @param capacity bytes to begin with
   * @param limit bytes at most; what would go beyond throws {@link AnswerTooLargeException}
   */
  public JsonWriter(int capacity, int limit) {
    this.bytes = new byte[capacity];
    this.limit = limit;
  }

  private static short[] pairs() {
    short[] table = new short[256];
    byte[] digits = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 256; i++) {
      table[i] = (short) (digits[i >> 4] | digits[i & 0xf] << 8);
    }
    return table;
  }

  /** Makes room for so many bytes at once, where the size of an answer can be foreseen. */
  public void expect(int more) {
    if (bytes.length - size < more && size + (long) more <= limit) {
      bytes = Arrays.copyOf(bytes, size + more);
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = size + (long) more;
    if (needed > limit) {
      throw new AnswerTooLargeException(limit);
    }
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(bytes.length * 2L, limit)));
  }

  /** Starts a value of at most {@code most} bytes, with the comma in front that it may need. */
  private void start(int most) {
    reserve(most + 1);
    if (comma) {
      bytes[size++] = ',';
    }
    comma = true;
  }

  public JsonWriter beginObject() {
    start(1);
    bytes[size++] = '{';
    comma = false;
    return this;
  }

  public JsonWriter endObject() {
    reserve(1);
    bytes[size++] = '}';
    comma = true;
    return this;
  }

  public JsonWriter beginArray() {
    start(1);
    bytes[size++] = '[';
    comma = false;
    return this;
  }

  public JsonWriter endArray() {
    reserve(1);
    bytes[size++] = ']';
    comma = true;
    return this;
  }

  /** Writes a member's name; its value must follow. */
  public JsonWriter name(Name name) {
    byte[] encoded = name.encoded();
    start(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
    comma = false;
    return this;
  }

  /** Writes a member's name that may be anything; its value must follow. */
  public JsonWriter name(String name) {
    string(name);
    reserve(1);
    bytes[size++] = ':';
    comma = false;
    return this;
  }

  public JsonWriter bool(boolean value) {
    return raw(value ? TRUE : FALSE);
  }

  public JsonWriter nothing() {
    return raw(NULL);
  }

  /** Writes a number as JSON has it, in decimal digits. */
  public JsonWriter number(long value) {
    return raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes a finite number; whole ones without a fraction. */
  public JsonWriter number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? number((long) value)
        : raw(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes a number whose digits were checked by the reader. */
  public JsonWriter number(Json.Numeric literal) {
    return raw(literal.literal().getBytes(StandardCharsets.US_ASCII));
  }

  private JsonWriter raw(byte[] literal) {
    start(literal.length);
    System.arraycopy(literal, 0, bytes, size, literal.length);
    size += literal.length;
    return this;
  }

  /** Writes text as UTF-8, escaped as RFC 8259 asks; a lone surrogate becomes U+FFFD. */
  public JsonWriter string(String text) {
    start(2 + 6 * text.length());
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        bytes[size++] = (byte) c;
      } else if (c < 0x80) {
        escape(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        utf8(Character.isSurrogate(c) ? 0xfffd : c);
      }
    }
    bytes[size++] = '"';
    return this;
  }

  private void escape(char c) {
    bytes[size++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[size++] = (byte) c;
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = DIGITS[c >> 4];
        bytes[size++] = DIGITS[c & 0xf];
      }
    }
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xc0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        bytes[size++] = (byte) (0xe0 | codePoint >> 12);
      } else {
        bytes[size++] = (byte) (0xf0 | codePoint >> 18);
        bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
      }
      bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
    }
    bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
  }

  /** Writes a QUANTITY of 0..2^64-1, the sign bit being its highest. */
  public JsonWriter quantity(long value) {
    start(20);
    open();
    digits(value, Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4));
    bytes[size++] = '"';
    return this;
  }

  /** Writes a QUANTITY. */
  public JsonWriter quantity(U256 value) {
    start(68);
    open();
    int first = 0;
    while (first < 3 && value.word(first) == 0) {
      first++;
    }
    long top = value.word(first);
    digits(top, Math.max(1, (67 - Long.numberOfLeadingZeros(top)) / 4));
    for (int i = first + 1; i < 4; i++) {
      digits(value.word(i), 16);
    }
    bytes[size++] = '"';
    return this;
  }

  /** Writes the 32 bytes as DATA. */
  public JsonWriter data(Hash32 hash) {
    start(68);
    open();
    for (int i = 0; i < 4; i++) {
      word(hash.word(i));
    }
    bytes[size++] = '"';
    return this;
  }

  /** Writes the number as DATA of 32 bytes. */
  public JsonWriter data(U256 value) {
    return data(value.toHash());
  }

  /** Writes the 20 bytes as DATA, in lower case. */
  public JsonWriter data(Address address) {
    start(44);
    open();
    word(address.high());
    word(address.middle());
    int low = address.low();
    for (int shift = 24; shift >= 0; shift -= 8) {
      pair(low >>> shift);
    }
    bytes[size++] = '"';
    return this;
  }

  /** Writes the eight bytes of the number as DATA. */
  public JsonWriter data(long eightBytes) {
    start(20);
    open();
    word(eightBytes);
    bytes[size++] = '"';
    return this;
  }

  public JsonWriter data(Bytes data) {
    byte[] source = data.shared();
    if (source.length > (Integer.MAX_VALUE - 16) / 2) {
      throw new AnswerTooLargeException(limit);
    }
    start(2 * source.length + 4);
    open();
    byte[] target = bytes;
    int at = size;
    for (byte b : source) {
      SHORT.set(target, at, PAIRS[b & 0xff]);
      at += 2;
    }
    target[at] = '"';
    size = at + 1;
    return this;
  }

  private void open() {
    bytes[size++] = '"';
    bytes[size++] = '0';
    bytes[size++] = 'x';
  }

  private void pair(int value) {
    SHORT.set(bytes, size, PAIRS[value & 0xff]);
    size += 2;
  }

  private void word(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      pair((int) (value >>> shift));
    }
  }

  private void digits(long value, int count) {
    for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
      bytes[size++] = DIGITS[(int) (value >>> shift) & 0xf];
    }
  }

  public int size() {
    return size;
  }

  /** The place where the next value would begin. */
  public Mark mark() {
    return new Mark(size, comma);
  }

  /** Drops everything written since the mark was taken. */
  public void rewind(Mark mark) {
    size = mark.size;
    comma = mark.comma;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /** A place to which the writer can go back. */
  public record Mark(int size, boolean comma) {}
}

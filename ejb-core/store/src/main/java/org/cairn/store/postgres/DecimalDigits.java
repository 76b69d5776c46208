package org.cairn.store.postgres;

import org.cairn.protocol.uint.U256;

/**
 * An unsigned number as digits of base 10,000, as PostgreSQL's {@code numeric} holds it: the most
 * significant first, without zeros at either end. Not thread-safe; used again for each number.
 */
final class DecimalDigits {
  private static final int BASE = 10_000;
  private static final int CHUNK = BASE * BASE;

  /** 2^256 has 78 decimal digits: 20 of base 10,000. */
  private static final int MOST = 20;

  private final short[] digits = new short[MOST];
  private final int[] limbs = new int[8];
  private int first;
  private int end;

  void set(long unsigned) {
    first = MOST;
    end = MOST;
    long rest = unsigned;
    if (rest < 0) {
      long quotient = Long.divideUnsigned(rest, BASE);
      push((int) (rest - quotient * BASE));
      rest = quotient;
    }
    while (rest != 0) {
      long quotient = rest / BASE;
      push((int) (rest - quotient * BASE));
      rest = quotient;
    }
    trim();
  }

  void set(U256 value) {
    if ((value.word(0) | value.word(1) | value.word(2)) == 0) {
      set(value.word(3));
      return;
    }
    for (int i = 0; i < 4; i++) {
      limbs[2 * i] = (int) (value.word(i) >>> 32);
      limbs[2 * i + 1] = (int) value.word(i);
    }
    first = MOST;
    end = MOST;
    int top = 0;
    while (top < 8) {
      if (limbs[top] == 0) {
        top++;
        continue;
      }
      int chunk = divideByChunk(top);
      push(chunk % BASE);
      push(chunk / BASE);
    }
    trim();
  }

  /** Divides the limbs from {@code top} on by 10^8 in place and returns the remainder. */
  private int divideByChunk(int top) {
    long remainder = 0;
    for (int i = top; i < 8; i++) {
      long part = remainder << 32 | (limbs[i] & 0xffffffffL);
      limbs[i] = (int) (part / CHUNK);
      remainder = part % CHUNK;
    }
    return (int) remainder;
  }

  private void push(int digit) {
    digits[--first] = (short) digit;
  }

  private void trim() {
    while (first < MOST && digits[first] == 0) {
      first++;
    }
    while (end > first && digits[end - 1] == 0) {
      end--;
    }
  }

  int count() {
    return end - first;
  }

  /** Exponent of the base that belongs to the first digit. */
  int weight() {
    return count() == 0 ? 0 : MOST - 1 - first;
  }

  int at(int index) {
    return digits[first + index];
  }
}

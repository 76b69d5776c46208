package org.cairn.protocol.state;

import org.cairn.protocol.uint.U256;

/**
 * A slot of an account's storage as one block's execution sees it: mutable, confined to the thread
 * of its journal. Words are kept as four longs; 0 is the least significant.
 */
public final class StorageSlot {
  final long key0;
  final long key1;
  final long key2;
  final long key3;
  long value0;
  long value1;
  long value2;
  long value3;

  /** In the state of the parent block. */
  private U256 before = U256.ZERO;

  private long original0;
  private long original1;
  private long original2;
  private long original3;

  /** Transaction in which the slot is warm; 0 for none. */
  int warmIn;

  private int originalIn;

  StorageSlot(long key3, long key2, long key1, long key0) {
    this.key0 = key0;
    this.key1 = key1;
    this.key2 = key2;
    this.key3 = key3;
  }

  void load(U256 word) {
    before = word;
    set(word.word(0), word.word(1), word.word(2), word.word(3));
  }

  void set(long v3, long v2, long v1, long v0) {
    value3 = v3;
    value2 = v2;
    value1 = v1;
    value0 = v0;
  }

  /** Keeps the value with which the slot entered this transaction. */
  void enter(int transaction) {
    if (originalIn != transaction) {
      originalIn = transaction;
      original0 = value0;
      original1 = value1;
      original2 = value2;
      original3 = value3;
    }
  }

  boolean hasKey(long k3, long k2, long k1, long k0) {
    return key0 == k0 && key1 == k1 && key2 == k2 && key3 == k3;
  }

  /** Word {@code i} of the value, 0 being the least significant. */
  public long word(int i) {
    return switch (i) {
      case 0 -> value0;
      case 1 -> value1;
      case 2 -> value2;
      default -> value3;
    };
  }

  public boolean isZero() {
    return (value0 | value1 | value2 | value3) == 0;
  }

  public boolean holds(long v3, long v2, long v1, long v0) {
    return value0 == v0 && value1 == v1 && value2 == v2 && value3 == v3;
  }

  /** Whether the slot had this word when the transaction began. */
  public boolean began(long v3, long v2, long v1, long v0) {
    return original0 == v0 && original1 == v1 && original2 == v2 && original3 == v3;
  }

  public boolean beganAsZero() {
    return (original0 | original1 | original2 | original3) == 0;
  }

  /** Whether the slot has the word with which the transaction began. */
  public boolean isAsBegun() {
    return holds(original3, original2, original1, original0);
  }

  U256 key() {
    return U256.of(key3, key2, key1, key0);
  }

  U256 value() {
    return U256.of(value3, value2, value1, value0);
  }

  U256 before() {
    return before;
  }
}

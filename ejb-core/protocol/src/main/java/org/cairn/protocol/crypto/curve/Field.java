package org.cairn.protocol.crypto.curve;

import org.jspecify.annotations.Nullable;

/** The operations of a finite field over elements that are never changed. Thread-safe. */
public interface Field<E> {
  E zero();

  E one();

  E plus(E a, E b);

  E minus(E a, E b);

  E times(E a, E b);

  E negated(E a);

  /** Zero for zero. */
  E inverted(E a);

  boolean isZero(E a);

  boolean areEqual(E a, E b);

  /** One of the two square roots; null if there is none. */
  @Nullable E root(E a);

  /** The sign of RFC 9380, section 4.1. */
  boolean isOdd(E a);

  default E squared(E a) {
    return times(a, a);
  }

  default E twice(E a) {
    return plus(a, a);
  }
}

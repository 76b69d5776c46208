package org.cairn.protocol.crypto.altbn128;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The optimal ate pairing of several pairs. */
final class Pairing {
  /** The number from which p and the order are made. */
  private static final BigInteger U = BigInteger.valueOf(4965661367192848881L);

  private static final byte[] LOOP =
      SignedDigits.of(U.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO), 2);

  private static final int POWER_WIDTH = 4;
  private static final byte[] POWER = SignedDigits.of(U, POWER_WIDTH);

  private final Fp12.Space space = new Fp12.Space();
  private final List<MillerWalk> walks = new ArrayList<>();
  private final Line waiting = new Line();
  private boolean lineWaits;

  private Pairing() {}

  /**
   * Whether the product of the pairings of all pairs is one; null if a point of the second list is
   * not of the group.
   */
  static @Nullable Boolean productIsOne(List<G1> first, List<G2> second) {
    Pairing pairing = new Pairing();
    for (int i = 0; i < first.size(); i++) {
      if (!second.get(i).isInfinity()) {
        pairing.walks.add(new MillerWalk(first.get(i), second.get(i)));
      }
    }
    return pairing.productIsOne();
  }

  private @Nullable Boolean productIsOne() {
    Fp12 f = loop();
    for (MillerWalk walk : walks) {
      if (!walk.isInGroup()) {
        return null;
      }
    }
    return finalPower(f).isOne();
  }

  /** Miller's loop; all pairs share its squarings. */
  private Fp12 loop() {
    Fp12 f = new Fp12(space);
    f.setOne();
    for (int i = SignedDigits.top(LOOP) - 1; i >= 0; i--) {
      f.square(f);
      for (MillerWalk walk : walks) {
        walk.twice();
        multiply(f, walk);
        if (LOOP[i] > 0) {
          walk.plus();
          multiply(f, walk);
        } else if (LOOP[i] < 0) {
          walk.minus();
          multiply(f, walk);
        }
      }
      multiplyRest(f);
    }
    for (MillerWalk walk : walks) {
      walk.plusFrobenius();
      multiply(f, walk);
      walk.minusFrobeniusTwice();
      multiply(f, walk);
    }
    multiplyRest(f);
    return f;
  }

  /** Lines wait here for a second one. */
  private void multiply(Fp12 f, MillerWalk walk) {
    if (!walk.hasLines()) {
      return;
    }
    if (lineWaits) {
      f.product(f, waiting, walk.line());
    } else {
      waiting.set(walk.line());
    }
    lineWaits = !lineWaits;
  }

  private void multiplyRest(Fp12 f) {
    if (lineWaits) {
      f.product(f, waiting);
      lineWaits = false;
    }
  }

  /**
   * f to a multiple of (p^12 - 1)/order that has no common divisor with the order
   * (Fuentes-Castañeda, Knapp and Rodríguez-Henríquez, "Faster hashing to G2", 2011).
   */
  private Fp12 finalPower(Fp12 in) {
    Fp12 f = new Fp12(space);
    Fp12 t = new Fp12(space);
    t.inverse(in);
    f.conjugate(in);
    f.product(f, t);
    t.frobeniusTwice(f);
    f.product(f, t);

    Fp12 f2u = power(f);
    f2u.cyclotomicSquare(f2u);
    Fp12 f6u = f2u.copy();
    f6u.cyclotomicSquare(f6u);
    f6u.product(f6u, f2u);
    Fp12 f6uu = power(f6u);
    t.cyclotomicSquare(f6uu);
    Fp12 a = power(t);
    a.product(a, f6uu);
    a.product(a, f6u);
    f2u.conjugate(f2u);
    Fp12 b = f2u;
    b.product(a, f2u);

    Fp12 result = f6uu;
    result.product(f6uu, a);
    result.product(result, f);
    t.frobenius(b);
    result.product(result, t);
    t.frobeniusTwice(a);
    result.product(result, t);
    f.conjugate(f);
    t.product(b, f);
    t.frobeniusTwice(t);
    t.frobenius(t);
    result.product(result, t);
    return result;
  }

  /** x to the u, where cyclotomicSquare is the square. */
  private Fp12 power(Fp12 x) {
    Fp12[] odd = new Fp12[1 << POWER_WIDTH - 2];
    Fp12 t = new Fp12(space);
    t.cyclotomicSquare(x);
    odd[0] = x;
    for (int i = 1; i < odd.length; i++) {
      odd[i] = new Fp12(space);
      odd[i].product(odd[i - 1], t);
    }
    int top = SignedDigits.top(POWER);
    Fp12 result = odd[POWER[top] >> 1].copy();
    for (int i = top - 1; i >= 0; i--) {
      result.cyclotomicSquare(result);
      int digit = POWER[i];
      if (digit > 0) {
        result.product(result, odd[digit >> 1]);
      } else if (digit < 0) {
        t.conjugate(odd[-digit >> 1]);
        result.product(result, t);
      }
    }
    return result;
  }
}

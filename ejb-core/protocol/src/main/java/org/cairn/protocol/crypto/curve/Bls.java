package org.cairn.protocol.crypto.curve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.crypto.curve.QuadraticField.Element;

/** The fields and curves of BLS12-381, its pairing and its maps. Thread-safe. */
public final class Bls {
  private static final BigInteger P =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
          16);
  private static final BigInteger A1 =
      new BigInteger(
          "144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d",
          16);
  private static final BigInteger B1 =
      new BigInteger(
          "12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0",
          16);

  private final PrimeField base = new PrimeField(P);
  private final QuadraticField extension = new QuadraticField(base);
  private final Curve<long[]> g1 = new Curve<>(base, base.zero(), base.of(4));
  private final Curve<Element> g2 = new Curve<>(extension, extension.zero(), extension.of(4, 4));
  private final BlsPairing pairing = new BlsPairing(base, extension);
  private final SimplifiedMap<long[]> mapToG1 = simplifiedMap1();
  private final SimplifiedMap<Element> mapToG2 = simplifiedMap2();

  public PrimeField base() {
    return base;
  }

  public QuadraticField extension() {
    return extension;
  }

  public Curve<long[]> g1() {
    return g1;
  }

  public Curve<Element> g2() {
    return g2;
  }

  public BlsPairing pairing() {
    return pairing;
  }

  /** The point is on the curve, but not of the prime order yet. */
  public SimplifiedMap<long[]> mapToG1() {
    return mapToG1;
  }

  /** Likewise. */
  public SimplifiedMap<Element> mapToG2() {
    return mapToG2;
  }

  private SimplifiedMap<long[]> simplifiedMap1() {
    long[] a = base.of(A1);
    long[] b = base.of(B1);
    List<List<long[]>> isogeny =
        List.of(
            numbers(BlsIsogenies.G1_X_NUMERATOR),
            numbers(BlsIsogenies.G1_X_DENOMINATOR),
            numbers(BlsIsogenies.G1_Y_NUMERATOR),
            numbers(BlsIsogenies.G1_Y_DENOMINATOR));
    return new SimplifiedMap<>(new Curve<>(base, a, b), a, b, base.of(11), isogeny, g1);
  }

  private SimplifiedMap<Element> simplifiedMap2() {
    Element a = extension.of(0, 240);
    Element b = extension.of(1012, 1012);
    List<List<Element>> isogeny =
        List.of(
            elements(BlsIsogenies.G2_X_NUMERATOR),
            elements(BlsIsogenies.G2_X_DENOMINATOR),
            elements(BlsIsogenies.G2_Y_NUMERATOR),
            elements(BlsIsogenies.G2_Y_DENOMINATOR));
    return new SimplifiedMap<>(
        new Curve<>(extension, a, b), a, b, extension.of(-2, -1), isogeny, g2);
  }

  private List<long[]> numbers(String lines) {
    return lines.lines().map(line -> base.of(new BigInteger(line, 16))).toList();
  }

  private List<Element> elements(String lines) {
    List<long[]> numbers = numbers(lines);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      elements.add(extension.of(numbers.get(i), numbers.get(i + 1)));
    }
    return elements;
  }
}

package org.cairn.protocol.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.crypto.curve.PrimeField;
import org.jspecify.annotations.Nullable;

/**
 * Verification of KZG proofs of blobs (EIP-4844) and of their cells (EIP-7594), with the setup of
 * Ethereum's ceremony. Commitments and proofs are compressed points of G1 (48 bytes), numbers have
 * 32 big-endian bytes and are below the order. Every method throws IllegalArgumentException if an
 * argument is not of its form. Thread-safe.
 */
public final class Kzg {
  /** Numbers of a blob. */
  public static final int NUMBERS = 4_096;

  /** Cells of a blob, extended. */
  public static final int CELLS = 128;

  private static final int CELL_NUMBERS = 64;
  private static final int NUMBER = 32;
  private static final int POINT = 128;
  private static final int PAIR = 384;
  private static final BigInteger ORDER = Bls12381.ORDER;

  /** A generator of all numbers but zero under multiplication. */
  private static final long GENERATOR = 7;

  private final Bls12381 bls;
  private final PrimeField field = new PrimeField(ORDER);
  private final byte[][] powers1 = new byte[CELL_NUMBERS][];
  private final byte[] minusGenerator2;
  private final byte[] secret2;
  private final byte[] power64;
  private final long[][] rootsOfBlob;

  private static final class Holder {
    static final Kzg INSTANCE = new Kzg(Bls12381.instance());
  }

  Kzg(Bls12381 bls) {
    this.bls = bls;
    List<byte[]> setup = setup();
    for (int i = 0; i < CELL_NUMBERS; i++) {
      powers1[i] = point(bls.uncompressG1(setup.get(i)), "the setup");
    }
    byte[] minus = setup.get(CELL_NUMBERS).clone();
    minus[0] ^= 0x20;
    minusGenerator2 = point(bls.uncompressG2(minus), "the setup");
    secret2 = point(bls.uncompressG2(setup.get(CELL_NUMBERS + 1)), "the setup");
    power64 = point(bls.uncompressG2(setup.get(CELL_NUMBERS + 2)), "the setup");
    rootsOfBlob = roots(NUMBERS);
  }

  /** The verifier over {@link Bls12381#instance()}, made on first use. */
  public static Kzg instance() {
    return Holder.INSTANCE;
  }

  private static List<byte[]> setup() {
    try (InputStream in = Kzg.class.getResourceAsStream("kzg-setup.txt")) {
      if (in == null) {
        throw new IllegalStateException("kzg-setup.txt is not among the resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Hex::decode)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] point(byte @Nullable [] point, String name) {
    if (point == null) {
      throw new IllegalArgumentException(name + " is no point of the group");
    }
    return point;
  }

  private static void length(byte[] bytes, int length, String name) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(name + " has " + bytes.length + " bytes, not " + length);
    }
  }

  private byte[] compressed(byte[] bytes, String name) {
    length(bytes, 48, name);
    return point(bls.uncompressG1(bytes), name);
  }

  private static BigInteger number(byte[] bytes, int at, String name) {
    BigInteger value = new BigInteger(1, bytes, at, NUMBER);
    if (value.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException(name + " has a number that is not below the order");
    }
    return value;
  }

  /** Whether the polynomial behind a commitment has the value y at z. */
  public boolean verifyProof(byte[] commitment, byte[] z, byte[] y, byte[] proof) {
    length(z, NUMBER, "z");
    length(y, NUMBER, "y");
    return verify(
        compressed(commitment, "the commitment"),
        number(z, 0, "z"),
        number(y, 0, "y"),
        compressed(proof, "the proof"));
  }

  /** e(C - y·G1 + z·proof, -G2) · e(proof, τ·G2) = 1. */
  private boolean verify(byte[] commitment, BigInteger z, BigInteger y, byte[] proof) {
    Products sum = new Products();
    sum.add(commitment, BigInteger.ONE);
    sum.add(powers1[0], ORDER.subtract(y).mod(ORDER));
    sum.add(proof, z);
    return pairing(sum.value(), minusGenerator2, proof, secret2);
  }

  private boolean pairing(byte[] p1, byte[] q1, byte[] p2, byte[] q2) {
    byte[] input = new byte[2 * PAIR];
    System.arraycopy(p1, 0, input, 0, POINT);
    System.arraycopy(q1, 0, input, POINT, 2 * POINT);
    System.arraycopy(p2, 0, input, PAIR, POINT);
    System.arraycopy(q2, 0, input, PAIR + POINT, 2 * POINT);
    return bls.pairingOfKnown(input);
  }

  /** A sum of products of points and numbers. */
  private final class Products {
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();

    void add(byte[] point, BigInteger factor) {
      byte[] bytes = factor.toByteArray();
      int length = Math.min(NUMBER, bytes.length);
      input.writeBytes(point);
      input.writeBytes(new byte[NUMBER - length]);
      input.write(bytes, bytes.length - length, length);
    }

    byte[] value() {
      return bls.combineG1(input.toByteArray());
    }
  }

  // Blobs

  /** Whether the proof shows that the commitment is that of the blob of 131,072 bytes. */
  public boolean verifyBlob(byte[] blob, byte[] commitment, byte[] proof) {
    length(blob, NUMBERS * NUMBER, "the blob");
    byte[] c = compressed(commitment, "the commitment");
    byte[] q = compressed(proof, "the proof");
    long[][] values = new long[NUMBERS][];
    for (int i = 0; i < NUMBERS; i++) {
      values[i] = field.of(number(blob, i * NUMBER, "the blob"));
    }
    BigInteger z = challenge(blob, commitment);
    return verify(c, z, field.number(evaluate(values, field.of(z))), q);
  }

  /** Whether every proof shows that; the lists are of one length. */
  public boolean verifyBlobs(List<byte[]> blobs, List<byte[]> commitments, List<byte[]> proofs) {
    if (blobs.size() != commitments.size() || blobs.size() != proofs.size()) {
      throw new IllegalArgumentException("the lists of blobs are not of one length");
    }
    boolean valid = true;
    for (int i = 0; i < blobs.size(); i++) {
      valid &= verifyBlob(blobs.get(i), commitments.get(i), proofs.get(i));
    }
    return valid;
  }

  private static BigInteger challenge(byte[] blob, byte[] commitment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("FSBLOBVERIFY_V1_".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[8]);
    out.writeBytes(ByteBuffer.allocate(8).putLong(NUMBERS).array());
    out.writeBytes(blob);
    out.writeBytes(commitment);
    return new BigInteger(1, Sha256.hash(out.toByteArray())).mod(ORDER);
  }

  /** The powers of a root of unity in the order of reversed bits. */
  private long[][] roots(int count) {
    long[] root = rootOfUnity(count);
    long[][] roots = new long[count][];
    long[] power = field.one();
    int bits = Integer.numberOfTrailingZeros(count);
    for (int i = 0; i < count; i++) {
      roots[reversed(i, bits)] = power;
      power = field.times(power, root);
    }
    return roots;
  }

  private long[] rootOfUnity(int order) {
    BigInteger exponent = ORDER.subtract(BigInteger.ONE).divide(BigInteger.valueOf(order));
    return field.power(field.of(GENERATOR), exponent);
  }

  private static int reversed(int value, int bits) {
    return Integer.reverse(value) >>> 32 - bits;
  }

  /** At z, from the values at the roots: (z^n - 1) / n · Σ value · root / (z - root). */
  private long[] evaluate(long[][] values, long[] z) {
    long[][] distances = new long[NUMBERS][];
    for (int i = 0; i < NUMBERS; i++) {
      distances[i] = field.minus(z, rootsOfBlob[i]);
      if (field.isZero(distances[i])) {
        return values[i];
      }
    }
    long[][] inverses = inverted(distances);
    long[] sum = field.zero();
    for (int i = 0; i < NUMBERS; i++) {
      sum = field.plus(sum, field.times(values[i], field.times(rootsOfBlob[i], inverses[i])));
    }
    long[] power = field.power(z, BigInteger.valueOf(NUMBERS));
    long[] factor = field.times(field.minus(power, field.one()), field.inverted(field.of(NUMBERS)));
    return field.times(factor, sum);
  }

  /** All inverses for the price of one and three products each. */
  private long[][] inverted(long[][] values) {
    long[][] products = new long[values.length][];
    long[] product = field.one();
    for (int i = 0; i < values.length; i++) {
      products[i] = product;
      product = field.times(product, values[i]);
    }
    long[] inverse = field.inverted(product);
    for (int i = values.length - 1; i >= 0; i--) {
      products[i] = field.times(products[i], inverse);
      inverse = field.times(inverse, values[i]);
    }
    return products;
  }

  // Cells

  /**
   * Whether every proof shows that the cell (2,048 bytes) with this index (0..127) is one of the
   * blob behind this commitment; the lists are of one length.
   */
  public boolean verifyCells(
      List<byte[]> commitments, List<Long> indices, List<byte[]> cells, List<byte[]> proofs) {
    int count = cells.size();
    if (commitments.size() != count || indices.size() != count || proofs.size() != count) {
      throw new IllegalArgumentException("the lists of cells are not of one length");
    }
    long[] r = field.of(challenge(commitments, indices, cells, proofs));
    long[] weight = field.one();
    long[] root = rootOfUnity(CELLS * CELL_NUMBERS);
    Products left = new Products();
    Products right = new Products();
    Map<Integer, long[][]> columns = new TreeMap<>();
    for (int k = 0; k < count; k++) {
      int index = index(indices.get(k));
      byte[] proof = compressed(proofs.get(k), "the proof");
      long[] shift = field.power(root, BigInteger.valueOf(reversed(index, 7)));
      long[] power = field.power(shift, BigInteger.valueOf(CELL_NUMBERS));
      left.add(compressed(commitments.get(k), "the commitment"), field.number(weight));
      left.add(proof, field.number(field.times(weight, power)));
      right.add(proof, field.number(weight));
      addTo(columns.computeIfAbsent(index, _ -> zeros()), cells.get(k), weight);
      weight = field.times(weight, r);
    }
    long[][] sum = zeros();
    columns.forEach((index, column) -> interpolate(index, column, root, sum));
    for (int i = 0; i < CELL_NUMBERS; i++) {
      left.add(powers1[i], field.number(field.negated(sum[i])));
    }
    return pairing(left.value(), minusGenerator2, right.value(), power64);
  }

  private static int index(long index) {
    if (index < 0 || index >= CELLS) {
      throw new IllegalArgumentException("there is no cell " + index);
    }
    return (int) index;
  }

  private long[][] zeros() {
    long[][] zeros = new long[CELL_NUMBERS][];
    Arrays.fill(zeros, field.zero());
    return zeros;
  }

  private void addTo(long[][] column, byte[] cell, long[] weight) {
    length(cell, CELL_NUMBERS * NUMBER, "the cell");
    for (int i = 0; i < CELL_NUMBERS; i++) {
      long[] value = field.of(number(cell, i * NUMBER, "the cell"));
      column[i] = field.plus(column[i], field.times(weight, value));
    }
  }

  /** Adds the coefficients of the polynomial that has these values at the cell's 64 roots. */
  private void interpolate(int index, long[][] values, long[] root, long[][] sum) {
    long[] step = field.inverted(rootOfUnity(CELL_NUMBERS));
    long[] shift = field.power(root, BigInteger.valueOf(reversed(index, 7)));
    long[] back = field.inverted(shift);
    long[] scale = field.inverted(field.of(CELL_NUMBERS));
    long[] base = field.one();
    for (int i = 0; i < CELL_NUMBERS; i++) {
      long[] total = field.zero();
      long[] power = field.one();
      for (int j = 0; j < CELL_NUMBERS; j++) {
        total = field.plus(total, field.times(values[reversed(j, 6)], power));
        power = field.times(power, base);
      }
      sum[i] = field.plus(sum[i], field.times(total, scale));
      scale = field.times(scale, back);
      base = field.times(base, step);
    }
  }

  private static BigInteger challenge(
      List<byte[]> commitments, List<Long> indices, List<byte[]> cells, List<byte[]> proofs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("CELLS".getBytes(StandardCharsets.US_ASCII));
    List<byte[]> parts = new ArrayList<>(commitments);
    indices.forEach(index -> parts.add(BigInteger.valueOf(index).toByteArray()));
    parts.addAll(cells);
    parts.addAll(proofs);
    for (byte[] part : parts) {
      out.writeBytes(Sha256.hash(part));
    }
    return new BigInteger(1, Sha256.hash(out.toByteArray())).mod(ORDER);
  }
}

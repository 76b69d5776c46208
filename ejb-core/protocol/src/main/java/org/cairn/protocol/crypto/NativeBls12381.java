package org.cairn.protocol.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The curve BLS12-381 by blst through the foreign function interface. Thread-safe; every call has
 * memory of its own.
 */
final class NativeBls12381 implements Bls12381 {
  private static final BigInteger P =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
          16);
  private static final int NUMBER = 64;
  private static final int FP = 48;
  private static final int FP12 = 576;
  private static final int SCALAR_BITS = 255;

  /** The functions of one of the groups. */
  private record Group(
      int parts,
      MethodHandle onCurve,
      MethodHandle inGroup,
      MethodHandle fromAffine,
      MethodHandle toAffine,
      MethodHandle addAffine,
      MethodHandle multiply,
      MethodHandle pippenger,
      MethodHandle scratchSize,
      MethodHandle map,
      MethodHandle uncompress) {
    int affineSize() {
      return 2 * parts * FP;
    }

    int size() {
      return 3 * parts * FP;
    }

    int encodedSize() {
      return 2 * parts * NUMBER;
    }
  }

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup library;
  private final Group g1;
  private final Group g2;
  private final MethodHandle readNumber;
  private final MethodHandle writeNumber;
  private final MethodHandle miller;
  private final MethodHandle multiplyFp12;
  private final MethodHandle finalPower;
  private final MethodHandle isOne;

  private NativeBls12381(SymbolLookup library) {
    this.library = library;
    g1 = group(1, "p1", "g1");
    g2 = group(2, "p2", "g2");
    readNumber = procedure("blst_fp_from_bendian", ADDRESS, ADDRESS);
    writeNumber = procedure("blst_bendian_from_fp", ADDRESS, ADDRESS);
    miller = procedure("blst_miller_loop", ADDRESS, ADDRESS, ADDRESS);
    multiplyFp12 = procedure("blst_fp12_mul", ADDRESS, ADDRESS, ADDRESS);
    finalPower = procedure("blst_final_exp", ADDRESS, ADDRESS);
    isOne = test("blst_fp12_is_one", ADDRESS);
  }

  /** Empty where there is no library for this machine. */
  static Optional<NativeBls12381> load() {
    return NativeLibrary.blst().map(NativeBls12381::new);
  }

  private Group group(int parts, String point, String name) {
    String prefix = "blst_" + point;
    return new Group(
        parts,
        test(prefix + "_affine_on_curve", ADDRESS),
        test(prefix + "_affine_in_" + name, ADDRESS),
        procedure(prefix + "_from_affine", ADDRESS, ADDRESS),
        procedure(prefix + "_to_affine", ADDRESS, ADDRESS),
        procedure(prefix + "_add_or_double_affine", ADDRESS, ADDRESS, ADDRESS),
        procedure(prefix + "_mult", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG),
        procedure(
            prefix + "s_mult_pippenger", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS),
        bind(
            prefix + "s_mult_pippenger_scratch_sizeof",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)),
        procedure("blst_map_to_" + name, ADDRESS, ADDRESS, ADDRESS),
        bind(prefix + "_uncompress", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS)));
  }

  private MethodHandle procedure(String name, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.ofVoid(arguments));
  }

  private MethodHandle test(String name, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.of(JAVA_BOOLEAN, arguments));
  }

  private MethodHandle bind(String name, FunctionDescriptor descriptor) {
    return linker.downcallHandle(library.findOrThrow(name), descriptor);
  }

  /** What a native call may throw is a fault of ours, never of the input. */
  private static RuntimeException failure(Throwable e) {
    return e instanceof RuntimeException known ? known : new IllegalStateException("blst", e);
  }

  // Points

  private static boolean isZero(byte[] bytes, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads a number of 64 bytes; false if it is not below p. */
  private boolean readNumber(byte[] input, int at, MemorySegment to) throws Throwable {
    if (!isZero(input, at, NUMBER - FP)
        || new BigInteger(1, input, at + NUMBER - FP, FP).compareTo(P) >= 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(FP);
      MemorySegment.copy(input, at + NUMBER - FP, bytes, JAVA_BYTE, 0, FP);
      readNumber.invokeExact(to, bytes);
    }
    return true;
  }

  /** Reads an affine point; null if it is none. Infinity is all zero, as blst has it. */
  private @Nullable MemorySegment point(
      Group group, byte[] input, int at, boolean ofPrimeOrder, Arena arena) throws Throwable {
    MemorySegment point = arena.allocate(group.affineSize(), 16);
    if (isZero(input, at, group.encodedSize())) {
      return point;
    }
    for (int i = 0; i < 2 * group.parts; i++) {
      if (!readNumber(input, at + NUMBER * i, point.asSlice((long) FP * i, FP))) {
        return null;
      }
    }
    boolean valid =
        (boolean) group.onCurve.invokeExact(point)
            && (!ofPrimeOrder || (boolean) group.inGroup.invokeExact(point));
    return valid ? point : null;
  }

  private static boolean isInfinity(MemorySegment affine) {
    return affine.mismatch(MemorySegment.ofArray(new byte[(int) affine.byteSize()])) < 0;
  }

  private byte[] encoded(Group group, MemorySegment projective, Arena arena) throws Throwable {
    MemorySegment affine = arena.allocate(group.affineSize(), 16);
    group.toAffine.invokeExact(affine, projective);
    byte[] out = new byte[group.encodedSize()];
    if (isInfinity(affine)) {
      return out;
    }
    MemorySegment bytes = arena.allocate(FP);
    for (int i = 0; i < 2 * group.parts; i++) {
      writeNumber.invokeExact(bytes, affine.asSlice((long) FP * i, FP));
      MemorySegment.copy(bytes, JAVA_BYTE, 0, out, NUMBER * i + NUMBER - FP, FP);
    }
    return out;
  }

  // Operations

  @Override
  public byte @Nullable [] addG1(byte[] input) {
    return add(g1, input);
  }

  @Override
  public byte @Nullable [] addG2(byte[] input) {
    return add(g2, input);
  }

  private byte @Nullable [] add(Group group, byte[] input) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment a = point(group, input, 0, false, arena);
      MemorySegment b = point(group, input, group.encodedSize(), false, arena);
      if (a == null || b == null) {
        return null;
      }
      MemorySegment sum = arena.allocate(group.size(), 16);
      group.fromAffine.invokeExact(sum, a);
      group.addAffine.invokeExact(sum, sum, b);
      return encoded(group, sum, arena);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  @Override
  public byte @Nullable [] multiplyG1(byte[] input) {
    return multiply(g1, input, true);
  }

  @Override
  public byte[] combineG1(byte[] input) {
    return Objects.requireNonNull(multiply(g1, input, false), "points are known to be such");
  }

  @Override
  public byte @Nullable [] multiplyG2(byte[] input) {
    return multiply(g2, input, true);
  }

  private byte @Nullable [] multiply(Group group, byte[] input, boolean check) {
    int pair = group.encodedSize() + 32;
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> points = new ArrayList<>();
      List<byte[]> scalars = new ArrayList<>();
      for (int at = 0; at < input.length; at += pair) {
        MemorySegment point = point(group, input, at, check, arena);
        if (point == null) {
          return null;
        }
        byte[] scalar =
            littleEndian(new BigInteger(1, input, at + group.encodedSize(), 32).mod(ORDER));
        if (!isInfinity(point) && !isZero(scalar, 0, 32)) {
          points.add(point);
          scalars.add(scalar);
        }
      }
      return encoded(group, sumOfProducts(group, points, scalars, arena), arena);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] big = value.toByteArray();
    byte[] out = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      out[i] = big[big.length - 1 - i];
    }
    return out;
  }

  private static MemorySegment sumOfProducts(
      Group group, List<MemorySegment> points, List<byte[]> scalars, Arena arena) throws Throwable {
    MemorySegment sum = arena.allocate(group.size(), 16);
    int count = points.size();
    if (count == 1) {
      group.fromAffine.invokeExact(sum, points.getFirst());
      MemorySegment scalar = arena.allocateFrom(JAVA_BYTE, scalars.getFirst());
      group.multiply.invokeExact(sum, sum, scalar, (long) SCALAR_BITS);
    } else if (count > 1) {
      // one contiguous array of each: a null behind the first pointer says so
      MemorySegment allPoints = arena.allocate((long) count * group.affineSize(), 16);
      MemorySegment allScalars = arena.allocate(32L * count);
      for (int i = 0; i < count; i++) {
        allPoints
            .asSlice((long) i * group.affineSize(), group.affineSize())
            .copyFrom(points.get(i));
        MemorySegment.copy(scalars.get(i), 0, allScalars, JAVA_BYTE, 32L * i, 32);
      }
      MemorySegment scratch =
          arena.allocate((long) group.scratchSize.invokeExact((long) count), 16);
      group.pippenger.invokeExact(
          sum,
          pointerAndNull(allPoints, arena),
          (long) count,
          pointerAndNull(allScalars, arena),
          (long) SCALAR_BITS,
          scratch);
    }
    return sum;
  }

  private static MemorySegment pointerAndNull(MemorySegment target, Arena arena) {
    MemorySegment pointers = arena.allocate(ADDRESS, 2);
    pointers.setAtIndex(ADDRESS, 0, target);
    pointers.setAtIndex(ADDRESS, 1, MemorySegment.NULL);
    return pointers;
  }

  @Override
  public @Nullable Boolean pairing(byte[] input) {
    return pairing(input, true);
  }

  @Override
  public boolean pairingOfKnown(byte[] input) {
    return Objects.requireNonNull(pairing(input, false), "points are known to be such");
  }

  private @Nullable Boolean pairing(byte[] input, boolean check) {
    int pair = g1.encodedSize() + g2.encodedSize();
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> first = new ArrayList<>();
      List<MemorySegment> second = new ArrayList<>();
      for (int at = 0; at < input.length; at += pair) {
        MemorySegment p = point(g1, input, at, check, arena);
        MemorySegment q = point(g2, input, at + g1.encodedSize(), check, arena);
        if (p == null || q == null) {
          return null;
        }
        first.add(p);
        second.add(q);
      }
      return productIsOne(first, second, arena);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private boolean productIsOne(List<MemorySegment> first, List<MemorySegment> second, Arena arena)
      throws Throwable {
    MemorySegment product = arena.allocate(FP12, 16);
    MemorySegment factor = arena.allocate(FP12, 16);
    boolean begun = false;
    for (int i = 0; i < first.size(); i++) {
      if (isInfinity(first.get(i)) || isInfinity(second.get(i))) {
        continue;
      }
      if (begun) {
        miller.invokeExact(factor, second.get(i), first.get(i));
        multiplyFp12.invokeExact(product, product, factor);
      } else {
        miller.invokeExact(product, second.get(i), first.get(i));
        begun = true;
      }
    }
    if (!begun) {
      return true;
    }
    finalPower.invokeExact(product, product);
    return (boolean) isOne.invokeExact(product);
  }

  @Override
  public byte @Nullable [] mapToG1(byte[] input) {
    return map(g1, input);
  }

  @Override
  public byte @Nullable [] mapToG2(byte[] input) {
    return map(g2, input);
  }

  private byte @Nullable [] map(Group group, byte[] input) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate((long) group.parts * FP, 16);
      for (int i = 0; i < group.parts; i++) {
        if (!readNumber(input, NUMBER * i, number.asSlice((long) FP * i, FP))) {
          return null;
        }
      }
      MemorySegment point = arena.allocate(group.size(), 16);
      group.map.invokeExact(point, number, MemorySegment.NULL);
      return encoded(group, point, arena);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  @Override
  public byte @Nullable [] uncompressG1(byte[] compressed) {
    return uncompress(g1, compressed);
  }

  @Override
  public byte @Nullable [] uncompressG2(byte[] compressed) {
    return uncompress(g2, compressed);
  }

  private byte @Nullable [] uncompress(Group group, byte[] compressed) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment point = arena.allocate(group.affineSize(), 16);
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, compressed);
      boolean valid =
          (int) group.uncompress.invokeExact(point, bytes) == 0
              && (isInfinity(point) || (boolean) group.inGroup.invokeExact(point));
      if (!valid) {
        return null;
      }
      MemorySegment projective = arena.allocate(group.size(), 16);
      group.fromAffine.invokeExact(projective, point);
      return encoded(group, projective, arena);
    } catch (Throwable e) {
      throw failure(e);
    }
  }
}

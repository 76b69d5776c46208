package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations of secp256r1, with BouncyCastle's arithmetic as the judge. */
final class P256Test {
  private static final ECCurve CURVE = CustomNamedCurves.getByName("secp256r1").getCurve();
  private static final ECPoint GENERATOR = CustomNamedCurves.getByName("secp256r1").getG();
  private static final BigInteger N = CURVE.getOrder();
  private static final BigInteger P = CURVE.getField().getCharacteristic();

  private final Random random = new Random(Vectors.seed(P256Test.class));

  static Stream<P256> implementations() {
    return Stream.concat(Stream.of(new JavaP256()), OpenSslP256.load().stream());
  }

  /** What {@link P256#verify} takes. */
  private record Signed(BigInteger hash, BigInteger r, BigInteger s, BigInteger x, BigInteger y) {
    static Signed by(ECPoint key, BigInteger hash, BigInteger r, BigInteger s) {
      ECPoint affine = key.normalize();
      return new Signed(
          hash,
          r,
          s,
          affine.getAffineXCoord().toBigInteger(),
          affine.getAffineYCoord().toBigInteger());
    }

    boolean isValid(P256 curve) {
      return curve.verify(U256.of(hash).toHash(), U256.of(r), U256.of(s), U256.of(x), U256.of(y));
    }

    Signed withR(BigInteger other) {
      return new Signed(hash, other, s, x, y);
    }

    Signed withS(BigInteger other) {
      return new Signed(hash, r, other, x, y);
    }

    Signed withKey(BigInteger otherX, BigInteger otherY) {
      return new Signed(hash, r, s, otherX, otherY);
    }
  }

  private BigInteger scalar() {
    return new BigInteger(256, random).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  private static BigInteger x(ECPoint point) {
    return point.normalize().getAffineXCoord().toBigInteger();
  }

  private static ECPoint times(BigInteger scalar) {
    return GENERATOR.multiply(scalar);
  }

  private Signed signed() {
    BigInteger key = scalar();
    BigInteger nonce = scalar();
    BigInteger hash = new BigInteger(256, random);
    BigInteger r = x(times(nonce)).mod(N);
    BigInteger s = hash.add(r.multiply(key)).multiply(nonce.modInverse(N)).mod(N);
    return Signed.by(times(key), hash, r, s);
  }

  /** A signature that makes the verifier compute u1 · G + u2 · key. */
  private static Signed leadingTo(ECPoint key, BigInteger u1, BigInteger u2, BigInteger r) {
    BigInteger s = r.multiply(u2.modInverse(N)).mod(N);
    return Signed.by(key, u1.multiply(s).mod(N), r, s);
  }

  @Test
  void theProcessUsesTheLibraryThatTheSystemHas() {
    assumeThat(OpenSslP256.load()).as("libcrypto on this system").isPresent();
    assertThat(P256.instance()).isInstanceOf(OpenSslP256.class);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void acceptsWhatWasSignedWithLowAndWithHighS(P256 curve) {
    for (int i = 0; i < 100; i++) {
      Signed good = signed();
      assertThat(good.isValid(curve)).as("%s", good).isTrue();
      assertThat(good.withS(N.subtract(good.s)).isValid(curve)).as("other s of %s", good).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesWhatWasChanged(P256 curve) {
    for (int i = 0; i < 50; i++) {
      Signed good = signed();
      Signed other = signed();
      List<Signed> bad =
          List.of(
              good.withR(other.r),
              good.withS(other.s),
              good.withR(good.r.xor(BigInteger.ONE)),
              new Signed(other.hash, good.r, good.s, good.x, good.y),
              good.withKey(other.x, other.y),
              good.withKey(good.x, P.subtract(good.y)),
              // not on the curve
              good.withKey(good.x, other.y),
              good.withKey(good.y, good.x),
              good.withKey(good.x, good.y.xor(BigInteger.ONE)));
      assertThat(bad).noneMatch(each -> each.isValid(curve));
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesNumbersOutsideOfTheirRanges(P256 curve) {
    Signed good = signed();
    BigInteger max = U256.MAX.toBigInteger();
    for (BigInteger wrong : List.of(BigInteger.ZERO, N, N.add(BigInteger.ONE), P, max)) {
      assertThat(good.withR(wrong).isValid(curve)).as("r %x", wrong).isFalse();
      assertThat(good.withS(wrong).isValid(curve)).as("s %x", wrong).isFalse();
    }
    for (BigInteger edge : List.of(BigInteger.ONE, N.subtract(BigInteger.ONE))) {
      assertThat(good.withR(edge).isValid(curve)).as("r %x", edge).isFalse();
      assertThat(good.withS(edge).isValid(curve)).as("s %x", edge).isFalse();
    }
    for (BigInteger wrong : List.of(P, P.add(BigInteger.ONE), max)) {
      assertThat(good.withKey(wrong, good.y).isValid(curve)).as("x %x", wrong).isFalse();
      assertThat(good.withKey(good.x, wrong).isValid(curve)).as("y %x", wrong).isFalse();
    }
    assertThat(good.withKey(BigInteger.ZERO, BigInteger.ZERO).isValid(curve)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesCoordinatesThatAreRightOnlyModuloThePrime(P256 curve) {
    // x small enough for x + p to have 256 bits
    ECPoint key = withXFrom(BigInteger.valueOf(5));
    BigInteger u1 = scalar();
    BigInteger u2 = scalar();
    BigInteger r = x(ECAlgorithms.sumOfTwoMultiplies(GENERATOR, u1, key, u2)).mod(N);
    Signed fine = leadingTo(key, u1, u2, r);
    assertThat(fine.isValid(curve)).isTrue();
    assertThat(fine.withKey(fine.x.add(P), fine.y).isValid(curve)).isFalse();
  }

  private static ECPoint withXFrom(BigInteger from) {
    for (BigInteger x = from; ; x = x.add(BigInteger.ONE)) {
      byte[] encoded = new byte[33];
      encoded[0] = 2;
      U256.of(x).copyTo(encoded, 1);
      try {
        return CURVE.decodePoint(encoded);
      } catch (IllegalArgumentException e) {
        continue;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void comparesModuloTheOrderWhereTheSumLiesAboveIt(P256 curve) {
    for (int i = 0; i < 10; i++) {
      ECPoint sum = withXFrom(N.add(BigInteger.valueOf(1_000L * i)));
      BigInteger u1 = scalar();
      BigInteger u2 = scalar();
      ECPoint key = sum.subtract(times(u1)).multiply(u2.modInverse(N));
      Signed signed = leadingTo(key, u1, u2, x(sum).subtract(N));
      assertThat(signed.isValid(curve)).isTrue();
      assertThat(signed.withR(signed.r.add(BigInteger.ONE)).isValid(curve)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesASumAtInfinityAndAcceptsATwofoldPoint(P256 curve) {
    for (int i = 0; i < 10; i++) {
      BigInteger secret = scalar();
      ECPoint key = times(secret);
      BigInteger u2 = scalar();
      BigInteger u1 = u2.multiply(secret).mod(N);
      assertThat(leadingTo(key, N.subtract(u1), u2, scalar()).isValid(curve)).isFalse();
      assertThat(leadingTo(key, u1, u2, x(times(u1).twice()).mod(N)).isValid(curve)).isTrue();
    }
  }

  private static Optional<U256> expected(BigInteger u1, ECPoint key, BigInteger u2) {
    ECPoint sum = times(u1).add(key.multiply(u2));
    return sum.isInfinity() ? Optional.empty() : Optional.of(U256.of(x(sum)));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void sumsProductsWithEverySparseSmallLargeAndRandomNumber(P256 curve) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i <= 33; i++) {
      numbers.add(BigInteger.valueOf(i));
    }
    for (int i = 1; i < 4; i++) {
      numbers.add(N.subtract(BigInteger.valueOf(i)));
      numbers.add(N.shiftRight(i));
    }
    for (int i = 0; i < 20; i++) {
      numbers.add(BigInteger.ONE.shiftLeft(random.nextInt(256)).mod(N));
      numbers.add(BigInteger.ONE.shiftLeft(random.nextInt(256)).subtract(BigInteger.ONE).mod(N));
      numbers.add(scalar());
    }
    List<ECPoint> keys =
        List.of(GENERATOR, GENERATOR.negate(), times(BigInteger.TWO), times(scalar()));
    for (BigInteger first : numbers) {
      BigInteger second = numbers.get(random.nextInt(numbers.size()));
      for (ECPoint key : keys) {
        compare(curve, first, key, second);
        compare(curve, second, key, first);
        compare(curve, first, key, first);
      }
    }
  }

  private static void compare(P256 curve, BigInteger u1, ECPoint key, BigInteger u2) {
    ECPoint affine = key.normalize();
    U256 x = U256.of(affine.getAffineXCoord().toBigInteger());
    U256 y = U256.of(affine.getAffineYCoord().toBigInteger());
    assertThat(curve.sumOfProducts(U256.of(u1), U256.of(u2), x, y))
        .as("%x · G + %x · (%s, %s)", u1, u2, x, y)
        .isEqualTo(expected(u1, key, u2));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void knowsEveryOfficialVector(P256 curve) {
    int valid = 0;
    for (JsonNode vector :
        Vectors.json("geth-precompiles.zip", "core/vm/testdata/precompiles/p256Verify.json")) {
      byte[] in = Bytes.of(vector.get("Input").asText()).toArray();
      if (in.length != 160) {
        continue;
      }
      boolean accepted = accepts(curve, in);
      boolean expected = !vector.get("Expected").asText().isEmpty();
      assertThat(accepted).as(vector.get("Name").asText()).isEqualTo(expected);
      valid += accepted ? 1 : 0;
    }
    assertThat(valid).isPositive();
  }

  private static boolean accepts(P256 curve, byte[] in) {
    return curve.verify(
        Hash32.read(in, 0),
        U256.read(in, 32, 32),
        U256.read(in, 64, 32),
        U256.read(in, 96, 32),
        U256.read(in, 128, 32));
  }

  @Test
  void bothImplementationsAgreeOnTheInputsOfTheStateTests() {
    P256 java = new JavaP256();
    Optional<OpenSslP256> library = OpenSslP256.load();
    assumeThat(library).as("libcrypto on this system").isPresent();
    int count = 0;
    int valid = 0;
    String archive = "state-eest-v5.4.0.zip";
    for (String entry :
        Vectors.entries(archive, "state_tests/osaka/eip7951_p256verify_precompiles/")) {
      for (JsonNode test : Vectors.json(archive, entry)) {
        byte[] in = Bytes.of(test.at("/transaction/data/0").asText()).toArray();
        if (in.length == 160) {
          boolean accepted = accepts(java, in);
          assertThat(accepts(library.orElseThrow(), in)).as("%s", entry).isEqualTo(accepted);
          valid += accepted ? 1 : 0;
          count++;
        }
      }
    }
    assertThat(valid).isGreaterThan(180);
    assertThat(count - valid).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void isUsedByManyThreadsAtOnce(P256 curve) throws Exception {
    List<Signed> good = Stream.generate(this::signed).limit(8).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Signed each = good.get(i % 8);
        Signed wrong = each.withKey(each.y, each.x);
        tasks.add(() -> each.isValid(curve) && !wrong.isValid(curve));
      }
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isTrue();
      }
    }
  }
}

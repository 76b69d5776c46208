package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.crypto.curve.ModularInverse;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

final class ModularInverseTest {
  private static final List<BigInteger> PRIMES =
      List.of(
          new BigInteger(
              "21888242871839275222246405745257275088696311157297823662689037894645226208583"),
          P256.PRIME.toBigInteger(),
          Bls12381.ORDER,
          P256.ORDER.toBigInteger());

  private final Random random = new Random(Vectors.seed(ModularInverseTest.class));

  private static long[] limbs(BigInteger value) {
    long[] limbs = new long[4];
    for (int i = 0; i < 4; i++) {
      limbs[i] = value.shiftRight(64 * i).longValue();
    }
    return limbs;
  }

  @Test
  void agreesWithThePlatformOnSmallLargeSparseAndRandomNumbers() {
    for (BigInteger prime : PRIMES) {
      ModularInverse inverse = new ModularInverse(prime);
      for (int i = 1; i < 3_000; i++) {
        BigInteger x =
            switch (i % 4) {
              case 0 -> BigInteger.valueOf(i);
              case 1 -> prime.subtract(BigInteger.valueOf(i));
              case 2 -> BigInteger.ONE.shiftLeft(i % 256).mod(prime);
              default -> new BigInteger(256, random).mod(prime).max(BigInteger.ONE);
            };
        assertThat(inverse.inverted(limbs(x))).as("%x", x).isEqualTo(limbs(x.modInverse(prime)));
      }
      assertThat(inverse.inverted(new long[4])).containsOnly(0);
    }
  }
}

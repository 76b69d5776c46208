package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.crypto.curve.ModularInverse;
import org.cairn.protocol.crypto.curve.P256Field;
import org.cairn.protocol.crypto.curve.PrimeField;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

final class ModularInverseTest {
  private static final List<BigInteger> PRIMES =
      List.of(
          new BigInteger(
              "21888242871839275222246405745257275088696311157297823662689037894645226208583"),
          new P256Field().modulus(),
          Bls12381.ORDER,
          new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16));

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

  @Test
  void theFieldOfP256IsThatOfItsPrime() {
    P256Field field = new P256Field();
    PrimeField general = new PrimeField(field.modulus());
    for (int i = 0; i < 3_000; i++) {
      BigInteger a = new BigInteger(256, random).mod(field.modulus());
      BigInteger b =
          i % 2 == 0
              ? new BigInteger(256, random).mod(field.modulus())
              : field.modulus().subtract(BigInteger.valueOf(i));
      long[] product = field.times(field.of(a), field.of(b));
      assertThat(product).isEqualTo(general.times(general.of(a), general.of(b)));
      assertThat(field.number(product)).isEqualTo(a.multiply(b).mod(field.modulus()));
    }
  }
}

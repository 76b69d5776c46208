package org.cairn.bench;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.cairn.protocol.precompile.Precompile;
import org.cairn.protocol.precompile.Precompiles;

/**
 * What the precompiled contracts cost at inputs that are dear for their price: prints name, gas,
 * microseconds of the thread's CPU time and Mgas/s, separated by tabs, best of five rounds.
 *
 * <p>Argument: a part of the names to run; all without one. {@code -Dcairn.crypto=java} measures
 * the code that needs no shared library.
 */
public final class PrecompileBenchmark {
  private static final String HASH_AND_SIGNATURE =
      "456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3"
          + "000000000000000000000000000000000000000000000000000000000000001c"
          + "9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"
          + "4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada";
  private static final String EVALUATION =
      "01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b"
          + "564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306"
          + "24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1"
          + "8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca2"
          + "5f26936857bc3a7c2539ea8ec3a952b7873033e038326e87ed3e1276fd140253"
          + "fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a";
  private static final String P256 =
      "4cee90eb86eaa050036147a12d49004b6b9c72bd725d39d4785011fe190f0b4d"
          + "a73bd4903f0ce3b639bbbf6e8e80d16931ff4bcf5993d58468e8fb19086e8cac"
          + "36dbcd03009df8c59286b162af3bd7fcc0450c9aa81be5d10d312af6c66b1d60"
          + "4aebd3099c618202fcfe16ae7770b0c49ab5eadf74b754204a3bb6060e44eff3"
          + "7618b065f9832de4ca6ca971a7a1adc826d0f7c00181a5fb2ddf79ae00b4e10e";
  private static final String BN_G1 = word("01") + word("02");
  private static final String BN_G2 =
      "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
          + "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
          + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
          + "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";

  private static final HexFormat HEX = HexFormat.of();

  private final Random random = new Random(1);
  private final String part;

  private PrecompileBenchmark(String part) {
    this.part = part;
  }

  public static void main(String[] arguments) {
    PrecompileBenchmark benchmark =
        new PrecompileBenchmark(arguments.length > 0 ? arguments[0] : "");
    System.out.println("contract\tgas\tus\tMgas/s");
    benchmark.hashes();
    benchmark.powers("modexp, EIP-2565", Precompiles.MODEXP_BERLIN);
    benchmark.powers("modexp, EIP-7883", Precompiles.MODEXP_OSAKA);
    benchmark.curves();
    benchmark.bls();
  }

  private static String word(String digits) {
    return "0".repeat(64 - digits.length()) + digits;
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(bytes -> bytes.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] bytes : parts) {
      System.arraycopy(bytes, 0, all, at, bytes.length);
      at += bytes.length;
    }
    return all;
  }

  private void time(String name, Precompile contract, byte[] input) {
    if (!name.contains(part)) {
      return;
    }
    long warm = cpu() + 1_000_000_000L;
    int rounds = 0;
    long begin = cpu();
    do {
      contract.run(input);
      rounds++;
    } while (cpu() < warm);
    long each = Math.max(1, (cpu() - begin) / rounds);
    int count = (int) Math.max(1, Math.min(100_000, 200_000_000L / each));
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      begin = cpu();
      for (int i = 0; i < count; i++) {
        contract.run(input);
      }
      best = Math.min(best, (double) (cpu() - begin) / count);
    }
    long gas = contract.gas(input);
    System.out.printf("%s\t%d\t%.2f\t%.0f%n", name, gas, best / 1e3, gas * 1e3 / best);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void hashes() {
    for (int size : new int[] {32, 1_024, 65_536}) {
      byte[] input = noise(size);
      time("sha256, " + size + " bytes", Precompiles.SHA256, input);
      time("ripemd160, " + size + " bytes", Precompiles.RIPEMD160, input);
      time("identity, " + size + " bytes", Precompiles.IDENTITY, input);
    }
    for (int rounds : new int[] {12, 1_000_000}) {
      byte[] input = joined(BigInteger.valueOf(rounds).toByteArray(), noise(208), new byte[] {1});
      byte[] padded = joined(new byte[213 - input.length], input);
      time("blake2f, " + rounds + " rounds", Precompiles.BLAKE2F, padded);
    }
  }

  /** Length of base and modulus, bytes of the exponent, whether all its bits are set. */
  private void powers(String name, Precompile contract) {
    int[][] shapes = {
      {8, 81, 1}, {16, 40, 1}, {24, 21, 1}, {32, 12, 1}, {32, 32, 1}, {32, 128, 1}, {64, 3, 0},
      {128, 3, 0}, {256, 1, 1}, {256, 3, 0}, {512, 3, 0}, {1_024, 1, 1}, {1_024, 3, 0}, {408, 1, 1}
    };
    for (int[] shape : shapes) {
      for (boolean odd : new boolean[] {true, false}) {
        byte[] base = noise(shape[0]);
        byte[] exponent = new byte[shape[1]];
        if (shape[2] == 1) {
          Arrays.fill(exponent, (byte) 0xff);
        } else {
          exponent[0] = 1;
          exponent[exponent.length - 1] = 1;
        }
        byte[] modulus = noise(shape[0]);
        modulus[0] |= (byte) 0x80;
        modulus[shape[0] - 1] = (byte) (odd ? 0xff : 0xfe);
        byte[] lengths =
            HEX.parseHex(
                word(Integer.toHexString(shape[0]))
                    + word(Integer.toHexString(shape[1]))
                    + word(Integer.toHexString(shape[0])));
        String label =
            "%s, %d bytes, exponent of %d, %s"
                .formatted(name, shape[0], shape[1], odd ? "odd" : "even");
        time(label, contract, joined(lengths, base, exponent, modulus));
      }
    }
  }

  private void curves() {
    time("ecrecover", Precompiles.ECRECOVER, HEX.parseHex(HASH_AND_SIGNATURE));
    time("p256", Precompiles.P256_VERIFY, HEX.parseHex(P256));
    byte[] point = HEX.parseHex(BN_G1);
    byte[] other = Precompiles.BN128_MUL.run(joined(point, noise(32)));
    time("bn254 add", Precompiles.BN128_ADD, joined(point, other));
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    time("bn254 mul", Precompiles.BN128_MUL, joined(other, ones));
    byte[] pair = joined(other, HEX.parseHex(BN_G2));
    time("bn254 pairing, 1", Precompiles.BN128_PAIRING, pair);
    time("bn254 pairing, 2", Precompiles.BN128_PAIRING, joined(pair, pair));
    byte[] eight = joined(pair, pair, pair, pair, pair, pair, pair, pair);
    time("bn254 pairing, 8", Precompiles.BN128_PAIRING, eight);
    time("KZG point evaluation", Precompiles.POINT_EVALUATION, HEX.parseHex(EVALUATION));
  }

  private byte[] number() {
    return joined(new byte[17], noise(47));
  }

  private void bls() {
    byte[] one = Precompiles.BLS_MAP_TO_G1.run(number());
    byte[] two = Precompiles.BLS_MAP_TO_G2.run(joined(number(), number()));
    byte[] other1 = Precompiles.BLS_MAP_TO_G1.run(number());
    byte[] other2 = Precompiles.BLS_MAP_TO_G2.run(joined(number(), number()));
    time("BLS12-381 G1 add", Precompiles.BLS_G1_ADD, joined(one, other1));
    time("BLS12-381 G2 add", Precompiles.BLS_G2_ADD, joined(two, other2));
    for (int count : new int[] {1, 2, 16, 128}) {
      byte[] products1 = new byte[0];
      byte[] products2 = new byte[0];
      for (int i = 0; i < count; i++) {
        products1 = joined(products1, i % 2 == 0 ? one : other1, noise(32));
        products2 = joined(products2, i % 2 == 0 ? two : other2, noise(32));
      }
      time("BLS12-381 G1 products, " + count, Precompiles.BLS_G1_MSM, products1);
      time("BLS12-381 G2 products, " + count, Precompiles.BLS_G2_MSM, products2);
    }
    byte[] pairs = new byte[0];
    for (int count = 1; count <= 8; count++) {
      pairs = joined(pairs, one, two);
      if (Integer.bitCount(count) == 1) {
        time("BLS12-381 pairing, " + count, Precompiles.BLS_PAIRING, pairs);
      }
    }
    time("BLS12-381 map to G1", Precompiles.BLS_MAP_TO_G1, number());
    time("BLS12-381 map to G2", Precompiles.BLS_MAP_TO_G2, joined(number(), number()));
  }
}

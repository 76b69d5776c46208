package org.cairn.protocol.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** Words of the interpreter against BigInteger. */
final class ArithmeticTest {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);
  private static final int ROUNDS = Vectors.all() ? 200_000 : 4_000;

  private interface WordOperation {
    void run(long[] stack, int top);
  }

  private final Random random = new Random(Vectors.seed(ArithmeticTest.class));
  private final Division division = new Division();

  /** Numbers with runs of equal bits at random places, where carries and estimates go wrong. */
  private BigInteger word() {
    BigInteger x = new BigInteger(random.nextInt(257), random);
    return switch (random.nextInt(4)) {
      case 0 -> LIMIT.subtract(BigInteger.ONE).shiftRight(random.nextInt(256));
      case 1 -> x.or(LIMIT.subtract(BigInteger.ONE).shiftLeft(random.nextInt(256)).mod(LIMIT));
      case 2 -> x.shiftLeft(64 * random.nextInt(4)).mod(LIMIT);
      default -> x;
    };
  }

  private static void put(long[] stack, int at, BigInteger value) {
    U256 word = U256.wrap(value);
    for (int i = 0; i < 4; i++) {
      stack[at + i] = word.word(3 - i);
    }
  }

  private static BigInteger get(long[] stack, int at) {
    return U256.of(stack[at + 3], stack[at + 2], stack[at + 1], stack[at]).toBigInteger();
  }

  private static BigInteger signed(BigInteger x) {
    return x.testBit(255) ? x.subtract(LIMIT) : x;
  }

  private void check(WordOperation ours, BinaryOperator<BigInteger> expected) {
    long[] stack = new long[16];
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = word();
      BigInteger b = word();
      put(stack, 8, a);
      put(stack, 4, b);
      ours.run(stack, 8);
      assertThat(get(stack, 4)).as("%x %x", a, b).isEqualTo(expected.apply(a, b).mod(LIMIT));
    }
  }

  private void check(WordOperation ours, BigInteger a, BigInteger b, BigInteger m, BigInteger to) {
    long[] stack = new long[16];
    put(stack, 12, a);
    put(stack, 8, b);
    put(stack, 4, m);
    ours.run(stack, 12);
    assertThat(get(stack, 4)).as("%x %x %x", a, b, m).isEqualTo(to);
  }

  @Test
  void addsSubtractsAndMultiplies() {
    check(Arithmetic::add, BigInteger::add);
    check(Arithmetic::sub, BigInteger::subtract);
    check(Arithmetic::mul, BigInteger::multiply);
  }

  @Test
  void divides() {
    check(division::div, (a, b) -> b.signum() == 0 ? b : a.divide(b));
    check(division::mod, (a, b) -> b.signum() == 0 ? b : a.mod(b));
    check(division::sdiv, (a, b) -> b.signum() == 0 ? b : signed(a).divide(signed(b)));
    check(division::smod, (a, b) -> b.signum() == 0 ? b : signed(a).remainder(signed(b)));
  }

  @Test
  void reducesSumsAndProducts() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger a = word();
      BigInteger b = word();
      BigInteger m = word();
      BigInteger zero = BigInteger.ZERO;
      check(division::addMod, a, b, m, m.signum() == 0 ? zero : a.add(b).mod(m));
      check(division::mulMod, a, b, m, m.signum() == 0 ? zero : a.multiply(b).mod(m));
    }
  }

  @Test
  void raisesToPowers() {
    long[] scratch = new long[64];
    check((s, x) -> Arithmetic.exp(s, x, scratch), (a, b) -> a.modPow(b, LIMIT));
  }

  @Test
  void comparesAndShifts() {
    check(Bitwise::lt, (a, b) -> flag(a.compareTo(b) < 0));
    check(Bitwise::gt, (a, b) -> flag(a.compareTo(b) > 0));
    check(Bitwise::slt, (a, b) -> flag(signed(a).compareTo(signed(b)) < 0));
    check(Bitwise::sgt, (a, b) -> flag(signed(a).compareTo(signed(b)) > 0));
    check(Bitwise::eq, (a, b) -> flag(a.equals(b)));
    check(small(Bitwise::shl), (a, b) -> b.shiftLeft(a.intValue() & 0x1ff));
    check(small(Bitwise::shr), (a, b) -> b.shiftRight(a.intValue() & 0x1ff));
    check(small(Bitwise::sar), (a, b) -> signed(b).shiftRight(a.intValue() & 0x1ff));
  }

  /** The operation on the lowest nine bits of the topmost word. */
  private static WordOperation small(WordOperation operation) {
    return (s, x) -> {
      put(s, x, BigInteger.valueOf(s[x] & 0x1ff));
      operation.run(s, x);
    };
  }

  private static BigInteger flag(boolean value) {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }
}

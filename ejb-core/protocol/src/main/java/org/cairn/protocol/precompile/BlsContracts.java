package org.cairn.protocol.precompile;

import java.util.function.BiFunction;
import org.cairn.protocol.crypto.Bls12381;
import org.jspecify.annotations.Nullable;

/** The contracts over BLS12-381 (EIP-2537): lengths and prices; {@link Bls12381} has the work. */
final class BlsContracts {
  private static final int PAIR_G1 = 160;
  private static final int PAIR_G2 = 288;
  private static final int PAIR = 384;

  /** Thousandths of the price of a product when there are 1, 2, … 128 of them. */
  private static final int[] DISCOUNT_G1 = {
    1000, 949, 848, 797, 764, 750, 738, 728, 719, 712, 705, 698, 692, 687, 682, 677, 673, 669, 665,
    661, 658, 654, 651, 648, 645, 642, 640, 637, 635, 632, 630, 627, 625, 623, 621, 619, 617, 615,
    613, 611, 609, 608, 606, 604, 603, 601, 599, 598, 596, 595, 593, 592, 591, 589, 588, 586, 585,
    584, 582, 581, 580, 579, 577, 576, 575, 574, 573, 572, 570, 569, 568, 567, 566, 565, 564, 563,
    562, 561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 551, 550, 549, 548, 547, 547, 546, 545,
    544, 543, 542, 541, 540, 540, 539, 538, 537, 536, 536, 535, 534, 533, 532, 532, 531, 530, 529,
    528, 528, 527, 526, 525, 525, 524, 523, 522, 522, 521, 520, 520, 519
  };

  private static final int[] DISCOUNT_G2 = {
    1000, 1000, 923, 884, 855, 832, 812, 796, 782, 770, 759, 749, 740, 732, 724, 717, 711, 704, 699,
    693, 688, 683, 679, 674, 670, 666, 663, 659, 655, 652, 649, 646, 643, 640, 637, 634, 632, 629,
    627, 624, 622, 620, 618, 615, 613, 611, 609, 607, 606, 604, 602, 600, 598, 597, 595, 593, 592,
    590, 589, 587, 586, 584, 583, 582, 580, 579, 578, 576, 575, 574, 573, 571, 570, 569, 568, 567,
    566, 565, 563, 562, 561, 560, 559, 558, 557, 556, 555, 554, 553, 552, 552, 551, 550, 549, 548,
    547, 546, 545, 545, 544, 543, 542, 541, 541, 540, 539, 538, 537, 537, 536, 535, 535, 534, 533,
    532, 532, 531, 530, 530, 529, 528, 528, 527, 526, 526, 525, 524, 524
  };

  private BlsContracts() {}

  static Precompile fixed(
      long gas, int length, BiFunction<Bls12381, byte[], byte @Nullable []> work) {
    return Precompiles.of(
        input -> gas,
        input -> input.length == length ? work.apply(Bls12381.instance(), input) : null);
  }

  static Precompile multiplyG1() {
    return Precompiles.of(
        input -> products(input, PAIR_G1, 12_000, DISCOUNT_G1),
        input -> fits(input, PAIR_G1) ? Bls12381.instance().multiplyG1(input) : null);
  }

  static Precompile multiplyG2() {
    return Precompiles.of(
        input -> products(input, PAIR_G2, 22_500, DISCOUNT_G2),
        input -> fits(input, PAIR_G2) ? Bls12381.instance().multiplyG2(input) : null);
  }

  static Precompile pairing() {
    return Precompiles.of(
        input -> 37_700 + 32_600L * (input.length / PAIR),
        input -> fits(input, PAIR) ? word(Bls12381.instance().pairing(input)) : null);
  }

  private static boolean fits(byte[] input, int pair) {
    return input.length > 0 && input.length % pair == 0;
  }

  private static long products(byte[] input, int pair, long each, int[] discounts) {
    int count = input.length / pair;
    return count == 0 ? 0 : count * each * discounts[Math.min(count, 128) - 1] / 1_000;
  }

  private static byte @Nullable [] word(@Nullable Boolean one) {
    if (one == null) {
      return null;
    }
    byte[] word = new byte[32];
    word[31] = (byte) (one ? 1 : 0);
    return word;
  }
}

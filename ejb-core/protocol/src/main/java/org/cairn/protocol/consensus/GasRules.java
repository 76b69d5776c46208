package org.cairn.protocol.consensus;

import java.math.BigInteger;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** What gas of a block may cost, and how much of it there may be (EIP-1559, EIP-4844). */
public final class GasRules {
  /**
   * @eip 1559: wei at the first block that has a base fee.
   */
  public static final U256 INITIAL_BASE_FEE = U256.of(1_000_000_000);

  /**
   * @eip 1559: by how much the gas limit grows at the first block that has a base fee.
   */
  public static final int ELASTICITY = 2;

  /**
   * @eip 4844
   */
  public static final long GAS_PER_BLOB = 131_072;

  /** Yellow Paper 4.3.4 (47). */
  public static final long MINIMUM_GAS_LIMIT = 5000;

  private static final long GAS_LIMIT_DIVISOR = 1024;
  private static final BigInteger BASE_FEE_DIVISOR = BigInteger.valueOf(8);

  /**
   * @eip 7918: gas of execution that a blob's price must cover a share of.
   */
  private static final long BLOB_BASE_COST = 8192;

  /**
   * @eip 4844: MIN_BASE_FEE_PER_BLOB_GAS, in wei.
   */
  private static final BigInteger MINIMUM_BLOB_BASE_FEE = BigInteger.ONE;

  private static final BigInteger LARGEST = U256.MAX.toBigInteger();

  private GasRules() {}

  /** The base fee of the block after {@code parent}, in wei, where the block has one. */
  public static U256 baseFeeAfter(Header parent) {
    U256 parentFee = parent.baseFeePerGas();
    if (parentFee == null) {
      return INITIAL_BASE_FEE;
    }
    long target = parent.gasLimit() / ELASTICITY;
    if (parent.gasUsed() == target) {
      return parentFee;
    }
    BigInteger fee = parentFee.toBigInteger();
    BigInteger change =
        fee.multiply(BigInteger.valueOf(Math.abs(parent.gasUsed() - target)))
            .divide(BigInteger.valueOf(target))
            .divide(BASE_FEE_DIVISOR);
    return parent.gasUsed() > target
        ? U256.of(fee.add(change.max(BigInteger.ONE)).min(LARGEST))
        : U256.of(fee.subtract(change).max(BigInteger.ZERO));
  }

  /** The parent's gas limit as the next block's is measured against it. */
  static long effectiveParentGasLimit(Header header, Header parent) {
    boolean firstWithBaseFee = header.baseFeePerGas() != null && parent.baseFeePerGas() == null;
    return firstWithBaseFee ? Math.multiplyExact(parent.gasLimit(), ELASTICITY) : parent.gasLimit();
  }

  /** Whether a gas limit may follow another (Yellow Paper 4.3.4, 45-47). */
  public static boolean isGasLimitInBounds(long gasLimit, long parentGasLimit) {
    long difference = Math.abs(gasLimit - parentGasLimit);
    return difference < parentGasLimit / GAS_LIMIT_DIVISOR && gasLimit >= MINIMUM_GAS_LIMIT;
  }

  /**
   * The excess blob gas of the block after {@code parent} under the rules of that block (EIP-4844,
   * 7691, 7918).
   */
  public static long excessBlobGasAfter(Header parent, ConsensusParameters rules) {
    BlobSchedule schedule =
        rules.blobs().orElseThrow(() -> new IllegalArgumentException("a fork without blobs"));
    BigInteger excess = unsigned(parent.excessBlobGas());
    BigInteger used = unsigned(parent.blobGasUsed());
    BigInteger target = BigInteger.valueOf(schedule.target() * GAS_PER_BLOB);
    BigInteger sum = excess.add(used);
    if (sum.compareTo(target) < 0) {
      return 0;
    }
    if (rules.blobReservePrice() && isBelowReserve(parent, excess, schedule)) {
      BigInteger share =
          used.multiply(BigInteger.valueOf(schedule.max() - schedule.target()))
              .divide(BigInteger.valueOf(schedule.max()));
      return excess.add(share).longValue();
    }
    return sum.subtract(target).longValue();
  }

  /**
   * @eip 7918: whether blobs cost less than a fixed share of execution.
   */
  private static boolean isBelowReserve(Header parent, BigInteger excess, BlobSchedule schedule) {
    U256 baseFee = parent.baseFeePerGas() == null ? U256.ZERO : parent.baseFeePerGas();
    BigInteger reserve = baseFee.toBigInteger().multiply(BigInteger.valueOf(BLOB_BASE_COST));
    BigInteger blobPrice = blobBaseFee(excess, schedule).multiply(BigInteger.valueOf(GAS_PER_BLOB));
    return reserve.compareTo(blobPrice) > 0;
  }

  private static BigInteger unsigned(@Nullable Long value) {
    return value == null ? BigInteger.ZERO : new BigInteger(Long.toUnsignedString(value));
  }

  /** Wei for a unit of blob gas, given a block's excess (0..2^64-1). */
  public static U256 blobBaseFee(long excessBlobGas, BlobSchedule schedule) {
    return U256.of(blobBaseFee(unsigned(excessBlobGas), schedule).min(LARGEST));
  }

  /**
   * @eip 4844: fake_exponential, the Taylor series of e^(excess / fraction) in integers. Beyond
   *     2^256 the exact value does not matter, and hostile headers must not cost more than that.
   */
  private static BigInteger blobBaseFee(BigInteger excess, BlobSchedule schedule) {
    BigInteger denominator = BigInteger.valueOf(schedule.baseFeeUpdateFraction());
    if (excess.divide(denominator).bitLength() > 8) {
      return LARGEST;
    }
    BigInteger sum = BigInteger.ZERO;
    BigInteger term = MINIMUM_BLOB_BASE_FEE.multiply(denominator);
    for (long i = 1; term.signum() > 0; i++) {
      sum = sum.add(term);
      term = term.multiply(excess).divide(denominator.multiply(BigInteger.valueOf(i)));
    }
    return sum.divide(denominator);
  }
}

package org.cairn.protocol.fork;

import java.util.Optional;
import org.cairn.protocol.uint.U256;

/**
 * What a fork says about blocks, apart from their execution.
 *
 * @param blockReward paid to the beneficiary with proof of work, in wei
 * @param difficulty formula of a proof-of-work block's difficulty
 * @param bombDelay blocks by which the difficulty bomb is set back
 * @param baseFee whether headers carry a base fee (EIP-1559)
 * @param merged whether proof of work has ended (EIP-3675)
 * @param withdrawals whether blocks carry withdrawals (EIP-4895)
 * @param parentBeaconRoot whether headers carry the parent's beacon root (EIP-4788)
 * @param requests whether headers carry a hash of requests (EIP-7685)
 * @param blobs blob gas and its schedule (EIP-4844, 7691, 7840); empty before Cancun
 * @param blobReservePrice whether execution costs bound the price of blob gas below (EIP-7918)
 * @param maxBlockBytes the largest encoded block (EIP-7934); {@link Integer#MAX_VALUE} if there is
 *     no limit
 */
public record ConsensusParameters(
    U256 blockReward,
    DifficultyFormula difficulty,
    long bombDelay,
    boolean baseFee,
    boolean merged,
    boolean withdrawals,
    boolean parentBeaconRoot,
    boolean requests,
    Optional<BlobSchedule> blobs,
    boolean blobReservePrice,
    int maxBlockBytes) {

  /** The formulas of the Yellow Paper's editions. */
  public enum DifficultyFormula {
    /** Frontier: up or down by one step at 13 seconds. */
    FRONTIER,
    /** EIP-2: in proportion to the time, at 10 seconds. */
    HOMESTEAD,
    /** EIP-100: at 9 seconds, with regard to the parent's ommers. */
    BYZANTIUM
  }

  public ConsensusParameters withBlockReward(U256 wei) {
    return new ConsensusParameters(
        wei,
        difficulty,
        bombDelay,
        baseFee,
        merged,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withDifficulty(DifficultyFormula formula) {
    return new ConsensusParameters(
        blockReward,
        formula,
        bombDelay,
        baseFee,
        merged,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withBombDelay(long blocks) {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        blocks,
        baseFee,
        merged,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withBaseFee() {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        bombDelay,
        true,
        merged,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withMerge() {
    return new ConsensusParameters(
        U256.ZERO,
        difficulty,
        bombDelay,
        baseFee,
        true,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withWithdrawals() {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        bombDelay,
        baseFee,
        merged,
        true,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withBlobs(BlobSchedule schedule) {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        bombDelay,
        baseFee,
        merged,
        withdrawals,
        true,
        requests,
        Optional.of(schedule),
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withRequests() {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        bombDelay,
        baseFee,
        merged,
        withdrawals,
        parentBeaconRoot,
        true,
        blobs,
        blobReservePrice,
        maxBlockBytes);
  }

  public ConsensusParameters withBlobReservePrice() {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        bombDelay,
        baseFee,
        merged,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        true,
        maxBlockBytes);
  }

  public ConsensusParameters withMaxBlockBytes(int bytes) {
    return new ConsensusParameters(
        blockReward,
        difficulty,
        bombDelay,
        baseFee,
        merged,
        withdrawals,
        parentBeaconRoot,
        requests,
        blobs,
        blobReservePrice,
        bytes);
  }
}

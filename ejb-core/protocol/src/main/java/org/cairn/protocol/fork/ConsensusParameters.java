package org.cairn.protocol.fork;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.cairn.protocol.uint.U256;

/**
 * What a fork says about blocks, apart from their execution.
 *
 * @param blockReward paid to the beneficiary with proof of work, in wei
 * @param difficulty formula of a proof-of-work block's difficulty
 * @param bombDelay blocks by which the difficulty bomb is set back
 * @param features what blocks have, or have to obey
 * @param blobs blob gas and its schedule (EIP-4844, 7691, 7840); empty before Cancun
 * @param maxBlockBytes the largest encoded block (EIP-7934); {@link Integer#MAX_VALUE} if there is
 *     no limit
 */
public record ConsensusParameters(
    U256 blockReward,
    DifficultyFormula difficulty,
    long bombDelay,
    Set<Feature> features,
    Optional<BlobSchedule> blobs,
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

  /** What a fork brings to blocks for good. */
  public enum Feature {
    /** Headers carry a base fee (EIP-1559). */
    BASE_FEE,
    /** Proof of work has ended (EIP-3675). */
    MERGED,
    /** Blocks carry withdrawals (EIP-4895). */
    WITHDRAWALS,
    /** Headers carry the parent's beacon root (EIP-4788). */
    PARENT_BEACON_ROOT,
    /** Headers carry a hash of requests (EIP-7685). */
    REQUESTS,
    /** Execution costs bound the price of blob gas below (EIP-7918). */
    BLOB_RESERVE_PRICE
  }

  public ConsensusParameters {
    features = Set.copyOf(features);
  }

  /** Whether headers carry a base fee. */
  public boolean baseFee() {
    return features.contains(Feature.BASE_FEE);
  }

  /** Whether proof of work has ended. */
  public boolean merged() {
    return features.contains(Feature.MERGED);
  }

  /** Whether blocks carry withdrawals. */
  public boolean withdrawals() {
    return features.contains(Feature.WITHDRAWALS);
  }

  /** Whether headers carry the parent's beacon root. */
  public boolean parentBeaconRoot() {
    return features.contains(Feature.PARENT_BEACON_ROOT);
  }

  /** Whether headers carry a hash of requests. */
  public boolean requests() {
    return features.contains(Feature.REQUESTS);
  }

  /** Whether execution costs bound the price of blob gas below. */
  public boolean blobReservePrice() {
    return features.contains(Feature.BLOB_RESERVE_PRICE);
  }

  public ConsensusParameters with(Feature feature) {
    Set<Feature> more = EnumSet.of(feature);
    more.addAll(features);
    return new ConsensusParameters(blockReward, difficulty, bombDelay, more, blobs, maxBlockBytes);
  }

  public ConsensusParameters withBlockReward(U256 wei) {
    return new ConsensusParameters(wei, difficulty, bombDelay, features, blobs, maxBlockBytes);
  }

  public ConsensusParameters withDifficulty(DifficultyFormula formula) {
    return new ConsensusParameters(blockReward, formula, bombDelay, features, blobs, maxBlockBytes);
  }

  public ConsensusParameters withBombDelay(long blocks) {
    return new ConsensusParameters(blockReward, difficulty, blocks, features, blobs, maxBlockBytes);
  }

  /** Without rewards, too. */
  public ConsensusParameters withMerge() {
    return with(Feature.MERGED).withBlockReward(U256.ZERO);
  }

  /** With the parent's beacon root, too, which came with them. */
  public ConsensusParameters withBlobs(BlobSchedule schedule) {
    return new ConsensusParameters(
            blockReward, difficulty, bombDelay, features, Optional.of(schedule), maxBlockBytes)
        .with(Feature.PARENT_BEACON_ROOT);
  }

  public ConsensusParameters withMaxBlockBytes(int bytes) {
    return new ConsensusParameters(blockReward, difficulty, bombDelay, features, blobs, bytes);
  }
}

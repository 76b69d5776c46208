package org.cairn.tools.transition;

import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.Difficulty;
import org.cairn.protocol.consensus.GasRules;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * What the rules of a fork make of a block's environment: members that were not given follow from
 * the parent's.
 *
 * @param difficulty empty after the merge
 * @param baseFee empty before London, unless one was given
 * @param excessBlobGas empty where neither it nor the parent's was given
 */
record Environment(
    Fork fork,
    BlockInput given,
    Optional<U256> difficulty,
    Optional<U256> baseFee,
    Optional<Long> excessBlobGas,
    Optional<Hash32> parentBeaconRoot) {

  /** Throws TransitionException if the fork needs what is not there. */
  static Environment of(BlockInput given, Fork fork) {
    ConsensusParameters rules = fork.consensus();
    Optional<U256> baseFee = baseFee(given, rules);
    if (rules.withdrawals() && given.withdrawals().isEmpty()) {
      throw wrong("Shanghai config but missing 'withdrawals' in env section");
    }
    Optional<U256> difficulty = difficulty(given, rules);
    if (rules.parentBeaconRoot() && given.parentBeaconRoot().isEmpty()) {
      throw wrong("post-cancun env requires parentBeaconBlockRoot to be set");
    }
    return new Environment(
        fork,
        given,
        difficulty,
        baseFee,
        excessBlobGas(given, rules),
        rules.parentBeaconRoot() ? given.parentBeaconRoot() : Optional.empty());
  }

  private static TransitionException wrong(String message) {
    return new TransitionException(TransitionException.CONFIGURATION, message);
  }

  private static Optional<U256> baseFee(BlockInput given, ConsensusParameters rules) {
    if (!rules.baseFee() || given.baseFee().isPresent()) {
      return given.baseFee();
    }
    if (given.parent().baseFee().isEmpty() || given.number() == 0) {
      throw wrong("EIP-1559 config but missing 'parentBaseFee' in env section");
    }
    if (given.parent().gasLimit() < GasRules.ELASTICITY) {
      throw wrong("currentBaseFee cannot be calculated -- parentGasLimit is missing or too low");
    }
    return Optional.of(GasRules.baseFeeAfter(parent(given)));
  }

  private static Header parent(BlockInput given) {
    BlockInput.Parent parent = given.parent();
    Header.Builder header =
        new Header.Builder()
            .number(given.number() - 1)
            .gasLimit(parent.gasLimit())
            .gasUsed(parent.gasUsed())
            .timestamp(parent.timestamp())
            .difficulty(parent.difficulty().orElse(U256.ZERO))
            .ommersHash(
                parent.ommersHash().isZero() ? Header.EMPTY_OMMERS_HASH : parent.ommersHash())
            .baseFeePerGas(parent.baseFee().orElse(null));
    if (parent.excessBlobGas().isPresent() || parent.blobGasUsed().isPresent()) {
      header
          .baseFeePerGas(parent.baseFee().orElse(U256.ZERO))
          .withdrawalsRoot(Account.EMPTY_ROOT)
          .blobGasUsed(parent.blobGasUsed().orElse(0L))
          .excessBlobGas(parent.excessBlobGas().orElse(0L));
    }
    return header.build();
  }

  private static Optional<U256> difficulty(BlockInput given, ConsensusParameters rules) {
    if (rules.merged()) {
      if (given.random().isEmpty()) {
        throw wrong("post-merge requires currentRandom to be defined in env");
      }
      if (given.difficulty().filter(value -> !value.isZero()).isPresent()) {
        throw wrong("post-merge difficulty must be zero (or omitted) in env");
      }
      return Optional.empty();
    }
    if (given.difficulty().isPresent()) {
      return given.difficulty();
    }
    if (given.parent().difficulty().isEmpty()) {
      throw wrong(
          "currentDifficulty was not provided, and cannot be calculated due to missing"
              + " parentDifficulty");
    }
    if (given.number() == 0) {
      throw wrong("currentDifficulty needs to be provided for block number 0");
    }
    if (given.timestamp() <= given.parent().timestamp()) {
      throw wrong(
          "currentDifficulty cannot be calculated -- currentTime ("
              + given.timestamp()
              + ") needs to be after parent time ("
              + given.parent().timestamp()
              + ")");
    }
    return Optional.of(Difficulty.of(rules, given.number(), given.timestamp(), parent(given)));
  }

  private static Optional<Long> excessBlobGas(BlockInput given, ConsensusParameters rules) {
    boolean parents =
        given.parent().excessBlobGas().isPresent() && given.parent().blobGasUsed().isPresent();
    if (given.excessBlobGas().isPresent() || !parents || rules.blobs().isEmpty()) {
      return given.excessBlobGas();
    }
    return Optional.of(GasRules.excessBlobGasAfter(parent(given), rules));
  }

  /** In wei; empty where there is no excess blob gas to derive it from. */
  Optional<U256> blobBaseFee() {
    return fork.consensus()
        .blobs()
        .flatMap(blobs ->
            excessBlobGas.map(excess -> BlobGas.price(excess, blobs.baseFeeUpdateFraction())));
  }
}

package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;

/**
 * A block's environment as it is given: what is absent is derived from the parent's members or is
 * wrong, see {@link Environment}.
 *
 * @param blockHashes by number; absent if none were given at all
 */
record BlockInput(
    Address coinbase,
    long gasLimit,
    long number,
    long timestamp,
    Optional<U256> difficulty,
    Optional<U256> random,
    Optional<U256> baseFee,
    Optional<Long> excessBlobGas,
    Optional<Hash32> parentBeaconRoot,
    Optional<Map<Long, Hash32>> blockHashes,
    List<Ommer> ommers,
    Optional<List<Withdrawal>> withdrawals,
    Parent parent) {

  /** An ommer {@code delta} blocks below, and whom it pays. */
  record Ommer(long delta, Address address) {}

  /** What is given of the parent. */
  record Parent(
      Optional<U256> difficulty,
      Optional<U256> baseFee,
      long gasUsed,
      long gasLimit,
      long timestamp,
      Hash32 ommersHash,
      Optional<Long> excessBlobGas,
      Optional<Long> blobGasUsed) {}

  static BlockInput read(JsonNode json) {
    Members env = new Members("env", json);
    return new BlockInput(
        env.requiredAddress("currentCoinbase"),
        env.requiredLong("currentGasLimit"),
        env.requiredLong("currentNumber"),
        env.requiredLong("currentTimestamp"),
        env.findWord("currentDifficulty"),
        env.findWord("currentRandom"),
        env.findWord("currentBaseFee"),
        unsigned(env, "currentExcessBlobGas"),
        env.findHash("parentBeaconBlockRoot"),
        env.findObject("blockHashes").map(BlockInput::hashes),
        ommers(env),
        env.has("withdrawals") ? Optional.of(withdrawals(env)) : Optional.empty(),
        new Parent(
            env.findWord("parentDifficulty"),
            env.findWord("parentBaseFee"),
            env.longOr("parentGasUsed", 0),
            env.longOr("parentGasLimit", 0),
            env.longOr("parentTimestamp", 0),
            env.findHash("parentUncleHash").orElse(Hash32.ZERO),
            unsigned(env, "parentExcessBlobGas"),
            unsigned(env, "parentBlobGasUsed")));
  }

  private static Optional<Long> unsigned(Members env, String name) {
    return env.has(name) ? Optional.of(env.unsignedOr(name, 0)) : Optional.empty();
  }

  private static Map<Long, Hash32> hashes(Members json) {
    Map<Long, Hash32> hashes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.json().properties()) {
      U256 number;
      try {
        number = U256.of(entry.getKey());
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new TransitionException(
            TransitionException.INPUT, json.path() + " has a number that is none", e);
      }
      json.findHash(entry.getKey()).ifPresent(hash -> hashes.put(number.word(3), hash));
    }
    return hashes;
  }

  private static List<Ommer> ommers(Members env) {
    List<Ommer> ommers = new ArrayList<>();
    for (JsonNode node : env.elements("ommers")) {
      Members ommer = new Members("env.ommers", node);
      long delta = ommer.requiredLong("delta");
      if (delta > 8) {
        throw new TransitionException(
            TransitionException.INPUT, "env.ommers.delta exceeds 8: " + delta);
      }
      ommers.add(new Ommer(delta, ommer.requiredAddress("address")));
    }
    return ommers;
  }

  private static List<Withdrawal> withdrawals(Members env) {
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (JsonNode node : env.elements("withdrawals")) {
      withdrawals.add(withdrawal(new Members("env.withdrawals", node)));
    }
    return withdrawals;
  }

  static Withdrawal withdrawal(Members entry) {
    return new Withdrawal(
        entry.requiredUnsigned("index"),
        entry.requiredUnsigned("validatorIndex"),
        entry.requiredAddress("address"),
        entry.requiredUnsigned("amount"));
  }
}

package org.cairn.tools.transition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureParts;
import org.cairn.tools.fixture.Member;

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

  static BlockInput read(Member env) {
    return new BlockInput(
        env.at("currentCoinbase").address(),
        env.at("currentGasLimit").longNumber(),
        env.at("currentNumber").longNumber(),
        env.at("currentTimestamp").longNumber(),
        env.optional("currentDifficulty").map(Member::number),
        env.optional("currentRandom").map(Member::number),
        env.optional("currentBaseFee").map(Member::number),
        env.optional("currentExcessBlobGas").map(Member::unsignedLong),
        env.optional("parentBeaconBlockRoot").map(Member::hash),
        env.optional("blockHashes").map(BlockInput::hashes),
        ommers(env),
        env.optional("withdrawals").map(BlockInput::withdrawals),
        new Parent(
            env.optional("parentDifficulty").map(Member::number),
            env.optional("parentBaseFee").map(Member::number),
            env.optional("parentGasUsed").map(Member::longNumber).orElse(0L),
            env.optional("parentGasLimit").map(Member::longNumber).orElse(0L),
            env.optional("parentTimestamp").map(Member::longNumber).orElse(0L),
            env.optional("parentUncleHash").map(Member::hash).orElse(Hash32.ZERO),
            env.optional("parentExcessBlobGas").map(Member::unsignedLong),
            env.optional("parentBlobGasUsed").map(Member::unsignedLong)));
  }

  private static Map<Long, Hash32> hashes(Member json) {
    Map<Long, Hash32> hashes = new HashMap<>();
    json.members()
        .forEach((number, hash) -> {
          if (!hash.isNull()) {
            hashes.put(number(hash, number), hash.hash());
          }
        });
    return hashes;
  }

  private static long number(Member hash, String text) {
    try {
      return U256.of(text).word(3);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw hash.fail("has a name that is no number");
    }
  }

  private static List<Ommer> ommers(Member env) {
    List<Ommer> ommers = new ArrayList<>();
    for (Member ommer : env.items("ommers")) {
      long delta = ommer.at("delta").longNumber();
      if (delta > 8) {
        throw ommer.at("delta").fail("exceeds 8: " + delta);
      }
      ommers.add(new Ommer(delta, ommer.at("address").address()));
    }
    return ommers;
  }

  static List<Withdrawal> withdrawals(Member list) {
    return list.items().stream().map(FixtureParts::withdrawal).toList();
  }
}

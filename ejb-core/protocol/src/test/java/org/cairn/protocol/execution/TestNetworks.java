package org.cairn.protocol.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.ForkNames;

/** Chain configurations by the names of the block tests, such as {@code BerlinToLondonAt5}. */
final class TestNetworks {
  private static final Pattern TRANSITION =
      Pattern.compile("(\\w+?)To(\\w+?)At(Diff([0-9A-F]+)|Time(\\d+)k|(\\d+))");
  private static final Address DEPOSITS = Address.of("00000000219ab540356cbb839cbe05303d7705fa");

  private TestNetworks() {}

  static Optional<ChainConfig> config(JsonNode test) {
    String network = test.get("network").asText();
    SealEngine engine =
        test.path("sealEngine").asText("NoProof").equals("Ethash")
            ? new SealEngine.Ethash()
            : new SealEngine.Unsealed();
    JsonNode blobs = test.path("config").path("blobSchedule");
    U256 chainId = U256.of(test.path("config").path("chainid").asText("0x1"));
    OptionalLong dao = network.contains("Dao") ? OptionalLong.of(5) : OptionalLong.empty();
    return schedule(network, blobs)
        .map(schedule -> new ChainConfig(chainId, schedule, engine, dao, Optional.of(DEPOSITS)));
  }

  private static Optional<ForkSchedule> schedule(String network, JsonNode blobs) {
    Matcher transition = TRANSITION.matcher(network);
    if (!transition.matches()) {
      return fork(network, blobs).map(ForkSchedule::always);
    }
    Optional<Fork> from = fork(transition.group(1), blobs);
    Optional<Fork> to = fork(transition.group(2), blobs);
    if (transition.group(2).equals("Dao")) {
      return from.map(ForkSchedule::always);
    }
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Condition condition;
    if (transition.group(4) != null) {
      condition = new Condition.AtTotalDifficulty(U256.of("0x" + transition.group(4)));
    } else if (transition.group(5) != null) {
      condition = new Condition.AtTime(1000 * Long.parseLong(transition.group(5)));
    } else {
      condition = new Condition.AtBlock(Long.parseLong(transition.group(6)));
    }
    List<Activation> activations = new ArrayList<>();
    activations.add(new Activation(from.get(), new Condition.AtBlock(0)));
    activations.add(new Activation(to.get(), condition));
    return Optional.of(ForkSchedule.of(activations));
  }

  private static Optional<Fork> fork(String name, JsonNode blobs) {
    Optional<Fork> known = ForkNames.fork(name);
    if (name.startsWith("BPO")) {
      Fork fork = Forks.OSAKA;
      for (int i = 1; i <= Integer.parseInt(name.substring(3)); i++) {
        fork = withBlobs(fork.next("BPO" + i), blobs.path("BPO" + i));
      }
      known = Optional.of(fork);
    }
    return known.map(fork -> withBlobs(fork, blobs.path(name)));
  }

  private static Fork withBlobs(Fork fork, JsonNode schedule) {
    if (schedule.isMissingNode() || fork.consensus().blobs().isEmpty()) {
      return fork;
    }
    BlobSchedule blobs =
        new BlobSchedule(
            (int) number(schedule.get("target")),
            (int) number(schedule.get("max")),
            number(schedule.get("baseFeeUpdateFraction")));
    return fork.withConsensus(fork.consensus().withBlobs(blobs));
  }

  private static long number(JsonNode hex) {
    return U256.of(hex.asText().toLowerCase(Locale.ROOT)).toLong();
  }
}

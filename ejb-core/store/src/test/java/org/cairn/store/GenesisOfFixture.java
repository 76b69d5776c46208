package org.cairn.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;
import org.cairn.protocol.fork.Forks;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestNetworks;

/**
 * The genesis file of a block test: what a node is started with, made of the test's network, its
 * genesis header and its accounts.
 *
 * <p>A network names one fork or two. The forks before the first begin with the chain.
 */
final class GenesisOfFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NEVER = 1L << 60;

  /** Members of the configuration, in the order of the forks from Homestead to Gray Glacier. */
  private static final List<String> BLOCK_FORKS =
      List.of(
          "homesteadBlock",
          "eip150Block",
          "eip158Block",
          "byzantiumBlock",
          "constantinopleBlock",
          "petersburgBlock",
          "istanbulBlock",
          "muirGlacierBlock",
          "berlinBlock",
          "londonBlock",
          "arrowGlacierBlock",
          "grayGlacierBlock");

  private static final List<String> TIME_FORKS = List.of("shanghai", "cancun", "prague", "osaka");
  private static final int PARIS = Forks.ALL.indexOf(Forks.PARIS);
  private static final int OSAKA = Forks.ALL.indexOf(Forks.OSAKA);

  /** Header members as the tests and as genesis files name them. */
  private static final Map<String, String> HEADER =
      Map.of(
          "parentHash", "parentHash",
          "coinbase", "coinbase",
          "difficulty", "difficulty",
          "gasLimit", "gasLimit",
          "gasUsed", "gasUsed",
          "timestamp", "timestamp",
          "extraData", "extraData",
          "mixHash", "mixHash",
          "nonce", "nonce");

  private static final List<String> LATER_HEADER =
      List.of("baseFeePerGas", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot");

  private GenesisOfFixture() {}

  static String json(JsonNode test) {
    ObjectNode genesis = JSON.createObjectNode();
    genesis.set("config", config(TestNetworks.config(Member.root("the test", test)).orElseThrow()));
    JsonNode header = test.get("genesisBlockHeader");
    HEADER.forEach((ours, theirs) -> genesis.set(theirs, header.get(ours)));
    LATER_HEADER.stream()
        .filter(header::has)
        .forEach(member -> genesis.set(member, header.get(member)));
    genesis.set("alloc", test.get("pre"));
    return genesis.toString();
  }

  private static ObjectNode config(ChainConfig chain) {
    ObjectNode config = JSON.createObjectNode();
    config.put("chainId", chain.chainId().toString());
    chain.daoForkBlock().ifPresent(block -> config.put("daoForkBlock", block));
    chain
        .depositContract()
        .map(Address::toString)
        .ifPresent(address -> config.put("depositContractAddress", address));
    Map<String, BlobSchedule> blobs = new HashMap<>();
    int next = 1;
    for (Activation activation : chain.schedule().activations()) {
      int last = ordinal(activation.fork());
      for (; next <= last; next++) {
        begin(config, next, activation.condition());
        if (next > OSAKA) {
          activation.fork().consensus().blobs().ifPresent(keep(blobs, next));
        }
      }
      activation.fork().consensus().blobs().ifPresent(keep(blobs, last));
    }
    if (next == ordinal(Forks.CONSTANTINOPLE) + 1) {
      config.put("petersburgBlock", NEVER); // which came with Constantinople otherwise
    }
    addBlobs(config, blobs);
    return config;
  }

  private static java.util.function.Consumer<BlobSchedule> keep(
      Map<String, BlobSchedule> blobs, int fork) {
    return schedule -> blobs.put(timeFork(fork), schedule);
  }

  /** The place of a fork in the row of all; those for blobs alone come behind. */
  private static int ordinal(Fork fork) {
    return fork.name().startsWith("BPO")
        ? OSAKA + Integer.parseInt(fork.name().substring(3))
        : Forks.ALL.stream().map(Fork::name).toList().indexOf(fork.name());
  }

  private static String timeFork(int ordinal) {
    return ordinal > OSAKA ? "bpo" + (ordinal - OSAKA) : TIME_FORKS.get(ordinal - PARIS - 1);
  }

  private static void begin(ObjectNode config, int fork, Condition condition) {
    if (fork < PARIS) {
      config.put(
          BLOCK_FORKS.get(fork - 1),
          condition instanceof Condition.AtBlock(long block) ? block : 0);
    } else if (fork == PARIS) {
      config.put(
          "terminalTotalDifficulty",
          condition instanceof Condition.AtTotalDifficulty(var total) ? total.toString() : "0");
    } else {
      config.put(
          timeFork(fork) + "Time", condition instanceof Condition.AtTime(long time) ? time : 0);
    }
  }

  private static void addBlobs(ObjectNode config, Map<String, BlobSchedule> blobs) {
    ObjectNode schedules = config.putObject("blobSchedule");
    blobs.forEach((fork, schedule) ->
        schedules
            .putObject(fork)
            .put("target", schedule.target())
            .put("max", schedule.max())
            .put("baseFeeUpdateFraction", schedule.baseFeeUpdateFraction()));
  }
}

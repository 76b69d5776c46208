package org.cairn.protocol.genesis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Reads the member {@code config}: chain id, forks and engine. Used once. */
final class ChainConfigReader {
  private static final long DEFAULT_EPOCH = 30_000;
  private static final int MOST_BLOB_FORKS = 5;
  private static final String BESU_PETERSBURG = "constantinopleFixBlock";

  private final Map<String, JsonNode> members;
  private final List<Activation> activations = new ArrayList<>();
  private String lastKey = "";
  private long lastBlock;
  private long lastTime;

  ChainConfigReader(JsonNode config) {
    members = members("config", config);
  }

  /** Members by lower-case name; null counts as absent. */
  private static Map<String, JsonNode> members(String path, JsonNode object) {
    if (!object.isObject()) {
      throw new GenesisException(path + " is not an object but " + object.getNodeType());
    }
    Map<String, JsonNode> members = new HashMap<>();
    object
        .properties()
        .forEach(entry -> {
          boolean twice =
              !entry.getValue().isNull()
                  && members.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()) != null;
          if (twice) {
            throw new GenesisException(path + "." + entry.getKey() + " is given twice");
          }
        });
    return members;
  }

  ChainConfig read() {
    U256 chainId =
        scalar("chainId")
            .map(JsonScalar::asU256)
            .orElseThrow(() -> new GenesisException("config.chainId is missing"));
    readBlockForks();
    readMerge();
    readTimeForks();
    return new ChainConfig(
        chainId,
        ForkSchedule.of(activations),
        engine(),
        daoFork(),
        scalar("depositContractAddress").map(JsonScalar::asAddress),
        mergeNetsplit());
  }

  private Optional<JsonScalar> scalar(String name) {
    JsonNode node = members.get(name.toLowerCase(Locale.ROOT));
    return Optional.ofNullable(node).map(present -> JsonScalar.of("config." + name, present));
  }

  private OptionalLong number(String name) {
    Optional<JsonScalar> scalar = scalar(name);
    return scalar.isPresent() ? OptionalLong.of(scalar.get().asLong()) : OptionalLong.empty();
  }

  private void readBlockForks() {
    activations.add(new Activation(Forks.FRONTIER, new Condition.AtBlock(0)));
    addAtBlock("homesteadBlock", Forks.HOMESTEAD);
    addAtBlock("eip150Block", Forks.TANGERINE_WHISTLE);
    requireSameBlock("eip155Block", "eip158Block");
    addAtBlock(
        number("eip158Block").isPresent() ? "eip158Block" : "eip155Block", Forks.SPURIOUS_DRAGON);
    addAtBlock("byzantiumBlock", Forks.BYZANTIUM);
    addAtBlock("constantinopleBlock", staysUnfixed() ? Forks.CONSTANTINOPLE : Forks.PETERSBURG);
    addAtBlock(petersburg(), Forks.PETERSBURG);
    addAtBlock("istanbulBlock", Forks.ISTANBUL);
    addAtBlock("muirGlacierBlock", Forks.MUIR_GLACIER);
    addAtBlock("berlinBlock", Forks.BERLIN);
    addAtBlock("londonBlock", Forks.LONDON);
    addAtBlock("arrowGlacierBlock", Forks.ARROW_GLACIER);
    addAtBlock("grayGlacierBlock", Forks.GRAY_GLACIER);
  }

  private String petersburg() {
    return number(BESU_PETERSBURG).isPresent() ? BESU_PETERSBURG : "petersburgBlock";
  }

  /**
   * Whether Constantinople comes without Petersburg. If that has no block of its own they come
   * together, as go-ethereum has it, but not in files that Besu alone reads.
   */
  private boolean staysUnfixed() {
    return number(petersburg()).isPresent()
        || fixedDifficulty().isPresent()
        || members.containsKey("contractsizelimit");
  }

  private void requireSameBlock(String one, String other) {
    OptionalLong first = number(one);
    OptionalLong second = number(other);
    if (first.isPresent() && second.isPresent() && first.getAsLong() != second.getAsLong()) {
      throw new GenesisException(
          "config.%s %d differs from config.%s %d, which is not supported"
              .formatted(one, first.getAsLong(), other, second.getAsLong()));
    }
  }

  private void addAtBlock(String key, Fork fork) {
    number(key)
        .ifPresent(block -> {
          if (block < lastBlock) {
            throw outOfOrder(key, block, lastBlock);
          }
          activations.add(new Activation(fork, new Condition.AtBlock(block)));
          lastBlock = block;
          lastKey = key;
        });
  }

  private GenesisException outOfOrder(String key, long value, long last) {
    return new GenesisException(
        "config.%s %d is before config.%s %d".formatted(key, value, lastKey, last));
  }

  private void readMerge() {
    scalar("terminalTotalDifficulty")
        .map(JsonScalar::asU256)
        .ifPresent(total ->
            activations.add(new Activation(Forks.PARIS, new Condition.AtTotalDifficulty(total))));
  }

  private void readTimeForks() {
    Map<String, BlobSchedule> blobs = blobSchedules();
    if (scalar("terminalTotalDifficulty").isEmpty()) {
      addAtTime("shanghaiTime", Forks.PARIS); // Besu's way: the merge comes with it at the latest
    }
    addAtTime("shanghaiTime", Forks.SHANGHAI);
    Fork cancun = withBlobs(Forks.CANCUN, blobs.get("cancun"));
    addAtTime("cancunTime", cancun);
    Fork prague = withBlobs(Forks.PRAGUE, blobs.get("prague"));
    addAtTime("pragueTime", prague);
    @Nullable BlobSchedule ofOsaka = blobs.getOrDefault("osaka", blobs.get("prague"));
    Fork current = withBlobs(Forks.OSAKA, ofOsaka);
    addAtTime("osakaTime", current);
    for (int i = 1; i <= MOST_BLOB_FORKS; i++) {
      String key = "bpo" + i + "Time";
      if (number(key).isPresent()) {
        BlobSchedule schedule = blobs.get("bpo" + i);
        if (schedule == null) {
          throw new GenesisException("config.blobSchedule.bpo" + i + " is missing");
        }
        current = withBlobs(current.next("BPO" + i), schedule);
        addAtTime(key, current);
      }
    }
  }

  private static Fork withBlobs(Fork fork, @Nullable BlobSchedule schedule) {
    return schedule == null ? fork : fork.withConsensus(fork.consensus().withBlobs(schedule));
  }

  private void addAtTime(String key, Fork fork) {
    number(key)
        .ifPresent(time -> {
          if (scalar("terminalTotalDifficulty").isEmpty() && number("shanghaiTime").isEmpty()) {
            throw new GenesisException(
                "config." + key + " is given without terminalTotalDifficulty");
          }
          if (time < lastTime) {
            throw outOfOrder(key, time, lastTime);
          }
          activations.add(new Activation(fork, new Condition.AtTime(time)));
          lastTime = time;
          lastKey = key;
        });
  }

  private Map<String, BlobSchedule> blobSchedules() {
    JsonNode node = members.get("blobschedule");
    Map<String, BlobSchedule> schedules = new HashMap<>();
    if (node != null) {
      members("config.blobSchedule", node)
          .forEach((fork, value) -> schedules.put(fork, blobSchedule(fork, value)));
    }
    return schedules;
  }

  private static BlobSchedule blobSchedule(String fork, JsonNode node) {
    String path = "config.blobSchedule." + fork;
    Map<String, JsonNode> fields = members(path, node);
    long fraction = field(path, fields, "baseFeeUpdateFraction").asLong();
    if (fraction == 0) {
      throw new GenesisException(path + ".baseFeeUpdateFraction is 0");
    }
    return new BlobSchedule(
        field(path, fields, "target").asInt(), field(path, fields, "max").asInt(), fraction);
  }

  private static JsonScalar field(String path, Map<String, JsonNode> fields, String name) {
    JsonNode node = fields.get(name.toLowerCase(Locale.ROOT));
    if (node == null) {
      throw new GenesisException(path + "." + name + " is missing");
    }
    return JsonScalar.of(path + "." + name, node);
  }

  private ChainConfig.SealEngine engine() {
    JsonNode clique = members.get("clique");
    if (clique == null) {
      return new ChainConfig.SealEngine.Ethash(fixedDifficulty());
    }
    Map<String, JsonNode> fields = members("config.clique", clique);
    long period = cliqueNumber(fields, "period", "blockperiodseconds", 0);
    long epoch = cliqueNumber(fields, "epoch", "epochlength", 0);
    return new ChainConfig.SealEngine.Clique(period, epoch == 0 ? DEFAULT_EPOCH : epoch);
  }

  /** A member of Besu's: every block has this difficulty. */
  private Optional<U256> fixedDifficulty() {
    JsonNode ethash = members.get("ethash");
    if (ethash == null) {
      return Optional.empty();
    }
    JsonNode fixed = members("config.ethash", ethash).get("fixeddifficulty");
    return Optional.ofNullable(fixed)
        .map(value -> JsonScalar.of("config.ethash.fixeddifficulty", value).asU256());
  }

  private static long cliqueNumber(
      Map<String, JsonNode> fields, String name, String besuName, long absent) {
    JsonNode node = fields.getOrDefault(name, fields.get(besuName));
    return node == null ? absent : JsonScalar.of("config.clique." + name, node).asLong();
  }

  /** A chain that names the block takes part, unless it says that it does not. */
  private OptionalLong daoFork() {
    JsonNode support = members.get("daoforksupport");
    boolean refused = support != null && support.isBoolean() && !support.asBoolean();
    return refused ? OptionalLong.empty() : number("daoForkBlock");
  }

  private OptionalLong mergeNetsplit() {
    OptionalLong netsplit = number("mergeNetsplitBlock");
    return netsplit.isPresent() ? netsplit : number("preMergeForkBlock");
  }
}

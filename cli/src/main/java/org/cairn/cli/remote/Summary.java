package org.cairn.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a node says about itself, as lines of a name and a value. What it does not answer is left
 * out.
 */
public final class Summary {
  private Summary() {}

  /** Asks the node; {@code now} is what ages are counted from. */
  public static Map<String, String> of(RpcClient node, Instant now) {
    Map<String, String> lines = new LinkedHashMap<>();
    node.ask("web3_clientVersion").ifPresent(version -> lines.put("version", version.asText()));
    node.ask("eth_chainId").ifPresent(id -> lines.put("chain id", "" + number(id)));
    node.ask("eth_getBlockByNumber", "latest", false)
        .ifPresent(head -> lines.put("head", head(head, now)));
    node.ask("eth_syncing").ifPresent(syncing -> lines.put("syncing", syncing(syncing)));
    node.ask("net_peerCount").ifPresent(count -> lines.put("peers", "" + number(count)));
    node.ask("txpool_status").ifPresent(pool -> lines.put("pool", pool(pool)));
    return lines;
  }

  private static String head(JsonNode block, Instant now) {
    long time = number(block.path("timestamp"));
    long passed = now.getEpochSecond() - time;
    boolean past = Long.compareUnsigned(time, now.getEpochSecond()) <= 0;
    return String.format(
        Locale.ROOT,
        "block %,d  %s  %s old",
        number(block.path("number")),
        block.path("hash").asText(),
        age(Duration.ofSeconds(past ? passed : 0)));
  }

  private static String syncing(JsonNode answer) {
    return answer.isBoolean()
        ? "no"
        : String.format(
            Locale.ROOT,
            "block %,d of %,d",
            number(answer.path("currentBlock")),
            number(answer.path("highestBlock")));
  }

  private static String pool(JsonNode pool) {
    return String.format(
        Locale.ROOT,
        "%,d pending, %,d queued",
        number(pool.path("pending")),
        number(pool.path("queued")));
  }

  /** The largest unit alone: an age is read, not reckoned with. */
  static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }

  /** A quantity of 64 bits: hexadecimal with 0x; 0 when it is missing or no quantity. */
  static long number(JsonNode quantity) {
    return Optional.of(quantity.asText())
        .filter(text -> text.matches("0x[0-9a-fA-F]{1,16}"))
        .map(text -> Long.parseUnsignedLong(text.substring(2), 16))
        .orElse(quantity.isNumber() ? quantity.asLong() : 0L);
  }
}

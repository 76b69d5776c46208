package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/**
 * Compares a node's answers with those that go-ethereum gave for the same chain.
 *
 * <p>The file has lines {@code >> request} and {@code << answer} in turn. Every member that
 * go-ethereum gave must be there and equal; further members may be there too, for the specification
 * has grown. Of errors the code is compared, their text is free. What is equal though it looks
 * different:
 *
 * <ul>
 *   <li>old versions answered an eth_call that reverted with the returned data as its result, and
 *       one that failed otherwise with {@code 0x}; today both are errors (execution-apis, eth_call:
 *       code 3 with that data);
 *   <li>an eth_estimateGas that reverts has the code 3 today, and was -32000;
 *   <li>an estimate may be lower, if the call succeeds with it.
 * </ul>
 */
final class RecordedAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Methods that this node does not have. */
  private static final List<String> NOT_THERE =
      List.of("debug_trace", "clique_", "eth_createAccessList", "eth_simulateV1");

  private static final String NO_HEX_KEY =
      "execution-apis, test get-storage-invalid-key: a key that is no hex is -32602";
  private static final String NOBODYS_HASHES =
      "EIP-1186 leaves open what the hashes of an account are that is not there: zero, as"
          + " go-ethereum 1.17.5 has it (merge-mixed 682)";

  /** Requests, by chain and id, that today's specification answers differently, and where. */
  private static final Map<String, String> DECIDED_OTHERWISE =
      Map.ofEntries(
          Map.entry(
              "ethash-forks 3",
              "execution-apis, test net_version: the network's id is the chain's"),
          Map.entry("ethash-forks 799", NO_HEX_KEY),
          Map.entry("ethash-forks 453", NOBODYS_HASHES),
          Map.entry("ethash-forks 705", NOBODYS_HASHES),
          Map.entry("ethash-forks 719", NOBODYS_HASHES),
          Map.entry("clique-clique3 702", NO_HEX_KEY),
          Map.entry("clique-clique3 668", NOBODYS_HASHES),
          Map.entry("clique-clique3 682", NOBODYS_HASHES),
          Map.entry("clique-erc20tx 726", NO_HEX_KEY),
          Map.entry("clique-erc20tx 682", NOBODYS_HASHES),
          Map.entry("clique-erc20tx 696", NOBODYS_HASHES),
          Map.entry(
              "merge-mixed 889",
              "execution-apis, debug_getRawHeader: the result is a header; EIP-1474: -32001"),
          Map.entry(
              "merge-mixed 890",
              "execution-apis, debug_getRawReceipts: the result is an array; EIP-1474: -32001"),
          Map.entry("merge-mixed 891", "EIP-1474: -32001 where the block is not found"),
          Map.entry(
              "merge-mixed 1071",
              "execution-apis, block tags: -39001 where there is no safe block"),
          Map.entry(
              "merge-mixed 1072",
              "execution-apis, block tags: -39001 where there is no finalized block"));

  private static final int REVERTED = 3;
  private static final int SERVER_ERROR = -32000;

  private final List<Exchange> exchanges;
  private final UnaryOperator<JsonNode> node;

  private RecordedAnswers(List<Exchange> exchanges, UnaryOperator<JsonNode> node) {
    this.exchanges = exchanges;
    this.node = node;
  }

  /** A request and what go-ethereum answered. */
  record Exchange(JsonNode request, JsonNode answer) {
    int id() {
      return request.get("id").asInt();
    }

    String method() {
      return request.get("method").asText();
    }
  }

  /** A request that the node answers in another way. */
  record Difference(Exchange exchange, JsonNode ours) {
    int id() {
      return exchange.id();
    }

    @Override
    public String toString() {
      return "%s%n  theirs %s%n  ours   %s"
          .formatted(brief(exchange.request()), brief(exchange.answer()), brief(ours));
    }

    private static String brief(JsonNode json) {
      String text = json.toString();
      return text.length() <= 1500 ? text : text.substring(0, 1500) + "…";
    }
  }

  /** What came of a comparison: how many were compared, and which of them differ. */
  record Outcome(int compared, List<Difference> differences) {}

  /** Reads a gzipped file of exchanges; {@code node} answers requests. */
  static RecordedAnswers read(Path file, UnaryOperator<JsonNode> node) {
    List<Exchange> exchanges = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode request = JSON.readTree(line.substring(">> ".length()));
        JsonNode answer = JSON.readTree(lines.readLine().substring("<< ".length()));
        exchanges.add(new Exchange(request, answer));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new RecordedAnswers(exchanges, node);
  }

  /** Reads a gzipped file of exchanges, to be compared with a node's answers. */
  static RecordedAnswers read(Path file, NodeProcess node) {
    return read(file, node::send);
  }

  /** Fails unless all answers that are not decided otherwise are equal. */
  void check(String chain) {
    Outcome outcome = compareWithout(NOT_THERE);
    String prefix = chain + " ";
    assertThat(outcome.differences())
        .as("%s: of %d answers", chain, outcome.compared())
        .filteredOn(difference -> !DECIDED_OTHERWISE.containsKey(prefix + difference.id()))
        .isEmpty();
    assertThat(outcome.differences())
        .as("exceptions of %s that are none any more", chain)
        .hasSize(
            (int)
                DECIDED_OTHERWISE.keySet().stream().filter(key -> key.startsWith(prefix)).count());
    assertThat(outcome.differences().size()).isLessThanOrEqualTo(outcome.compared() / 100);
  }

  /** Asks every request whose method does not begin with one of {@code left}. */
  private Outcome compareWithout(List<String> left) {
    int compared = 0;
    List<Difference> differences = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      if (left.stream().noneMatch(exchange.method()::startsWith)) {
        compared++;
        JsonNode ours = node.apply(exchange.request());
        if (!isEqual(exchange, ours)) {
          differences.add(new Difference(exchange, ours));
        }
      }
    }
    return new Outcome(compared, differences);
  }

  private boolean isEqual(Exchange exchange, JsonNode ours) {
    JsonNode theirs = exchange.answer();
    if (!contains(ours.path("id"), theirs.path("id"))) {
      return false;
    }
    return switch (exchange.method()) {
      case "eth_call" -> isEqualCall(theirs, ours);
      case "eth_estimateGas" -> isEqualEstimate(exchange, ours);
      default -> isEqualAnswer(theirs, ours);
    };
  }

  private static boolean isEqualAnswer(JsonNode theirs, JsonNode ours) {
    return theirs.has("error")
        ? code(ours) == code(theirs)
        : ours.has("result") && contains(ours.get("result"), theirs.get("result"));
  }

  private static boolean isEqualCall(JsonNode theirs, JsonNode ours) {
    if (theirs.has("result") && ours.has("error")) {
      JsonNode returned = theirs.get("result");
      return code(ours) == REVERTED
          ? returned.equals(ours.at("/error/data"))
          : code(ours) == SERVER_ERROR && returned.asText().equals("0x");
    }
    return isEqualAnswer(theirs, ours)
        && (code(ours) != REVERTED || ours.at("/error/data").equals(theirs.at("/error/data")));
  }

  private boolean isEqualEstimate(Exchange exchange, JsonNode ours) {
    JsonNode theirs = exchange.answer();
    if (theirs.has("error")) {
      boolean failed = code(ours) == REVERTED || code(ours) == SERVER_ERROR;
      return code(theirs) == SERVER_ERROR ? failed : code(ours) == code(theirs);
    }
    if (!ours.has("result")) {
      return false;
    }
    long gas = Long.decode(ours.get("result").asText());
    long recorded = Long.decode(theirs.get("result").asText());
    return gas == recorded || gas < recorded && suffices(exchange, ours.get("result"));
  }

  private boolean suffices(Exchange estimate, JsonNode gas) {
    ObjectNode call = estimate.request().deepCopy();
    call.put("method", "eth_call");
    ((ObjectNode) call.at("/params/0")).set("gas", gas);
    return node.apply(call).has("result");
  }

  /** The error's code; 0 if there is no error. */
  private static int code(JsonNode answer) {
    return answer.at("/error/code").asInt();
  }

  /** Whether all of {@code theirs} is in {@code ours}, numbers by value. */
  static boolean contains(JsonNode ours, JsonNode theirs) {
    if (theirs.isObject()) {
      boolean all = ours.isObject();
      for (Map.Entry<String, JsonNode> member : theirs.properties()) {
        all = all && contains(ours.path(member.getKey()), member.getValue());
      }
      return all;
    }
    if (theirs.isArray()) {
      boolean all = ours.isArray() && ours.size() == theirs.size();
      for (int i = 0; all && i < theirs.size(); i++) {
        all = contains(ours.get(i), theirs.get(i));
      }
      return all;
    }
    return theirs.isNumber()
        ? ours.isNumber() && theirs.decimalValue().compareTo(ours.decimalValue()) == 0
        : theirs.equals(ours);
  }
}

package org.cairn.protocol.fork;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ForkHistory.Verdict;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkIdReferenceTest {
  private final JsonNode vectors = Vectors.json("wire-vectors.zip", "forkid-eip2124.json");

  private ForkHistory history(String net) {
    JsonNode json = vectors.get("nets").get(net);
    return ForkHistory.of(
        Hash32.of(json.get("genesis").asText()),
        json.get("genesisTime").asLong(),
        longs(json.get("blocks")),
        longs(json.get("times")));
  }

  private static List<Long> longs(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asLong()));
    return numbers;
  }

  private static ForkId id(JsonNode json) {
    return new ForkId(
        Integer.parseUnsignedInt(json.get("hash").asText().substring(2), 16),
        json.get("next").bigIntegerValue().longValue());
  }

  @Test
  void makesTheIdsOfEveryNetwork() {
    int checked = 0;
    for (JsonNode group : vectors.get("create")) {
      ForkHistory history = history(group.get("net").asText());
      for (JsonNode test : group.get("cases")) {
        assertThat(history.at(test.get("block").asLong(), test.get("time").asLong()))
            .as("%s %s", group.get("net"), test)
            .isEqualTo(id(test));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(197);
  }

  @Test
  void judgesPeersAsEip2124Says() {
    int checked = 0;
    for (JsonNode group : vectors.get("validate")) {
      for (JsonNode test : group.get("cases")) {
        Verdict expected =
            switch (test.get("want").asText()) {
              case "ok" -> Verdict.COMPATIBLE;
              case "remote" -> Verdict.REMOTE_STALE;
              default -> Verdict.INCOMPATIBLE;
            };
        assertThat(
                history(test.get("net").asText())
                    .judge(id(test), test.get("block").asLong(), test.get("time").asLong()))
            .as(test.toString())
            .isEqualTo(expected);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(76);
  }

  @Test
  void leavesOutForksThatGenesisFollows() {
    for (JsonNode test : vectors.get("genesisTimeForks").get("cases")) {
      ForkHistory history =
          ForkHistory.of(
              Hash32.ZERO,
              test.get("genesisTime").asLong(),
              List.of(0L),
              List.of(test.get("shanghai").asLong(), test.get("cancun").asLong()));
      ForkId id = history.at(test.get("head").asLong(), test.get("time").asLong());
      assertThat(id.next()).isEqualTo(test.get("wantNext").asLong());
    }
  }

  @Test
  void encodesIds() {
    for (JsonNode test : vectors.get("rlp").get("cases")) {
      RlpWriter out = new RlpWriter();
      id(test).writeTo(out);
      assertThat(out.toBytes()).isEqualTo(Bytes.of(test.get("rlp").asText()));
      assertThat(ForkId.read(RlpReader.of(out.toBytes()))).isEqualTo(id(test));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mainnet, genesis/besu-mainnet.json",
    "sepolia, genesis/besu-sepolia.json",
    "holesky, genesis/besu-holesky.json",
    "hoodi, genesis/besu-hoodi.json",
  })
  void takesTheForksFromAGenesisFile(String net, String file) {
    Genesis genesis = Genesis.parse(Vectors.entry("genesis.zip", file));
    JsonNode json = vectors.get("nets").get(net);
    ForkHistory history =
        ForkHistory.of(
            genesis.config(),
            Hash32.of(json.get("genesis").asText()),
            genesis.header().timestamp());
    assertThat(history.at(Long.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(history(net).at(Long.MAX_VALUE, Long.MAX_VALUE));
    assertThat(history.at(0, 0)).isEqualTo(history(net).at(0, 0));
  }
}

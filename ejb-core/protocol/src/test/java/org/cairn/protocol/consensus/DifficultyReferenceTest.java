package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.genesis.Network;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DifficultyReferenceTest {
  private static final ForkSchedule ROPSTEN =
      org.cairn.protocol.fork.ForkSchedule.of(
          List.of(
              new ForkSchedule.Activation(Forks.HOMESTEAD, new ForkSchedule.Condition.AtBlock(0)),
              new ForkSchedule.Activation(
                  Forks.BYZANTIUM, new ForkSchedule.Condition.AtBlock(1_700_000)),
              new ForkSchedule.Activation(
                  Forks.CONSTANTINOPLE, new ForkSchedule.Condition.AtBlock(4_230_000))));

  static Stream<String> files() {
    return Vectors.entries("difficulty.zip", "DifficultyTests").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void computesDifficultiesOfEveryFork(String file) {
    int checked = 0;
    for (JsonNode test : Vectors.json("difficulty.zip", file)) {
      for (Map.Entry<String, JsonNode> network : test.properties()) {
        if (network.getKey().equals("_info")) {
          continue;
        }
        ForkSchedule schedule = schedule(network.getKey());
        for (Map.Entry<String, JsonNode> entry : network.getValue().properties()) {
          check(entry.getKey(), entry.getValue(), schedule);
          checked++;
        }
      }
    }
    assertThat(checked).isPositive();
  }

  private static ForkSchedule schedule(String name) {
    String wanted =
        switch (name) {
          case "EIP2384", "Berlin" -> "MuirGlacier";
          default -> name;
        };
    Fork fork =
        Forks.ALL.stream()
            .filter(candidate -> candidate.name().equalsIgnoreCase(wanted))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no fork " + name));
    return ForkSchedule.always(fork);
  }

  static Stream<String> basicFiles() {
    return Stream.concat(
        Vectors.entries("basic.zip", "BasicTests/difficulty").stream(),
        Vectors.entries("basic.zip", "LegacyBasicTests/difficulty").stream());
  }

  @ParameterizedTest
  @MethodSource("basicFiles")
  void computesDifficultiesOfTheOlderTests(String file) {
    String name = file.substring(file.lastIndexOf("difficulty") + 10).replace(".json", "");
    ForkSchedule schedule =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "", "mainnetwork", "custommainnetwork" ->
              Network.MAINNET.genesis().config().schedule();
          case "ropsten" -> ROPSTEN;
          case "customhomestead" -> schedule("Homestead");
          case "eip2384_random", "eip2384_random_to20m" -> schedule("EIP2384");
          default -> schedule(name);
        };
    int checked = 0;
    for (Map.Entry<String, JsonNode> entry : Vectors.json("basic.zip", file).properties()) {
      check(entry.getKey(), entry.getValue(), schedule);
      checked++;
    }
    assertThat(checked).isPositive();
  }

  private static void check(String name, JsonNode test, ForkSchedule schedule) {
    long number = number(test, "currentBlockNumber").toLong();
    String ommers = test.path("parentUncles").asText("");
    boolean hasOmmers =
        ommers.length() == 66
            ? !ommers.equals(Header.EMPTY_OMMERS_HASH.toString())
            : !ommers.isEmpty() && !U256.of(ommers).isZero();
    U256 actual =
        Difficulty.of(
            schedule.forkAt(number, 0, U256.ZERO).consensus(),
            number,
            number(test, "currentTimestamp").word(3),
            number(test, "parentDifficulty"),
            number(test, "parentTimestamp").word(3),
            hasOmmers);
    assertThat(actual).as(name).isEqualTo(number(test, "currentDifficulty"));
  }

  private static U256 number(JsonNode test, String member) {
    return U256.of(test.get(member).asText());
  }
}

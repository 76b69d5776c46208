package org.cairn.rpc.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private final JsonReader reader = new JsonReader(32);

  private Json read(String text) throws JsonSyntaxException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, bytes.length);
  }

  @Test
  void readsEveryKindOfValue() throws JsonSyntaxException {
    Json json = read(" {\"a\":[1.50e3,\"\\u00e9\",true,null,{}]} ");
    assertThat(json)
        .isEqualTo(
            new Json.Members(
                java.util.Map.of(
                    "a",
                    new Json.Items(
                        List.of(
                            new Json.Numeric("1.50e3"),
                            new Json.Text("é"),
                            new Json.Flag(true),
                            Json.Null.NULL,
                            new Json.Members(java.util.Map.of()))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1} x",
        "{} {}",
        "{'a':1}",
        "{a:1}",
        "// comment\n1",
        "/* comment */ 1",
        "NaN",
        "[Infinity]",
        "01",
        "+1",
        ".5",
        "1.",
        "\"a",
        "\"\\x41\"",
        "\"tab\there\"",
        "{\"id\":1,\"id\":2}",
        "tru",
        "\ufeff\ufeff1"
      })
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void refusesBytesThatAreNoUtf8AndOtherEncodings() {
    byte[] broken = {'"', (byte) 0xc3, '"'};
    byte[] utf16 = "[1]".getBytes(StandardCharsets.UTF_16BE);
    byte[] utf32 = "[1]".getBytes(java.nio.charset.Charset.forName("UTF-32"));
    for (byte[] bytes : List.of(broken, utf16, utf32)) {
      assertThatThrownBy(() -> reader.read(bytes, bytes.length))
          .isInstanceOf(JsonSyntaxException.class);
    }
  }

  @Test
  void readsThirtyTwoLevelsAndRefusesThirtyThree() throws JsonSyntaxException {
    assertThat(read("[".repeat(32) + "]".repeat(32))).isInstanceOf(Json.Items.class);
    assertThatThrownBy(() -> read("[".repeat(33) + "]".repeat(33)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("32");
    assertThatThrownBy(() -> read("[".repeat(1_000_000))).isInstanceOf(JsonSyntaxException.class);
    assertThatThrownBy(() -> read("{\"a\":".repeat(1_000_000)))
        .isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void refusesNumbersOfAThousandDigits() throws JsonSyntaxException {
    assertThat(read("9".repeat(100))).isInstanceOf(Json.Numeric.class);
    assertThat(read("1e999999999")).isEqualTo(new Json.Numeric("1e999999999"));
    assertThatThrownBy(() -> read("9".repeat(1000))).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void refusesMoreValuesThanAnyRequestNeeds() throws JsonSyntaxException {
    assertThat(read("[" + "[],".repeat(99_998) + "1]")).isInstanceOf(Json.Items.class);
    assertThatThrownBy(() -> read("[" + "[],".repeat(100_000) + "1]"))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("100000 values");
  }

  @Test
  void anyBytesEndInAValueOrASyntaxError() {
    long seed = Long.getLong("cairn.seed", 20261121);
    Random random = new Random(seed);
    byte[] sample =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[{\"to\":\"0x12\"},null,1.5e3]}"
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = sample.clone();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(reader.read(bytes, 1 + random.nextInt(bytes.length))).isNotNull();
      } catch (JsonSyntaxException malformed) {
        assertThat(malformed.getMessage()).as("seed %d", seed).isNotEmpty();
      }
    }
  }
}

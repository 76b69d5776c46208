package org.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.cairn.node.query.BlockSelector;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final String HASH = "0x" + "ab".repeat(32);

  private static Json text(String value) {
    return new Json.Text(value);
  }

  @Test
  void readsQuantities() {
    assertThat(Values.quantity("a", text("0x0"))).isEqualTo(U256.ZERO);
    assertThat(Values.quantity("a", text("0x41"))).isEqualTo(U256.of(65));
    assertThat(Values.quantity("a", text("0xABC"))).isEqualTo(U256.of(0xabc));
    assertThat(Values.quantity("a", text("0x" + "f".repeat(64)))).isEqualTo(U256.MAX);
    assertThat(Values.number("a", text("0x7fffffffffffffff"))).isEqualTo(Long.MAX_VALUE);
    assertThat(Values.unsignedLong("a", text("0xffffffffffffffff"))).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "0x, no digits",
    "0x0400, leading zero",
    "0x00, leading zero",
    "ff, begin with 0x",
    "0X1, begin with 0x",
    "-0x1, begin with 0x",
    "0x-1, not a hex number",
    "0xg, not a hex number",
    "0x1 , more",
    "12, begin with 0x"
  })
  void saysWhyATextIsNoQuantity(String wrong, String why) {
    String value = why.equals("more") ? "0x1 " : wrong;
    assertThatThrownBy(() -> Values.quantity("params[0]", text(value)))
        .isInstanceOf(RpcException.class)
        .hasMessageStartingWith("params[0]: ")
        .hasMessageContaining(why.equals("more") ? "not a hex number" : why);
  }

  @Test
  void refusesFullWidthAndOtherForeignDigits() {
    assertThatThrownBy(() -> Values.quantity("a", text("0x１"))).isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> Values.data("a", text("0x１１"))).isInstanceOf(RpcException.class);
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    assertThatThrownBy(() -> Values.quantity("a", text("0x1" + "0".repeat(64))))
        .hasMessageContaining("256 bits");
    assertThatThrownBy(() -> Values.number("a", text("0x8000000000000000")))
        .hasMessageContaining("63 bits");
    assertThatThrownBy(() -> Values.unsignedLong("a", text("0x10000000000000000")))
        .hasMessageContaining("64 bits");
    assertThatThrownBy(() -> Values.quantity("a", text("0x" + "f".repeat(1_000_000))))
        .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void readsDataOfWholeBytesOnly() {
    assertThat(Values.data("a", text("0x")).isEmpty()).isTrue();
    assertThat(Values.data("a", text("0x0aFF")).toString()).isEqualTo("0x0aff");
    for (String wrong : new String[] {"", "0", "0x0", "0xabc", "004200", "0xxx"}) {
      assertThatThrownBy(() -> Values.data("a", text(wrong))).isInstanceOf(RpcException.class);
    }
  }

  @Test
  void countsTheBytesOfAddressesAndHashes() {
    assertThat(Values.hash("a", text(HASH))).isEqualTo(Hash32.of(HASH));
    assertThatThrownBy(() -> Values.address("params[0]", text("0x1234")))
        .hasMessage("params[0]: 0x1234 is no address: 2 bytes, not 20");
    assertThatThrownBy(() -> Values.hash("a", text(HASH + "00"))).hasMessageContaining("33 bytes");
  }

  @Test
  void namesTheTypeThatItGotInstead() {
    assertThatThrownBy(() -> Values.quantity("params[1]", new Json.Numeric("5")))
        .hasMessage("params[1]: a string is expected, not a number");
  }

  @Test
  void readsEveryFormOfABlockParameter() {
    assertThat(Values.block("b", text("latest"))).isEqualTo(BlockSelector.Tag.LATEST);
    assertThat(Values.block("b", text("0x10"))).isEqualTo(new BlockSelector.ByNumber(16));
    assertThat(Values.block("b", text(HASH)))
        .isEqualTo(new BlockSelector.ByHash(Hash32.of(HASH), false));
    assertThat(Values.block("b", new Json.Members(Map.of("blockNumber", text("0x0")))))
        .isEqualTo(new BlockSelector.ByNumber(0));
    assertThat(
            Values.block(
                "b",
                new Json.Members(
                    Map.of("blockHash", text(HASH), "requireCanonical", new Json.Flag(true)))))
        .isEqualTo(new BlockSelector.ByHash(Hash32.of(HASH), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Latest", "", "newest", "10", "0x0400", "0x"})
  void refusesOtherTextsAsBlocks(String wrong) {
    assertThatThrownBy(() -> Values.block("b", text(wrong))).isInstanceOf(RpcException.class);
  }

  @Test
  void refusesBlockObjectsThatNameNoneOrTwo() {
    assertThatThrownBy(() -> Values.block("b", new Json.Members(Map.of())))
        .isInstanceOf(RpcException.class);
    assertThatThrownBy(() ->
            Values.block(
                "b", new Json.Members(Map.of("blockHash", text(HASH), "blockNumber", text("0x1")))))
        .isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> Values.block("b", new Json.Numeric("1")))
        .isInstanceOf(RpcException.class);
  }
}

package org.cairn.rpc.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static JsonWriter writer() {
    return new JsonWriter(1, 1 << 20);
  }

  @Test
  void setsCommasBetweenMembersAndItemsOnly() {
    JsonWriter out = writer();
    out.beginObject().name(Name.of("a")).beginArray().endArray();
    out.name(Name.of("b")).beginArray().bool(true).nothing().number(-7).endArray();
    out.name("c \"").beginObject().endObject().endObject();
    assertThat(out.toString()).isEqualTo("{\"a\":[],\"b\":[true,null,-7],\"c \\\"\":{}}");
  }

  @Test
  void writesQuantitiesWithoutLeadingZeros() {
    JsonWriter out = writer();
    out.beginArray().quantity(0).quantity(15).quantity(16).quantity(-1L).quantity(1L << 60);
    out.quantity(U256.ZERO).quantity(U256.of(0x100)).quantity(U256.MAX).endArray();
    assertThat(out.toString())
        .isEqualTo(
            "[\"0x0\",\"0xf\",\"0x10\",\"0xffffffffffffffff\",\"0x1000000000000000\",\"0x0\",\"0x100\",\"0x"
                + "f".repeat(64)
                + "\"]");
  }

  @Test
  void writesEveryQuantityAsTheBigIntegerDoes() {
    Random random = new Random(8545);
    for (int bits = 0; bits <= 256; bits++) {
      U256 value = U256.of(new BigInteger(bits, random));
      assertThat(writer().quantity(value).toString()).isEqualTo("\"" + value.toQuantity() + "\"");
    }
  }

  @Test
  void writesDataWithTwoDigitsAByte() {
    Hash32 hash = Hash32.of("00".repeat(31) + "7f");
    Address address = Address.of("0x00112233445566778899aabbccddeeff01020304");
    JsonWriter out = writer();
    out.beginArray().data(hash).data(address).data(Bytes.EMPTY).data(Bytes.of("0x00ff"));
    out.data(0x0102030405060708L).data(U256.ONE).endArray();
    assertThat(out.toString())
        .isEqualTo(
            "[\""
                + hash
                + "\",\""
                + address
                + "\",\"0x\",\"0x00ff\",\"0x0102030405060708\",\"0x"
                + "0".repeat(63)
                + "1\"]");
  }

  @Test
  void escapesTextSoThatAnotherReaderGetsItBack() throws JsonProcessingException {
    String text = "\u0000\u001f \"\\/\n\r\t\u007fé€\ud83d\ude80 end";
    String json = writer().string(text).toString();
    assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(text);
  }

  @Test
  void replacesALoneSurrogate() {
    assertThat(writer().string("a\ud83d").toString()).isEqualTo("\"a\ufffd\"");
    assertThat(writer().string("\ude80b").toString()).isEqualTo("\"\ufffdb\"");
  }

  @Test
  void writesWholeNumbersWithoutAFraction() {
    JsonWriter out = writer().beginArray().number(0.0).number(3.0).number(0.25).endArray();
    assertThat(out.toString()).isEqualTo("[0,3,0.25]");
  }

  @Test
  void goesBackToAMark() {
    JsonWriter out = writer().beginArray().number(1);
    JsonWriter.Mark mark = out.mark();
    out.beginObject().name("half").beginArray().string("written");
    out.rewind(mark);
    assertThat(out.number(2).endArray().toString()).isEqualTo("[1,2]");
  }

  @Test
  void refusesToGrowBeyondItsLimit() {
    JsonWriter out = new JsonWriter(16, 1000);
    Bytes data = Bytes.wrap(new byte[100]);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                out.data(data);
              }
            })
        .isInstanceOf(AnswerTooLargeException.class)
        .hasMessageContaining("1000");
    assertThat(out.size()).isLessThanOrEqualTo(1000);
  }
}

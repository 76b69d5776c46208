package org.cairn.protocol.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** The official vectors of the encoding. */
class RlpReferenceTest {
  private static Iterable<Map.Entry<String, JsonNode>> tests(String file) {
    return Vectors.json("basic.zip", "RLPTests/" + file).properties();
  }

  private static Bytes encoded(JsonNode test) {
    return Bytes.of(test.get("out").asText());
  }

  @Test
  void encodesWhatTheVectorsEncode() {
    for (Map.Entry<String, JsonNode> test : tests("rlptest.json")) {
      RlpWriter out = new RlpWriter();
      write(test.getValue().get("in"), out);
      assertThat(out.toBytes()).as(test.getKey()).isEqualTo(encoded(test.getValue()));
    }
  }

  /** Numbers of more than 64 bits are texts that begin with a hash. */
  private static void write(JsonNode item, RlpWriter out) {
    if (item.isArray()) {
      out.startList();
      item.forEach(child -> write(child, out));
      out.endList();
    } else if (item.isNumber()) {
      out.write(item.asLong());
    } else {
      out.write(string(item));
    }
  }

  private static byte[] string(JsonNode item) {
    if (item.isNumber() || item.asText().startsWith("#")) {
      byte[] bytes = new BigInteger(item.asText().replace("#", "")).toByteArray();
      return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
    return item.asText().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void decodesWhatTheVectorsEncode() {
    for (Map.Entry<String, JsonNode> test : tests("rlptest.json")) {
      RlpReader in = RlpReader.of(encoded(test.getValue()));
      compare(test.getKey(), in, test.getValue().get("in"));
      in.end();
    }
  }

  private static void compare(String name, RlpReader in, JsonNode expected) {
    if (expected.isArray()) {
      RlpReader list = in.readList();
      expected.forEach(child -> compare(name, list, child));
      list.end();
    } else {
      assertThat(in.readBytes()).as(name).isEqualTo(Bytes.wrap(string(expected)));
    }
  }

  @Test
  void refusesWhatTheVectorsCallInvalid() {
    for (Map.Entry<String, JsonNode> test : tests("invalidRLPTest.json")) {
      assertThatThrownBy(() -> readOne(encoded(test.getValue())))
          .as(test.getKey())
          .isInstanceOf(RlpException.class);
    }
    for (Map.Entry<String, JsonNode> test : tests("RandomRLPTests/example.json")) {
      assertThat(test.getValue().get("in")).isEqualTo(TextNode.valueOf("VALID"));
      readOne(encoded(test.getValue()));
    }
  }

  private static void readOne(Bytes encoded) {
    RlpReader in = RlpReader.of(encoded);
    readAny(in);
    in.end();
  }

  private static void readAny(RlpReader in) {
    if (!in.nextIsList()) {
      in.readBytes();
      return;
    }
    RlpReader list = in.readList();
    while (list.hasNext()) {
      readAny(list);
    }
  }
}

package org.cairn.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class NibblesReferenceTest {
  @Test
  void prefixesPartsOfKeysAsTheVectorsDo() {
    for (Map.Entry<String, JsonNode> test :
        Vectors.json("basic.zip", "BasicTests/hexencodetest.json").properties()) {
      JsonNode nibbles = test.getValue().get("seq");
      // from the second nibble on, so that parts at odd places are encoded too
      for (int from = 0; from < 2; from++) {
        byte[] key = new byte[1 + (nibbles.size() + 1) / 2];
        for (int i = 0; i < nibbles.size(); i++) {
          Nibbles.set(key, from + i, nibbles.get(i).asInt());
        }
        boolean leaf = test.getValue().get("term").asBoolean();
        assertThat(Bytes.wrap(Nibbles.hexPrefix(key, from, from + nibbles.size(), leaf)))
            .as(test.getKey())
            .isEqualTo(Bytes.of(test.getValue().get("out").asText()));
      }
    }
  }
}

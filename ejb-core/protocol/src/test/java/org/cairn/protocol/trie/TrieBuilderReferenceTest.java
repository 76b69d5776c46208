package org.cairn.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.junit.jupiter.api.Test;

class TrieBuilderReferenceTest {
  @Test
  void rootsAfterEveryStepAreThoseOfTheVectors() throws IOException {
    JsonNode tries = TrieVectors.read("wire-vectors.zip", "hexprefix-mpt.json");
    int checked = 0;
    for (JsonNode steps : tries.get("rootsByStep").get("tries")) {
      Map<Bytes, Bytes> entries = new TreeMap<>();
      for (JsonNode step : steps) {
        entries.put(Bytes.of(step.get("k").asText()), Bytes.of(step.get("v").asText()));
        assertThat(build(entries)).isEqualTo(Hash32.of(step.get("root").asText()));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  @Test
  void hexPrefixesAreThoseOfTheVectors() throws IOException {
    JsonNode vectors = TrieVectors.read("wire-vectors.zip", "hexprefix-mpt.json");
    for (JsonNode c : vectors.get("hexPrefix").get("cases")) {
      int length = c.get("nibbles").size();
      for (int shift = 0; shift < 2; shift++) {
        byte[] key = new byte[(length + shift + 1) / 2];
        for (int i = 0; i < length; i++) {
          int at = i + shift;
          key[at / 2] |= (byte) (c.get("nibbles").get(i).asInt() << ((at & 1) == 0 ? 4 : 0));
        }
        byte[] out = Nibbles.hexPrefix(key, shift, shift + length, c.get("leaf").asBoolean());
        assertThat(Bytes.wrap(out)).isEqualTo(Bytes.of(c.get("out").asText()));
      }
    }
  }

  private static Hash32 build(Map<Bytes, Bytes> sorted) {
    TrieBuilder builder = new TrieBuilder();
    sorted.forEach((key, value) -> builder.put(key.shared(), value.shared()));
    return builder.root();
  }
}

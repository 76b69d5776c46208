package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class EciesReferenceTest {
  private static JsonNode vectors() {
    return Vectors.json("wire-vectors.zip", "rlpx-eip8.json").get("ecies");
  }

  private static byte[] hex(JsonNode node, String field) {
    return Hex.decode(node.get(field).asText());
  }

  @Test
  void derivesKeys() {
    int checked = 0;
    for (JsonNode group : new JsonNode[] {vectors(), vectors().get("geth")}) {
      for (JsonNode kdf : group.get("kdf")) {
        assertThat(Ecies.kdf(hex(kdf, "z"), kdf.get("len").asInt())).isEqualTo(hex(kdf, "out"));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(4);
  }

  @Test
  void authenticates() {
    for (JsonNode mac : vectors().get("hmacSha256")) {
      byte[] input = hex(mac, "in");
      assertThat(Ecies.hmac(hex(mac, "key"), input, 0, input.length, new byte[0]))
          .isEqualTo(hex(mac, "out"));
    }
  }

  @Test
  void agreesOnASharedPoint() {
    for (JsonNode group :
        new JsonNode[] {vectors(), vectors().get("geth"), vectors().get("reth")}) {
      for (JsonNode ecdh : group.get("ecdh")) {
        Hash32 shared =
            Secp256k1.instance().ecdh(Hash32.of(hex(ecdh, "sk")), Bytes.wrap(hex(ecdh, "pk")));
        assertThat(shared.toArray()).isEqualTo(hex(ecdh, "out"));
      }
    }
  }

  @Test
  void decryptsWhatOthersEncrypted() {
    Ecies ecies = new Ecies(Secp256k1.instance());
    for (JsonNode one : vectors().get("decrypt")) {
      assertThat(ecies.decrypt(hex(one, "ct"), Hash32.of(hex(one, "sk")), new byte[0]))
          .hasValue(hex(one, "pt"));
    }
  }
}

package org.cairn.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTrieReferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"trietest", "trieanyorder"})
  void plainRootsAreThoseOfTheVectors(String file) throws IOException {
    check(file, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trietest_secureTrie", "trieanyorder_secureTrie", "hex_encoded_securetrie_test"})
  void secureRootsAreThoseOfTheVectors(String file) throws IOException {
    check(file, true);
  }

  private static void check(String file, boolean secure) throws IOException {
    JsonNode tests = TrieVectors.read("basic.zip", "TrieTests/" + file + ".json");
    for (JsonNode test : tests) {
      MerkleTrie trie = MerkleTrie.EMPTY;
      for (Map.Entry<String, Optional<String>> step : steps(test.get("in"))) {
        byte[] key = TrieVectors.bytes(step.getKey());
        Bytes value =
            step.getValue().map(v -> Bytes.wrap(TrieVectors.bytes(v))).orElse(Bytes.EMPTY);
        trie = trie.with(secure ? Keccak256.hash(key).toBytes() : Bytes.wrap(key), value);
      }
      assertThat(trie.root()).isEqualTo(Hash32.of(test.get("root").asText()));
    }
  }

  private static List<Map.Entry<String, Optional<String>>> steps(JsonNode in) {
    List<Map.Entry<String, Optional<String>>> steps = new ArrayList<>();
    if (in.isObject()) {
      in.properties()
          .forEach(e -> steps.add(Map.entry(e.getKey(), Optional.of(e.getValue().asText()))));
    } else {
      in.forEach(pair ->
          steps.add(
              Map.entry(
                  pair.get(0).asText(),
                  pair.get(1).isNull() ? Optional.empty() : Optional.of(pair.get(1).asText()))));
    }
    return steps;
  }

  @Test
  void acceptsTheProofOfTheVectors() throws IOException {
    JsonNode proof = TrieVectors.read("wire-vectors.zip", "hexprefix-mpt.json").get("proof");
    List<AccountProof.StorageProof> storage = new ArrayList<>();
    for (JsonNode slot : proof.path("storageProof")) {
      storage.add(
          new AccountProof.StorageProof(
              U256.of(slot.get("key").asText()),
              U256.of(slot.get("value").asText()),
              nodes(slot.get("proof"))));
    }
    Account account =
        new Account(
            proof.get("nonce").asLong(),
            U256.of(proof.get("balance").asText()),
            Hash32.of(proof.get("storageHash").asText()),
            Hash32.of(proof.get("codeHash").asText()));
    Proofs.verify(
        Hash32.of(proof.get("stateRoot").asText()),
        new AccountProof(
            Address.of(proof.get("address").asText()),
            Optional.of(account),
            nodes(proof.get("accountProof")),
            storage));
  }

  private static List<Bytes> nodes(JsonNode array) {
    List<Bytes> nodes = new ArrayList<>();
    array.forEach(node -> nodes.add(Bytes.of(node.asText())));
    return nodes;
  }
}

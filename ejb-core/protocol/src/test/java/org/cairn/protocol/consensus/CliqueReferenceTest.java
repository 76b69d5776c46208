package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of EIP-225, each with headers that are really signed. */
class CliqueReferenceTest {
  private static final Secp256k1 CURVE = Secp256k1.instance();

  private static JsonNode vectors() {
    return Vectors.json("wire-vectors.zip", "clique-eip225.json");
  }

  static Stream<JsonNode> scenarios() {
    JsonNode vectors = vectors();
    return Stream.of(vectors.get("cases"), vectors.get("gethExtra").get("cases"))
        .flatMap(cases -> StreamSupport.stream(cases.spliterator(), false));
  }

  private final Map<String, Hash32> keys = new HashMap<>();

  private Hash32 key(String name) {
    return keys.computeIfAbsent(
        name, any -> Keccak256.hash(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private Address address(JsonNode name) {
    return Secp256k1.address(CURVE.publicKey(key(name.asText())));
  }

  private TreeSet<Address> addresses(JsonNode names) {
    TreeSet<Address> addresses = new TreeSet<>();
    names.forEach(name -> addresses.add(address(name)));
    return addresses;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void countsVotesAsEip225Says(JsonNode scenario) {
    List<Block> chain = new ArrayList<>();
    Bytes genesisExtra =
        CliqueSeal.unsealedExtraData(Bytes.EMPTY, addresses(scenario.get("signers")));
    Header parent = new Header.Builder().extraData(genesisExtra).build();
    chain.add(new Block(parent, BlockBody.EMPTY));
    for (JsonNode block : scenario.get("blocks")) {
      parent = header(block, parent);
      chain.add(new Block(parent, BlockBody.EMPTY));
    }
    CliqueEngine engine =
        new CliqueEngine(
            new SealEngine.Clique(1, scenario.get("epoch").asLong()), SnapshotStore.none());
    HeaderSource source = Chains.source(chain);
    Header head = parent;
    if (scenario.has("fail")) {
      String rule =
          scenario.get("fail").asText().equals("recent") ? "recentSigner" : "unauthorizedSigner";
      assertThatThrownBy(() -> engine.snapshotAfter(head, source))
          .isInstanceOfSatisfying(
              ConsensusException.class, broken -> assertThat(broken.rule()).isEqualTo(rule));
      return;
    }
    CliqueSnapshot snapshot = engine.snapshotAfter(head, source);
    assertThat(snapshot.signers()).isEqualTo(addresses(scenario.get("want")));
    assertThat(CliqueSnapshot.decode(snapshot.encoded())).isEqualTo(snapshot);
  }

  private Header header(JsonNode block, Header parent) {
    Header.Builder header =
        new Header.Builder()
            .parentHash(parent.hash())
            .number(parent.number() + 1)
            .timestamp(parent.timestamp() + 1)
            .difficulty(CliqueSeal.IN_TURN);
    if (block.has("on")) {
      header.coinbase(address(block.get("on")));
      header.nonce(block.get("auth").asBoolean() ? CliqueSeal.AUTHORIZE : CliqueSeal.DROP);
    }
    TreeSet<Address> listed =
        block.has("checkpoint") ? addresses(block.get("checkpoint")) : new TreeSet<>();
    header.extraData(CliqueSeal.unsealedExtraData(Bytes.EMPTY, listed));
    Header unsealed = header.build();
    Secp256k1.Signature signature =
        CURVE.sign(CliqueSeal.sealHash(unsealed), key(block.get("by").asText()));
    return CliqueSeal.sealed(unsealed, signature);
  }

  @Test
  void hashesWhatTheSealCovers() {
    JsonNode test = vectors().get("sealHash");
    Header header =
        new Header.Builder()
            .ommersHash(Hash32.ZERO)
            .extraData(Bytes.of(test.get("header").get("extra").asText()))
            .baseFeePerGas(U256.ZERO)
            .build();
    assertThat(CliqueSeal.sealHash(header)).isEqualTo(Hash32.of(test.get("sealHash").asText()));
  }
}

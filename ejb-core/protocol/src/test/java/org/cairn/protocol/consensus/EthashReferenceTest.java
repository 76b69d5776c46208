package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class EthashReferenceTest {
  private static final EthashCaches CACHES = new EthashCaches(2);

  private final Engine engine =
      new WorkEngine(OptionalLong.empty(), Optional.empty(), new Ethash(CACHES));

  private void check(Header header) {
    engine.checkSeal(header, Chains.source(List.of()));
  }

  @Test
  void provesTheOfficialHeaders() {
    for (JsonNode test : Vectors.json("basic.zip", "PoWTests/ethash_tests.json")) {
      Header header = Header.decode(Bytes.of(test.get("header").asText()));
      long epoch = header.number() / EthashCache.BLOCKS_PER_EPOCH;
      assertThat(Bytes.wrap(EthashCache.seed(epoch)))
          .isEqualTo(Bytes.of(test.get("seed").asText()));
      assertThat(EthashCache.cacheBytes(epoch)).isEqualTo(test.get("cache_size").asLong());
      assertThat(EthashCache.datasetBytes(epoch)).isEqualTo(test.get("full_size").asLong());
      assertThat(engine.sealHash(header)).isEqualTo(Hash32.of(test.get("header_hash").asText()));
      EthashCache cache = CACHES.of(header);
      assertThat(cache.hash()).isEqualTo(Hash32.of(test.get("cache_hash").asText()));
      EthashCache.Proof proof = cache.prove(engine.sealHash(header), header.nonce());
      assertThat(proof.mixHash()).isEqualTo(header.mixHash());
      assertThat(proof.result()).isEqualTo(Hash32.of(test.get("result").asText()));
    }
  }

  /** Two epochs of the 40 by default: the caches of later ones take seconds. */
  @Test
  void verifiesRopstenHeadersOfManyEpochs() {
    List<Header> headers = new ArrayList<>();
    String text =
        new String(
            Vectors.entry("real-blocks.zip", "ropsten/ropsten_epoch_headers.hex.txt"),
            StandardCharsets.US_ASCII);
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      headers.add(Header.decode(Bytes.of(line.strip())));
    }
    assertThat(headers).hasSizeGreaterThanOrEqualTo(40);
    Random random = new Random(Vectors.seed(EthashReferenceTest.class));
    List<Header> sample =
        Vectors.all()
            ? headers
            : List.of(headers.get(random.nextInt(20)), headers.get(20 + random.nextInt(20)));
    sample.forEach(this::check);
  }

  @Test
  void refusesWhatIsNotProven() throws IOException {
    Header header =
        Header.decode(
            Bytes.of(
                Vectors.json("basic.zip", "PoWTests/ethash_tests.json")
                    .get("second")
                    .get("header")
                    .asText()));
    assertBroken(header.toBuilder().nonce(header.nonce() + 1).build(), "mixHash");
    assertBroken(header.toBuilder().mixHash(Hash32.ZERO).build(), "mixHash");
    assertBroken(header.toBuilder().difficulty(U256.ZERO).build(), "difficulty");
    assertBroken(header.toBuilder().number(Long.MAX_VALUE).build(), "ethash");
    // The mix hash does not cover the boundary, so raise the difficulty and take the new mix hash.
    Header harder = header.toBuilder().difficulty(U256.MAX).build();
    EthashCache.Proof proof = CACHES.of(harder).prove(engine.sealHash(harder), harder.nonce());
    assertBroken(harder.toBuilder().mixHash(proof.mixHash()).build(), "proofOfWork");
    byte[] bad = Vectors.entry("real-blocks.zip", "besu-mainnet/badpow.blocks");
    Header unproven = Chains.read(new ByteArrayInputStream(bad)).getLast().header();
    assertThatThrownBy(() -> check(unproven)).isInstanceOf(ConsensusException.class);
  }

  private void assertBroken(Header header, String rule) {
    assertThatThrownBy(() -> check(header))
        .isInstanceOfSatisfying(
            ConsensusException.class,
            broken -> {
              assertThat(broken.rule()).isEqualTo(rule);
              assertThat(broken).hasMessageContaining("in block " + header.number());
            });
  }

  @Test
  void acceptsADifficultyOfOneWhateverTheProof() {
    Header easy = new Header.Builder().number(1).difficulty(U256.ONE).build();
    EthashCache.Proof proof = CACHES.of(easy).prove(engine.sealHash(easy), easy.nonce());
    check(easy.toBuilder().mixHash(proof.mixHash()).build());
  }
}

package org.cairn.protocol.precompile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cairn.protocol.precompile.Precompiles.*;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Random;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** Outputs, prices and refusals of the precompiled contracts, as go-ethereum tests its own. */
final class PrecompileReferenceTest {
  private static final String ARCHIVE = "geth-precompiles.zip";
  private static final String FOLDER = "core/vm/testdata/precompiles/";

  private static final Map<String, Precompile> CONTRACTS =
      Map.ofEntries(
          Map.entry("blake2F", BLAKE2F),
          Map.entry("blsG1Add", BLS_G1_ADD),
          Map.entry("blsG1Mul", BLS_G1_MSM),
          Map.entry("blsG1MultiExp", BLS_G1_MSM),
          Map.entry("blsG2Add", BLS_G2_ADD),
          Map.entry("blsG2Mul", BLS_G2_MSM),
          Map.entry("blsG2MultiExp", BLS_G2_MSM),
          Map.entry("blsMapG1", BLS_MAP_TO_G1),
          Map.entry("blsMapG2", BLS_MAP_TO_G2),
          Map.entry("blsPairing", BLS_PAIRING),
          Map.entry("bn256Add", BN128_ADD),
          Map.entry("bn256Pairing", BN128_PAIRING),
          Map.entry("bn256ScalarMul", BN128_MUL),
          Map.entry("ecRecover", ECRECOVER),
          Map.entry("fail-blake2f", BLAKE2F),
          Map.entry("fail-blsG1Add", BLS_G1_ADD),
          Map.entry("fail-blsG1Mul", BLS_G1_MSM),
          Map.entry("fail-blsG1MultiExp", BLS_G1_MSM),
          Map.entry("fail-blsG2Add", BLS_G2_ADD),
          Map.entry("fail-blsG2Mul", BLS_G2_MSM),
          Map.entry("fail-blsG2MultiExp", BLS_G2_MSM),
          Map.entry("fail-blsMapG1", BLS_MAP_TO_G1),
          Map.entry("fail-blsMapG2", BLS_MAP_TO_G2),
          Map.entry("fail-blsPairing", BLS_PAIRING),
          Map.entry("modexp", MODEXP_BYZANTIUM),
          Map.entry("modexp_eip2565", MODEXP_BERLIN),
          Map.entry("modexp_eip7883", MODEXP_OSAKA),
          Map.entry("p256Verify", P256_VERIFY),
          Map.entry("pointEvaluation", POINT_EVALUATION));

  @Test
  void everyVectorHasItsOutputAndPrice() {
    int count = 0;
    Random random = new Random(Vectors.seed(PrecompileReferenceTest.class));
    for (String entry : Vectors.entries(ARCHIVE, FOLDER)) {
      String name = entry.substring(FOLDER.length()).replace(".json", "");
      Precompile contract = CONTRACTS.get(name);
      assertThat(contract).as(name).isNotNull();
      JsonNode vectors = Vectors.json(ARCHIVE, entry);
      // the large ones repeat one shape
      boolean sampled = !Vectors.all() && vectors.size() > 60;
      for (JsonNode vector : vectors) {
        if (!sampled || random.nextInt(vectors.size()) < 60) {
          check(name, contract, vector);
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(300);
  }

  private static void check(String name, Precompile contract, JsonNode vector) {
    byte[] input = Bytes.of(vector.get("Input").asText()).toArray();
    String label = name + " " + vector.path("Name").asText();
    byte[] output = contract.run(input);
    if (name.startsWith("fail-")) {
      assertThat(output).as(label).isNull();
    } else {
      assertThat(Bytes.wrap(output)).as(label).isEqualTo(Bytes.of(vector.get("Expected").asText()));
      assertThat(contract.gas(input)).as(label).isEqualTo(vector.get("Gas").asLong());
    }
  }

  @Test
  void refusesInputOfEveryWrongLength() {
    byte[] noise = new byte[600];
    new Random(Vectors.seed(PrecompileReferenceTest.class)).nextBytes(noise);
    for (int length = 0; length < noise.length; length++) {
      byte[] input = java.util.Arrays.copyOf(noise, length);
      for (Map.Entry<String, Precompile> entry : CONTRACTS.entrySet()) {
        Precompile contract = entry.getValue();
        // what nobody could pay for is never run
        if (contract.gas(input) < 10_000_000) {
          byte[] output = contract.run(input);
          assertThat(output == null || output.length <= 1024).as(entry.getKey()).isTrue();
        }
      }
    }
  }
}

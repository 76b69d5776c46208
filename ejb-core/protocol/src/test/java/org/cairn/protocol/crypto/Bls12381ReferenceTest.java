package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.vectors.Vectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The curve in Java and in the shared library, by go-ethereum's vectors of the contracts. */
final class Bls12381ReferenceTest {
  private static final String ARCHIVE = "geth-precompiles.zip";
  private static final String FOLDER = "core/vm/testdata/precompiles/";

  private record Contract(int unit, boolean fixed, BiFunction<Bls12381, byte[], Object> work) {}

  private static final Map<String, Contract> CONTRACTS =
      Map.of(
          "G1Add", new Contract(256, true, Bls12381::addG1),
          "G1Mul", new Contract(160, true, Bls12381::multiplyG1),
          "G1MultiExp", new Contract(160, false, Bls12381::multiplyG1),
          "G2Add", new Contract(512, true, Bls12381::addG2),
          "G2Mul", new Contract(288, true, Bls12381::multiplyG2),
          "G2MultiExp", new Contract(288, false, Bls12381::multiplyG2),
          "MapG1", new Contract(64, true, Bls12381::mapToG1),
          "MapG2", new Contract(128, true, Bls12381::mapToG2),
          "Pairing", new Contract(384, false, Bls12381::pairing));

  private final Random random = new Random(Vectors.seed(Bls12381ReferenceTest.class));

  @Test
  void theCurveInJavaHasEveryResult() {
    check(new JavaBls12381());
  }

  @Test
  void theSharedLibraryHasEveryResult() {
    Optional<NativeBls12381> library = NativeBls12381.load();
    assumeThat(library).as("blst has no library for this machine").isPresent();
    check(library.orElseThrow());
  }

  private void check(Bls12381 curve) {
    int count = 0;
    for (String entry : Vectors.entries(ARCHIVE, FOLDER)) {
      String name = entry.substring(FOLDER.length()).replace(".json", "");
      Contract contract = CONTRACTS.get(name.replace("fail-", "").replace("bls", ""));
      if (contract == null) {
        continue;
      }
      JsonNode vectors = Vectors.json(ARCHIVE, entry);
      for (JsonNode vector : vectors) {
        byte[] input = Bytes.of(vector.get("Input").asText()).toArray();
        boolean fits =
            contract.fixed ? input.length == contract.unit : input.length % contract.unit == 0;
        if (fits && input.length > 0 && (Vectors.all() || random.nextInt(vectors.size()) < 8)) {
          String label = name + " " + vector.path("Name").asText();
          assertThat(encoded(contract.work.apply(curve, input)))
              .as(label)
              .isEqualTo(name.startsWith("fail-") ? null : vector.get("Expected").asText());
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(60);
  }

  private static @Nullable String encoded(@Nullable Object result) {
    return switch (result) {
      case null -> null;
      case Boolean one -> "0".repeat(63) + (one ? 1 : 0);
      case byte[] bytes -> Bytes.wrap(bytes).toString().substring(2);
      default -> throw new AssertionError(result);
    };
  }

  @Test
  void bothAgreeOnRandomPointsAndBitsTurnedOver() {
    Optional<NativeBls12381> library = NativeBls12381.load();
    assumeThat(library).as("blst has no library for this machine").isPresent();
    Bls12381 one = library.orElseThrow();
    Bls12381 other = new JavaBls12381();
    for (int i = 0; i < 10; i++) {
      byte[] number = new byte[128];
      for (int at = 0; at < 128; at += 64) {
        byte[] part = new byte[47];
        random.nextBytes(part);
        System.arraycopy(part, 0, number, at + 17, 47);
      }
      byte[] first = one.mapToG1(Arrays.copyOf(number, 64));
      byte[] second = one.mapToG2(number);
      assertThat(other.mapToG1(Arrays.copyOf(number, 64))).isEqualTo(first);
      assertThat(other.mapToG2(number)).isEqualTo(second);
      byte[] pair = new byte[384];
      System.arraycopy(first, 0, pair, 0, 128);
      System.arraycopy(second, 0, pair, 128, 256);
      assertThat(other.pairing(pair)).isEqualTo(one.pairing(pair));
      pair[random.nextInt(pair.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(other.pairing(pair)).isEqualTo(one.pairing(pair));
      byte[] compressed = new byte[96];
      random.nextBytes(compressed);
      assertThat(other.uncompressG2(compressed)).isEqualTo(one.uncompressG2(compressed));
      byte[] half = Arrays.copyOf(compressed, 48);
      assertThat(other.uncompressG1(half)).isEqualTo(one.uncompressG1(half));
    }
  }
}

package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The known answers of the Keccak team. They are of SHA-3, whose padding alone differs from that of
 * Ethereum's Keccak.
 */
class KeccakReferenceTest {
  @ParameterizedTest
  @CsvSource({"SHA3-224, 28", "SHA3-256, 32", "SHA3-384, 48", "SHA3-512, 64"})
  void givesTheKnownAnswers(String name, int digestBytes) throws IOException {
    byte[] packed =
        Vectors.entry("geth-misc.zip", "crypto/keccak/testdata/keccakKats.json.deflate");
    byte[] text =
        new InflaterInputStream(new java.io.ByteArrayInputStream(packed), new Inflater(true))
            .readAllBytes();
    int checked = 0;
    for (JsonNode kat : Vectors.json(text).get("kats").get(name)) {
      if (kat.get("length").asInt() % 8 != 0) {
        continue;
      }
      byte[] message = Hex.decode(kat.get("message").asText());
      byte[] digest = new byte[64];
      long[] state =
          KeccakSponge.absorb(
              message,
              0,
              kat.get("length").asInt() / 8,
              200 - 2 * digestBytes,
              KeccakSponge.SHA3_PADDING);
      KeccakSponge.squeeze(state, 8, digest, 0);
      assertThat(java.util.Arrays.copyOf(digest, digestBytes))
          .isEqualTo(Hex.decode(kat.get("digest").asText()));
      checked++;
    }
    assertThat(checked).isGreaterThan(200);
  }
}

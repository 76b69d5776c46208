package org.cairn.protocol.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class SignedTransactionReferenceTest {
  @Test
  void decodesSignedTransactionsOfTheVectors() {
    for (JsonNode test : Vectors.json("basic.zip", "BasicTests/txtest.json")) {
      Bytes signed = Bytes.of(test.get("signed").asText());
      LegacyTransaction transaction = (LegacyTransaction) Transaction.decode(signed);
      Hash32 key = Hash32.of(test.get("key").asText());
      assertThat(transaction.recoverSender(Secp256k1.instance()))
          .hasValue(Secp256k1.address(Secp256k1.instance().publicKey(key)));
      String to = test.get("to").asText();
      assertThat(transaction.to().map(Address::toString).orElse("0x")).isEqualTo("0x" + to);
      assertThat(transaction.nonce()).isEqualTo(test.get("nonce").asLong());
      assertThat(transaction.gasLimit()).isEqualTo(test.get("startgas").asLong());
      assertThat(transaction.gasPrice()).isEqualTo(number(test, "gasprice"));
      assertThat(transaction.value()).isEqualTo(number(test, "value"));
      assertThat(transaction.data()).isEqualTo(Bytes.of(test.get("data").asText()));
    }
  }

  private static U256 number(JsonNode test, String member) {
    return U256.of(new BigInteger(test.get(member).asText()));
  }
}

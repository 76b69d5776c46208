package org.cairn.tools.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.AccessListTransaction;
import org.cairn.protocol.types.DynamicFeeTransaction;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.uint.U256;

/** The transaction of a state test's post entry with its sender. */
public record StateTestTransaction(Transaction transaction, Address sender) {
  private static final TransactionSignature NO_SIGNATURE =
      new TransactionSignature(U256.of(27), U256.ONE, U256.ONE);

  /** Decodes the signed bytes where the entry has them, else makes an unsigned one. */
  static StateTestTransaction of(JsonNode test, JsonNode post) {
    JsonNode fields = test.get("transaction");
    JsonNode bytes = post.path("txbytes");
    if (!bytes.isMissingNode() && !bytes.asText().equals("0x")) {
      Transaction decoded = Transaction.decode(Bytes.of(bytes.asText()));
      Address signer =
          decoded
              .recoverSender(Secp256k1.instance())
              .orElseThrow(() -> new IllegalArgumentException("no signer"));
      return new StateTestTransaction(decoded, signer);
    }
    return new StateTestTransaction(
        unsigned(fields, post.get("indexes")), StateTests.sender(fields));
  }

  private static Transaction unsigned(JsonNode fields, JsonNode indexes) {
    int d = indexes.get("data").asInt();
    long nonce = U256.of(fields.get("nonce").asText()).word(3);
    U256 gas = U256.of(fields.get("gasLimit").get(indexes.get("gas").asInt()).asText());
    U256 value = U256.of(fields.get("value").get(indexes.get("value").asInt()).asText());
    Bytes data = Bytes.of(fields.get("data").get(d).asText());
    String target = fields.path("to").asText("");
    Address to = target.isEmpty() || target.equals("0x") ? null : Address.of(target);
    List<AccessListEntry> accesses = accessList(fields.path("accessLists").path(d));
    boolean typed = fields.has("accessLists") && !fields.path("accessLists").path(d).isNull();
    if (fields.has("maxFeePerGas")) {
      return new DynamicFeeTransaction(
          U256.ONE,
          nonce,
          U256.of(fields.get("maxPriorityFeePerGas").asText()),
          U256.of(fields.get("maxFeePerGas").asText()),
          gas.word(3),
          to,
          value,
          data,
          accesses,
          NO_SIGNATURE);
    }
    U256 price = U256.of(fields.get("gasPrice").asText());
    if (typed) {
      return new AccessListTransaction(
          U256.ONE, nonce, price, gas.word(3), to, value, data, accesses, NO_SIGNATURE);
    }
    return new LegacyTransaction(nonce, price, gas.word(3), to, value, data, NO_SIGNATURE);
  }

  private static List<AccessListEntry> accessList(JsonNode list) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (JsonNode entry : list) {
      List<Hash32> keys = new ArrayList<>();
      entry.get("storageKeys").forEach(key -> keys.add(U256.of(key.asText()).toHash()));
      entries.add(new AccessListEntry(Address.of(entry.get("address").asText()), keys));
    }
    return entries;
  }
}

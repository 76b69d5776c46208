package org.cairn.tools.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.TestCase;
import org.cairn.tools.fixture.TestResult;
import org.junit.jupiter.api.Test;

/**
 * Official block tests written anew with payloads in the place of blocks: what is accepted or
 * refused as a block is so as a payload.
 */
final class EngineFormReferenceTest {
  private static final String ARCHIVE = "blockchain-eest-v5.4.0.zip";
  private static final int FILES = 40;

  private static final Set<String> MERGED =
      Set.of("Paris", "Shanghai", "Cancun", "Prague", "Osaka", "ShanghaiToCancunAtTime15k");

  /** SHA-256 of nothing: no requests (EIP-7685). */
  private static final Hash32 NO_REQUESTS =
      Hash32.of("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final BlockTests tests = new BlockTests();

  @Test
  void whatHoldsForBlocksHoldsForPayloads() {
    List<String> files = new ArrayList<>(Vectors.entries(ARCHIVE, ""));
    files.removeIf(name -> !name.endsWith(".json") || name.contains(".meta"));
    if (!Vectors.all()) {
      Collections.shuffle(files, new Random(Vectors.seed(EngineFormReferenceTest.class)));
      files = files.subList(0, FILES);
    }
    int payloads = 0;
    for (String file : files) {
      JsonNode all = Vectors.json(ARCHIVE, file);
      for (JsonNode test : all) {
        ArrayNode calls = JSON.arrayNode();
        if (MERGED.contains(test.path("network").asText()) && convert(test.get("blocks"), calls)) {
          ObjectNode converted = test.deepCopy();
          converted.remove("blocks");
          converted.set("engineNewPayloads", calls);
          assertThat(run(file, converted).error()).as(file).isEmpty();
          payloads += calls.size();
        }
      }
    }
    System.out.println("EngineFormReferenceTest: " + payloads + " payloads");
    assertThat(payloads).isPositive();
  }

  @Test
  void aWrongHashOrWrongVersionedHashesAreRefusedByTheirNames() {
    String file =
        Vectors.entries(ARCHIVE, "").stream()
            .filter(name -> name.endsWith("test_blob_tx_attribute_opcodes.json"))
            .findFirst()
            .orElseThrow();
    ObjectNode test = Vectors.json(ARCHIVE, file).elements().next().deepCopy();
    ArrayNode calls = JSON.arrayNode();
    assertThat(convert(test.get("blocks"), calls)).isTrue();
    test.remove(List.of("blocks", "postState"));
    test.set("engineNewPayloads", calls);
    test.put("lastblockhash", Member.root("", test).at("genesisBlockHeader").at("hash").text());
    ObjectNode call = (ObjectNode) calls.get(0);
    ArrayNode params = (ArrayNode) call.get("params");

    ArrayNode hashes = (ArrayNode) params.get(1);
    JsonNode last = hashes.remove(hashes.size() - 1);
    call.put("validationError", "BlockException.INVALID_VERSIONED_HASHES");
    assertThat(run(file, test)).satisfies(EngineFormReferenceTest::passed);
    params.set(1, JSON.nullNode());
    call.remove("validationError");
    call.put("errorCode", "-32602");
    assertThat(run(file, test)).satisfies(EngineFormReferenceTest::passed);

    params.set(1, hashes.add(last));
    assertThat(run(file, test).error().orElseThrow()).contains("accepted where");
    ((ObjectNode) params.get(0)).put("gasUsed", "0x8000000000000000");
    assertThat(run(file, test)).satisfies(EngineFormReferenceTest::passed);
    ((ObjectNode) params.get(0)).put("gasUsed", "0x1");
    call.remove("errorCode");
    call.put("validationError", "BlockException.INVALID_BLOCK_HASH");
    assertThat(run(file, test)).satisfies(EngineFormReferenceTest::passed);
  }

  private static void passed(TestResult result) {
    assertThat(result.error()).isEmpty();
    assertThat(result.otherReason()).isEmpty();
  }

  private TestResult run(String file, JsonNode test) {
    return tests.run(new TestCase(file, "t", Member.root(file, test)), null);
  }

  /** Whether all blocks have the form of payloads: they can be decoded, and have no requests. */
  private static boolean convert(JsonNode blocks, ArrayNode calls) {
    for (JsonNode entry : blocks) {
      Block block;
      try {
        block = Block.decode(Bytes.of(entry.get("rlp").asText()));
      } catch (RlpException e) {
        return false;
      }
      Hash32 requests = block.header().requestsHash();
      if (requests != null && !requests.equals(NO_REQUESTS)) {
        return false;
      }
      ObjectNode call = calls.addObject();
      call.set("params", params(block));
      if (entry.has("expectException")) {
        call.put("validationError", entry.get("expectException").asText());
      }
    }
    return true;
  }

  private static ArrayNode params(Block block) {
    Header header = block.header();
    ArrayNode params = JSON.arrayNode();
    params.add(payload(block));
    if (header.parentBeaconBlockRoot() != null) {
      ArrayNode hashes = params.addArray();
      block
          .transactions()
          .forEach(tx -> tx.blobVersionedHashes().forEach(hash -> hashes.add(hash.toString())));
      params.add(header.parentBeaconBlockRoot().toString());
    }
    if (header.requestsHash() != null) {
      params.addArray();
    }
    return params;
  }

  private static ObjectNode payload(Block block) {
    Header header = block.header();
    ObjectNode payload = JSON.objectNode();
    payload.put("parentHash", header.parentHash().toString());
    payload.put("feeRecipient", header.coinbase().toString());
    payload.put("stateRoot", header.stateRoot().toString());
    payload.put("receiptsRoot", header.receiptsRoot().toString());
    payload.put("logsBloom", header.logsBloom().toString());
    payload.put("prevRandao", header.mixHash().toString());
    payload.put("blockNumber", quantity(header.number()));
    payload.put("gasLimit", quantity(header.gasLimit()));
    payload.put("gasUsed", quantity(header.gasUsed()));
    payload.put("timestamp", quantity(header.timestamp()));
    payload.put("extraData", header.extraData().toString());
    payload.put("baseFeePerGas", Objects.requireNonNull(header.baseFeePerGas()).toQuantity());
    payload.put("blockHash", block.hash().toString());
    ArrayNode transactions = payload.putArray("transactions");
    block.transactions().stream()
        .map(Transaction::encoded)
        .forEach(tx -> transactions.add(tx.toString()));
    List<Withdrawal> withdrawals = block.body().withdrawals();
    if (withdrawals != null) {
      ArrayNode list = payload.putArray("withdrawals");
      withdrawals.forEach(withdrawal -> list.add(json(withdrawal)));
    }
    if (header.blobGasUsed() != null) {
      payload.put("blobGasUsed", quantity(header.blobGasUsed()));
    }
    if (header.excessBlobGas() != null) {
      payload.put("excessBlobGas", quantity(header.excessBlobGas()));
    }
    return payload;
  }

  private static ObjectNode json(Withdrawal withdrawal) {
    return JSON.objectNode()
        .put("index", quantity(withdrawal.index()))
        .put("validatorIndex", quantity(withdrawal.validatorIndex()))
        .put("address", withdrawal.address().toString())
        .put("amount", quantity(withdrawal.amount()));
  }

  private static String quantity(long number) {
    return "0x" + Long.toHexString(number);
  }
}

package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.evm.ContractAddress;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.execution.BlockResult;
import org.cairn.protocol.execution.BlockSteps;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;

/** Collects what becomes the result: receipts, refusals and roots. */
final class ResultWriter {
  /** The block has no hash yet: receipts and logs carry this one. */
  private static final String NO_BLOCK_HASH = "0x1337" + "0".repeat(60);

  private final Environment environment;
  private final ArrayNode receiptsJson = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode rejected = JsonNodeFactory.instance.arrayNode();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Log> logs = new ArrayList<>();

  ResultWriter(Environment environment) {
    this.environment = environment;
  }

  void reject(int index, String error) {
    rejected.addObject().put("index", index).put("error", error);
  }

  void include(Transaction transaction, Address sender, BlockSteps.Step step) {
    Receipt receipt = step.receipt();
    ObjectNode json = receiptsJson.addObject();
    if (transaction.type() != TransactionType.LEGACY) {
      json.put("type", hex(transaction.type().code()));
    }
    json.put("root", receipt.postStateRoot().map(Hash32::toString).orElse("0x"));
    json.put("status", step.succeeded() ? "0x1" : "0x0");
    json.put("cumulativeGasUsed", hex(receipt.cumulativeGasUsed()));
    json.put("logsBloom", receipt.bloom().toBytes().toString());
    addLogs(json.putArray("logs"), receipt.logs(), transaction.hash());
    json.put("transactionHash", transaction.hash().toString());
    Address created =
        transaction.isCreation() ? ContractAddress.of(sender, transaction.nonce()) : Address.ZERO;
    json.put("contractAddress", created.toString());
    json.put("gasUsed", hex(step.gasUsed()));
    json.putNull("effectiveGasPrice");
    if (transaction.type() == TransactionType.BLOB) {
      json.put("blobGasUsed", hex(transaction.blobVersionedHashes().size() * BlobGas.PER_BLOB));
      json.put("blobGasPrice", environment.blobBaseFee().orElse(U256.ZERO).toQuantity());
    }
    json.put("blockHash", NO_BLOCK_HASH);
    json.put("blockNumber", hex(environment.given().number()));
    json.put("transactionIndex", hex(receipts.size()));
    receipts.add(receipt);
  }

  private void addLogs(ArrayNode json, List<Log> added, Hash32 transaction) {
    for (Log log : added) {
      ObjectNode node = json.addObject().put("address", log.address().toString());
      ArrayNode topics = node.putArray("topics");
      log.topics().forEach(topic -> topics.add(topic.toString()));
      node.put("data", log.data().toString());
      node.put("blockNumber", hex(environment.given().number()));
      node.put("transactionHash", transaction.toString());
      node.put("transactionIndex", hex(receipts.size()));
      node.put("blockHash", NO_BLOCK_HASH);
      node.put("blockTimestamp", hex(environment.given().timestamp()));
      node.put("logIndex", hex(logs.size()));
      node.put("removed", false);
      logs.add(log);
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  ObjectNode write(
      BlockSteps steps,
      Hash32 stateRoot,
      List<Transaction> included,
      Optional<List<Bytes>> requests) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stateRoot", stateRoot.toString());
    json.put("txRoot", root(included.stream().map(Transaction::encoded).toList()));
    json.put("receiptsRoot", root(receipts.stream().map(Receipt::encoded).toList()));
    json.put("logsHash", logsHash().toString());
    Bloom bloom = Bloom.union(receipts.stream().map(Receipt::bloom).toList());
    json.put("logsBloom", bloom.toBytes().toString());
    json.set("receipts", receiptsJson);
    if (!rejected.isEmpty()) {
      json.set("rejected", rejected);
    }
    json.put("currentDifficulty", environment.difficulty().map(U256::toQuantity).orElse(null));
    json.put("gasUsed", hex(steps.gasUsed()));
    environment.baseFee().ifPresent(fee -> json.put("currentBaseFee", fee.toQuantity()));
    environment.given().withdrawals().ifPresent(list -> json.put("withdrawalsRoot", rootOf(list)));
    if (environment.blobBaseFee().isPresent()) {
      json.put("currentExcessBlobGas", hex(environment.excessBlobGas().orElse(0L)));
      json.put("blobGasUsed", hex(steps.blobGasUsed()));
    }
    writeRequests(json, requests);
    return json;
  }

  private static String root(List<Bytes> items) {
    return OrderedTrie.root(items).toString();
  }

  private static String rootOf(List<Withdrawal> withdrawals) {
    return root(withdrawals.stream().map(Withdrawal::encoded).toList());
  }

  private Hash32 logsHash() {
    RlpWriter out = new RlpWriter(256).startList();
    logs.forEach(log -> log.writeTo(out));
    return Keccak256.hash(out.endList().toBytes());
  }

  private static void writeRequests(ObjectNode json, Optional<List<Bytes>> requests) {
    if (requests.isEmpty()) {
      json.putNull("requests");
      return;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    requests.get().forEach(request -> list.add(request.toString()));
    json.put("requestsHash", BlockResult.requestsHash(requests.get()).toString());
    json.set("requests", list);
  }
}

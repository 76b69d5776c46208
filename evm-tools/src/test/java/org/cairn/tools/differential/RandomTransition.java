package org.cairn.tools.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.NamedNetworks;

/** The documents of one random transition: a state, an environment and some transactions. */
final class RandomTransition {
  private static final List<String> SYSTEM_CONTRACTS =
      List.of(
          "0x000f3df6d732807ef1319fb7b8bb8522d0beac02",
          "0x0000f90827f1c53a10cb7a02335b175320002935",
          "0x00000961ef480eb55e80d19ad83579a64c007002",
          "0x0000bbddc7ce488642fb579f8b00f3a590007251");
  private static final List<String> REWARDS = List.of("-1", "0", "128", "2000000000000000000");

  private final Random random;
  private final RandomCase test;
  private final boolean merged;
  private final int age;

  /** EIPs that add instructions. */
  private static final List<String> EXTRA =
      List.of("+1153", "+1344", "+3855", "+5656", "+7939", "+1153+3855+5656");

  final String fork;
  final String reward;
  final ObjectNode documents = JsonNodeFactory.instance.objectNode();

  RandomTransition(long seed, PrecompileInputs inputs) {
    random = new Random(seed);
    merged = random.nextInt(5) >= 2;
    age = merged ? 3 + random.nextInt(3) : random.nextInt(4);
    test = new RandomCase(random, inputs, merged, age, 6, random.nextInt(4) == 0);
    String plain = CaseFile.fork(random, test, age);
    fork = random.nextInt(6) == 0 ? plain + EXTRA.get(random.nextInt(EXTRA.size())) : plain;
    reward = merged ? "-1" : REWARDS.get(random.nextInt(REWARDS.size()));
    documents.set("alloc", alloc());
    documents.set("env", environment());
    documents.set("txs", transactions());
  }

  private ObjectNode alloc() {
    ObjectNode alloc = test.pre();
    for (String contract : SYSTEM_CONTRACTS) {
      if (random.nextInt(3) == 0) {
        ObjectNode account = alloc.putObject(contract).put("balance", "0x0").put("nonce", "0x1");
        // keeps its input in a slot and returns some bytes, which become a request
        account.put("code", "0x5f35435560" + (random.nextBoolean() ? "00" : "4c") + "5ff3");
      }
    }
    return alloc;
  }

  private ObjectNode environment() {
    ObjectNode env = test.env;
    long number = U256.of(env.get("currentNumber").asText()).toLong();
    ObjectNode hashes = env.putObject("blockHashes");
    for (long i = Math.max(0, number - 256); i < number; i++) {
      if (random.nextInt(40) != 0) {
        hashes.put(Long.toString(i), U256.of(i + 7).toHash().toString());
      }
    }
    if (random.nextInt(10) == 0) {
      env.remove("blockHashes");
    }
    if (random.nextBoolean()) {
      env.remove("currentBaseFee");
    }
    env.put("parentBaseFee", hex(7 + random.nextInt(20)));
    env.put("parentGasUsed", hex(random.nextInt(30_000_000)));
    env.put("parentGasLimit", hex(30_000_000));
    if (random.nextBoolean()) {
      env.remove("currentDifficulty");
    }
    env.put("parentDifficulty", hex(131_072 + random.nextInt(1_000_000)));
    env.put("parentTimestamp", hex(990 + random.nextInt(20)));
    if (random.nextInt(3) == 0) {
      env.put("parentUncleHash", U256.of(99).toHash().toString());
    }
    if (random.nextBoolean()) {
      env.remove("currentExcessBlobGas");
    }
    boolean blobs =
        NamedNetworks.fork(fork).filter(f -> f.consensus().blobs().isPresent()).isPresent();
    if (!blobs) {
      env.remove("currentExcessBlobGas");
    } else if (random.nextInt(8) != 0) {
      env.put("parentExcessBlobGas", hex(131_072L * random.nextInt(200)));
      env.put("parentBlobGasUsed", hex(131_072L * random.nextInt(9)));
    }
    if (merged && random.nextInt(20) != 0) {
      env.put("parentBeaconBlockRoot", U256.of(random.nextInt(1000)).toHash().toString());
      addWithdrawals(env.putArray("withdrawals"));
    } else if (!merged) {
      addOmmers(env.putArray("ommers"));
    }
    return env;
  }

  private void addWithdrawals(ArrayNode list) {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      list.addObject()
          .put("index", hex(i))
          .put("validatorIndex", hex(random.nextInt(100)))
          .put("address", test.words().address().toString())
          .put("amount", hex(random.nextInt(3)));
    }
  }

  private void addOmmers(ArrayNode list) {
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      list.addObject()
          .put("delta", 1 + random.nextInt(7))
          .put("address", test.words().address().toString());
    }
  }

  private ArrayNode transactions() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    int included = 0;
    for (int i = 0; i < test.data.size(); i++) {
      boolean astray = random.nextInt(6) == 0;
      long nonce = test.nonce + included + (astray ? random.nextInt(3) - 1 : 0);
      list.add(transaction(i, Math.max(0, nonce)));
      included += astray ? 0 : 1;
    }
    return list;
  }

  private ObjectNode transaction(int i, long nonce) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode fields = test.transactionJson();
    json.put("type", hex(test.type.code()));
    json.put("chainId", random.nextInt(200) == 0 ? "0x2" : "0x1");
    json.put("nonce", hex(nonce));
    Address to = test.to;
    if (to != null) {
      json.put("to", to.toString());
    }
    long gas = test.gasLimits.get(random.nextInt(test.gasLimits.size()));
    json.put("gas", hex(random.nextInt(25) == 0 ? 20_000_001L : gas));
    json.put("value", test.values.get(random.nextInt(2)).toQuantity());
    json.put("input", test.data.get(i).toString());
    for (String name :
        List.of("gasPrice", "maxFeePerGas", "maxPriorityFeePerGas", "maxFeePerBlobGas")) {
      if (fields.has(name)) {
        json.set(name, fields.get(name));
      }
    }
    for (String name : List.of("authorizationList", "blobVersionedHashes")) {
      if (fields.has(name)) {
        json.set(name, fields.get(name));
      }
    }
    if (test.type != TransactionType.LEGACY) {
      json.set("accessList", fields.get("accessLists").get(i));
    }
    json.put("v", "0x0").put("r", "0x0").put("s", "0x0");
    json.put("protected", test.type != TransactionType.LEGACY || random.nextBoolean());
    int key = random.nextInt(15) == 0 ? 2 : 1;
    json.put("secretKey", U256.of(key).toHash().toString());
    return json;
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}

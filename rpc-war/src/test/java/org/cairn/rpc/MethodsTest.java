package org.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cairn.node.query.CallOutcome;
import org.cairn.node.query.CallRequest;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.ContractAddress;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

class MethodsTest {
  private static final String UNKNOWN = "0x" + "5e".repeat(32);

  private final ChainInMemory chain = SampleChain.modern();
  private final Asked asked = Asked.of(chain);
  private final Asked admin = new Asked(new Dispatcher(chain, RpcLimits.DEFAULT), Rights.ADMIN);

  private static String quoted(Object value) {
    return "'" + value + "'";
  }

  private Hash32 head() {
    return chain.head().hash();
  }

  private void isError(String method, String params, int code) {
    JsonNode error = asked.error(method, params);
    assertThat(error.get("code").asInt()).as("%s%s: %s", method, params, error).isEqualTo(code);
  }

  @Test
  void saysWhatItIs() {
    assertThat(asked.result("web3_clientVersion", "[]").asText()).isEqualTo("Cairn/test");
    assertThat(asked.result("web3_sha3", "['0x68656c6c6f']").asText())
        .isEqualTo("0x1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8");
    assertThat(asked.result("net_version", "[]").asText()).isEqualTo("1337");
    assertThat(asked.result("net_listening", "[]").asBoolean()).isTrue();
    assertThat(asked.result("net_peerCount", "[]").asText()).isEqualTo("0x2");
    assertThat(asked.result("eth_syncing", "[]").asBoolean(true)).isFalse();
    assertThat(asked.result("rpc_modules", "[]").get("eth").asText()).isEqualTo("1.0");
    assertThat(asked.result("eth_blockNumber", "[]").asText()).isEqualTo("0x1");
  }

  @Test
  void writesBlocksWithAllMembersOfTheirFork() {
    JsonNode block = asked.result("eth_getBlockByNumber", "['latest', false]");
    assertThat(block.properties().stream().map(Map.Entry::getKey))
        .contains(
            "baseFeePerGas",
            "withdrawalsRoot",
            "withdrawals",
            "blobGasUsed",
            "excessBlobGas",
            "parentBeaconBlockRoot",
            "requestsHash",
            "size",
            "uncles")
        .doesNotContain("totalDifficulty");
    assertThat(block.at("/withdrawals/0").toString())
        .isEqualTo(
            "{\"index\":\"0x7\",\"validatorIndex\":\"0x8\",\"address\":\"%s\",\"amount\":\"0x9\"}"
                .formatted(SampleChain.BOB));
    assertThat(block.get("transactions")).hasSize(4);
    assertThat(block.get("nonce").asText()).isEqualTo("0x0000000000000000");
    assertThat(asked.result("eth_getBlockByHash", "['%s', false]".formatted(head())))
        .isEqualTo(block);
  }

  @Test
  void writesTotalDifficultyOnChainsThatNeverMerge() {
    JsonNode block =
        Asked.of(SampleChain.at(Forks.PETERSBURG)).result("eth_getBlockByNumber", "['0x0', true]");
    assertThat(block.get("totalDifficulty").asText()).isEqualTo("0x0");
    assertThat(block.has("baseFeePerGas")).isFalse();
    assertThat(block.has("withdrawals")).isFalse();
  }

  @Test
  void writesTransactionsOfEveryType() {
    JsonNode all = asked.result("eth_getBlockByNumber", "['latest', true]").get("transactions");
    JsonNode creation = all.get(0);
    assertThat(creation.get("type").asText()).isEqualTo("0x0");
    assertThat(creation.get("to").isNull()).isTrue();
    assertThat(creation.has("chainId") || creation.has("yParity") || creation.has("accessList"))
        .isFalse();
    JsonNode dynamic = all.get(1);
    assertThat(dynamic.get("gasPrice").asText()).isEqualTo("0x66");
    assertThat(dynamic.get("maxFeePerGas").asText()).isEqualTo("0x1f4");
    assertThat(dynamic.get("yParity").asText()).isEqualTo("0x1");
    assertThat(dynamic.get("blockTimestamp").asText()).isEqualTo("0xc");
    assertThat(dynamic.at("/accessList/0/storageKeys/0").asText())
        .isEqualTo(SampleChain.TOPIC.toString());
    JsonNode blob = all.get(2);
    assertThat(blob.get("gasPrice").asText()).isEqualTo("0x6e");
    assertThat(blob.get("maxFeePerBlobGas").asText()).isEqualTo("0x3");
    assertThat(blob.get("blobVersionedHashes")).hasSize(1);
    assertThat(all.get(3).at("/authorizationList/0").toString())
        .isEqualTo(
            "{\"chainId\":\"0x539\",\"address\":\"%s\",\"nonce\":\"0x5\",\"yParity\":\"0x1\",\"r\":\"0x3\",\"s\":\"0x4\"}"
                .formatted(SampleChain.ALICE));
  }

  @Test
  void findsATransactionInEveryWay() {
    JsonNode byIndex = asked.result("eth_getTransactionByBlockNumberAndIndex", "['latest', '0x1']");
    String hash = byIndex.get("hash").asText();
    assertThat(asked.result("eth_getTransactionByHash", "['%s']".formatted(hash)))
        .isEqualTo(byIndex);
    assertThat(
            asked.result(
                "eth_getTransactionByBlockHashAndIndex", "['%s', '0x1']".formatted(head())))
        .isEqualTo(byIndex);
    String raw = asked.result("eth_getRawTransactionByHash", "['%s']".formatted(hash)).asText();
    assertThat(Keccak256.hash(Bytes.of(raw))).isEqualTo(Hash32.of(hash));
    assertThat(asked.result("debug_getRawTransaction", "['%s']".formatted(hash)).asText())
        .isEqualTo(raw);
    assertThat(
            asked
                .result("eth_getRawTransactionByBlockNumberAndIndex", "['latest', '0x1']")
                .asText())
        .isEqualTo(raw);
    assertThat(
            asked
                .result(
                    "eth_getRawTransactionByBlockHashAndIndex", "['%s', '0x1']".formatted(head()))
                .asText())
        .isEqualTo(raw);
    assertThat(
            asked
                .result("eth_getRawTransactionByBlockNumberAndIndex", "['latest', '0x4']")
                .isNull())
        .isTrue();
  }

  @Test
  void writesReceiptsWithRunningLogIndexesAndGasOfEach() {
    JsonNode receipts = asked.result("eth_getBlockReceipts", "['latest']");
    assertThat(receipts).hasSize(4);
    assertThat(receipts.get(0).get("contractAddress").asText())
        .isEqualTo(ContractAddress.of(SampleChain.ALICE, 0).toString());
    assertThat(receipts.get(1).get("gasUsed").asText()).isEqualTo("0x6978");
    assertThat(receipts.get(1).get("status").asText()).isEqualTo("0x0");
    assertThat(receipts.get(1).get("effectiveGasPrice").asText()).isEqualTo("0x66");
    JsonNode blob = receipts.get(2);
    assertThat(blob.at("/logs/1/logIndex").asText()).isEqualTo("0x2");
    assertThat(blob.get("blobGasUsed").asText()).isEqualTo("0x20000");
    assertThat(blob.get("blobGasPrice").asText()).isEqualTo("0x1");
    assertThat(
            asked.result(
                "eth_getTransactionReceipt",
                "[%s]".formatted(quoted(blob.get("transactionHash").asText()))))
        .isEqualTo(blob);
    assertThat(asked.result("debug_getRawReceipts", "['latest']")).hasSize(4);
  }

  @Test
  void answersNullForWhatIsUnknown() {
    Map<String, String> questions =
        Map.of(
            "eth_getBlockByNumber", "['0x99', false]",
            "eth_getBlockByHash", "['%s', true]".formatted(UNKNOWN),
            "eth_getBlockTransactionCountByNumber", "['0x99']",
            "eth_getUncleCountByBlockHash", "['%s']".formatted(UNKNOWN),
            "eth_getUncleByBlockNumberAndIndex", "['latest', '0x0']",
            "eth_getTransactionByHash", "['%s']".formatted(UNKNOWN),
            "eth_getTransactionReceipt", "['%s']".formatted(UNKNOWN),
            "eth_getTransactionByBlockNumberAndIndex", "['latest', '0x4']",
            "eth_getBlockReceipts", "['%s']".formatted(UNKNOWN),
            "eth_getRawTransactionByHash", "['%s']".formatted(UNKNOWN));
    questions.forEach(
        (method, params) -> assertThat(asked.result(method, params).isNull()).as(method).isTrue());
  }

  @Test
  void readsAccountsAfterEveryFormOfABlock() {
    Bytes code = Bytes.of("0x6001");
    Hash32 codeHash = Keccak256.hash(code);
    chain.codes.put(codeHash, code);
    chain.accounts.put(
        SampleChain.ALICE, new Account(3, U256.of(255), Account.EMPTY_ROOT, codeHash));
    chain.slots.put(SampleChain.ALICE, Map.of(U256.ONE, U256.of(9)));
    for (String block :
        new String[] {
          "",
          ",'latest'",
          ",'earliest'",
          ",'0x1'",
          "," + quoted(head()),
          ",{'blockNumber':'0x0'}",
          ",{'blockHash':'%s','requireCanonical':true}".formatted(head())
        }) {
      String params = "[" + quoted(SampleChain.ALICE) + block + "]";
      assertThat(asked.result("eth_getBalance", params).asText()).isEqualTo("0xff");
      assertThat(asked.result("eth_getTransactionCount", params).asText()).isEqualTo("0x3");
      assertThat(asked.result("eth_getCode", params).asText()).isEqualTo("0x6001");
    }
    assertThat(
            asked.result("eth_getStorageAt", "['%s','0x01']".formatted(SampleChain.ALICE)).asText())
        .isEqualTo("0x" + "0".repeat(63) + "9");
    assertThat(asked.result("eth_getCode", "['%s']".formatted(SampleChain.BOB)).asText())
        .isEqualTo("0x");
    assertThat(asked.result("eth_getBalance", "['%s']".formatted(SampleChain.BOB)).asText())
        .isEqualTo("0x0");
  }

  @Test
  void writesProofKeysAsTheyWereGiven() {
    String full = "0x" + "0".repeat(63) + "1";
    JsonNode proof =
        asked.result("eth_getProof", "['%s',['0x00','0x1','%s']]".formatted(SampleChain.BOB, full));
    assertThat(proof.at("/storageProof/0/key").asText()).isEqualTo("0x0");
    assertThat(proof.at("/storageProof/1/key").asText()).isEqualTo("0x1");
    assertThat(proof.at("/storageProof/2/key").asText()).isEqualTo(full);
    assertThat(proof.get("storageHash").asText()).isEqualTo(Hash32.ZERO.toString());
    assertThat(proof.get("accountProof")).hasSize(1);
  }

  @Test
  void saysByCodeWhyAStateCannotBeRead() {
    BlockBody body = chain.block(head()).orElseThrow().block().body();
    Block beside = new Block(new Header.Builder().number(1).build(), body);
    chain.addBeside(beside);
    String address = quoted(SampleChain.BOB);
    isError("eth_getBalance", "[%s,'0x7']".formatted(address), -32001);
    isError("eth_getBalance", "[%s,'%s']".formatted(address, UNKNOWN), -32001);
    isError("eth_getBalance", "[%s,'finalized']".formatted(address), -39001);
    isError(
        "eth_getBalance",
        "[%s,{'blockHash':'%s','requireCanonical':true}]".formatted(address, beside.hash()),
        -32000);
    isError("eth_getBalance", "[%s,'%s']".formatted(address, beside.hash()), -32000);
    isError("eth_getBlockReceipts", "['%s']".formatted(beside.hash()), -32000);
    isError("eth_getBlockByNumber", "['safe', false]", -39001);
    isError("eth_getStorageAt", "[%s,'zz','latest']".formatted(address), -32602);
    isError("eth_getStorageAt", "[%s,'0x0%064d','latest']".formatted(address, 0), -32602);
  }

  @Test
  void givesTheCallWhatTheRequestSays() {
    CallRequest[] seen = new CallRequest[1];
    chain.calls =
        call -> {
          seen[0] = call;
          return new CallOutcome.Returned(Bytes.of("0xfe"), 30_000);
        };
    String request =
        "[{'from':'%s','to':'%s','gas':'0xffff','maxFeePerGas':'0x5','maxPriorityFeePerGas':'0x1','value':'0x2',"
                .formatted(SampleChain.ALICE, SampleChain.BOB)
            + "'input':'0xabcd','data':'0xabcd','chainId':'0x539','nonce':'0x1','type':'0x2',"
            + "'accessList':[{'address':'%s','storageKeys':['%s']}]},'latest',{}]"
                .formatted(SampleChain.BOB, SampleChain.TOPIC);
    assertThat(asked.result("eth_call", request).asText()).isEqualTo("0xfe");
    assertThat(asked.result("eth_estimateGas", request).asText()).isEqualTo("0x7530");
    assertThat(seen[0].from()).isEqualTo(SampleChain.ALICE);
    assertThat(seen[0].to()).contains(SampleChain.BOB);
    assertThat(seen[0].gas()).hasValue(0xffff);
    assertThat(seen[0].maxFeePerGas()).contains(U256.of(5));
    assertThat(seen[0].value()).isEqualTo(U256.of(2));
    assertThat(seen[0].data()).isEqualTo(Bytes.of("0xabcd"));
    assertThat(seen[0].accessList()).hasSize(1);
  }

  @Test
  void refusesCallsThatContradictThemselves() {
    isError("eth_call", "[{'data':'0x01','input':'0x02'}]", -32602);
    isError("eth_call", "[{'gasPrice':'0x1','maxFeePerGas':'0x1'}]", -32602);
    isError("eth_call", "[{'maxPriorityFeePerGas':'0x2','maxFeePerGas':'0x1'}]", -32602);
    isError("eth_call", "[{'chainId':'0x1'}]", -32602);
    isError("eth_call", "[{'to':'0x12'}]", -32602);
    isError("eth_call", "[{'accessList':[{}]}]", -32602);
    isError("eth_call", "[{},'latest',{},{'number':'0x1'}]", -32602);
    isError("eth_call", "[5]", -32602);
    isError("eth_call", "[]", -32602);
    isError("eth_call", "[{},'0x9']", -32001);
  }

  @Test
  void readsWhatACallPretendsAboutTheState() {
    CallRequest[] seen = new CallRequest[1];
    chain.calls =
        call -> {
          seen[0] = call;
          return new CallOutcome.Returned(Bytes.EMPTY, 21_000);
        };
    String word = "0x" + "0".repeat(62) + "07";
    asked.result(
        "eth_call",
        "[{},'latest',{'%s':{'balance':'0x5','nonce':'0x6','code':'0x6001','stateDiff':{'%s':'%s'}},'%s':{'state':{}}},{}]"
            .formatted(SampleChain.BOB, word, word, SampleChain.ALICE));
    StateReader state = seen[0].overrides().over(chain.state(chain.headHeader().hash()));
    Account bob = state.account(SampleChain.BOB).orElseThrow();
    assertThat(bob.balance()).isEqualTo(U256.of(5));
    assertThat(bob.nonce()).isEqualTo(6);
    assertThat(state.code(bob.codeHash())).isEqualTo(Bytes.of("0x6001"));
    assertThat(state.storage(SampleChain.BOB, U256.of(7))).isEqualTo(U256.of(7));
    assertThat(state.storage(SampleChain.BOB, U256.ONE))
        .isEqualTo(chain.state(chain.headHeader().hash()).storage(SampleChain.BOB, U256.ONE));
    assertThat(state.storage(SampleChain.ALICE, U256.ZERO)).isEqualTo(U256.ZERO);
    assertThat(state.account(SampleChain.ALICE).orElseThrow().hasStorage()).isFalse();
  }

  @Test
  void refusesOverridesThatAreNone() {
    String word = "0x" + "0".repeat(64);
    for (String overrides :
        List.of(
            "5",
            "[]",
            "{'0x12':{}}",
            "{'BOB':5}",
            "{'BOB':{'balance':'0x01'}}",
            "{'BOB':{'nonce':'0x10000000000000000'}}",
            "{'BOB':{'code':'0x1'}}",
            "{'BOB':{'state':[]}}",
            "{'BOB':{'stateDiff':{'0x1':'%s'}}}".formatted(word),
            "{'BOB':{'stateDiff':{'%s':'0x1'}}}".formatted(word),
            "{'BOB':{'state':{},'stateDiff':{}}}",
            "{'BOB':{'movePrecompileToAddress':'BOB'}}")) {
      String named = overrides.replace("BOB", SampleChain.BOB.toString());
      isError("eth_call", "[{},'latest',%s]".formatted(named), -32602);
      isError("eth_estimateGas", "[{},'latest',%s]".formatted(named), -32602);
    }
  }

  @Test
  void answersEveryTagWithTheReceiptsOfItsBlock() {
    JsonNode latest = asked.result("eth_getBlockReceipts", "['latest']");
    assertThat(latest).isNotEmpty();
    assertThat(asked.result("eth_getBlockReceipts", "['pending']")).isEqualTo(latest);
    assertThat(asked.result("eth_getBlockReceipts", "[{'blockNumber':'latest'}]"))
        .isEqualTo(latest);
    assertThat(
            asked.result(
                "eth_getBlockReceipts",
                "[{'blockHash':'%s','requireCanonical':true}]".formatted(head())))
        .isEqualTo(latest);
    assertThat(asked.result("eth_getBlockReceipts", "['earliest']")).isEmpty();
    for (String tag : List.of("safe", "finalized")) {
      for (String method :
          List.of(
              "eth_getBlockReceipts",
              "debug_getRawBlock",
              "debug_getRawHeader",
              "debug_getRawReceipts",
              "eth_getBlockTransactionCountByNumber")) {
        isError(method, "['%s']".formatted(tag), -39001);
      }
      isError("eth_feeHistory", "['0x1','%s',[]]".formatted(tag), -39001);
      isError("eth_getProof", "['%s',[],'%s']".formatted(SampleChain.BOB, tag), -39001);
    }
  }

  @Test
  void refusesBadParametersOfTheNewerMethods() {
    for (String method :
        List.of("debug_getRawBlock", "debug_getRawHeader", "debug_getRawReceipts")) {
      for (String block : List.of("'0x'", "'0x01'", "'2'", "5.5", "{}", "[]", "true", "'0xg'")) {
        isError(method, "[%s]".formatted(block), -32602);
      }
      isError(method, "[]", -32602);
      isError(method, "['latest','latest']", -32602);
      isError(method, "['0x7fffffffffffffff']", -32001);
    }
    isError("eth_getRawTransactionByBlockNumberAndIndex", "['latest']", -32602);
    isError("eth_getRawTransactionByBlockNumberAndIndex", "['latest','0x00']", -32602);
    isError("eth_getRawTransactionByBlockHashAndIndex", "['0x1','0x0']", -32602);
    isError("eth_getRawTransactionByHash", "['0x1']", -32602);
    isError("debug_getRawTransaction", "['1000000']", -32602);
    isError("eth_feeHistory", "['0x1','latest',[50,10]]", -32602);
    isError("eth_feeHistory", "['0x1','latest',[-1]]", -32602);
    isError("eth_feeHistory", "['0x1','latest',['x']]", -32602);
    isError("eth_feeHistory", "['0x1','latest',[1e400]]", -32602);
    isError("eth_feeHistory", "['-0x1','latest',[]]", -32602);
    isError("eth_maxPriorityFeePerGas", "[1]", -32602);
    isError("eth_blobBaseFee", "['latest']", -32602);
  }

  @Test
  void tellsTheReasonAndTheDataOfARevert() {
    String data =
        "0x08c379a0"
            + "0".repeat(62)
            + "20"
            + "0".repeat(62)
            + "0a"
            + "75736572206572726f72"
            + "0".repeat(44);
    chain.calls = call -> new CallOutcome.Reverted(Bytes.of(data), 1);
    JsonNode error = asked.error("eth_call", "[{}]");
    assertThat(error.get("code").asInt()).isEqualTo(3);
    assertThat(error.get("message").asText()).isEqualTo("execution reverted: user error");
    assertThat(error.get("data").asText()).isEqualTo(data);
    assertThat(asked.error("eth_estimateGas", "[{}]").get("code").asInt()).isEqualTo(3);
    chain.calls = call -> new CallOutcome.Halted("invalid opcode 0xfe", 1);
    assertThat(asked.error("eth_call", "[{}]").get("message").asText())
        .isEqualTo("invalid opcode 0xfe");
    chain.calls = call -> new CallOutcome.Refused("balance 0 is less than 5");
    isError("eth_call", "[{}]", -32000);
  }

  @Test
  void readsNoReasonOutOfMalformedRevertData() {
    for (String data :
        new String[] {
          "0x",
          "0x08c379a0",
          "0x08c379a0" + "f".repeat(64),
          "0x08c379a0" + "0".repeat(62) + "20",
          "0x08c379a0" + "0".repeat(62) + "20" + "7fffffff".repeat(8),
          "0x08c379a0" + "0".repeat(56) + "7fffffff" + "0".repeat(64)
        }) {
      chain.calls = call -> new CallOutcome.Reverted(Bytes.of(data), 1);
      assertThat(asked.error("eth_call", "[{}]").get("message").asText())
          .isEqualTo("execution reverted");
    }
  }

  @Test
  void findsLogsByBlockAddressAndTopic() {
    String topic = quoted(SampleChain.TOPIC);
    assertThat(asked.result("eth_getLogs", "[{'fromBlock':'earliest'}]")).hasSize(3);
    assertThat(asked.result("eth_getLogs", "[{}]")).hasSize(3);
    assertThat(asked.result("eth_getLogs", "[{'blockHash':'%s'}]".formatted(head()))).hasSize(3);
    assertThat(
            asked.result(
                "eth_getLogs",
                "[{'address':['%s'],'topics':[[%s,null]]}]".formatted(SampleChain.BOB, topic)))
        .hasSize(3);
    assertThat(asked.result("eth_getLogs", "[{'topics':[null,%s]}]".formatted(topic))).isEmpty();
    assertThat(asked.result("eth_getLogs", "[{'address':'%s'}]".formatted(SampleChain.ALICE)))
        .isEmpty();
    assertThat(asked.result("eth_getLogs", "[{}]").at("/2/logIndex").asText()).isEqualTo("0x2");
  }

  @Test
  void refusesLogFiltersThatMakeNoSense() {
    isError("eth_getLogs", "[{'fromBlock':'0x1','toBlock':'0x0'}]", -32602);
    isError("eth_getLogs", "[{'toBlock':'0x38'}]", -32602);
    isError("eth_getLogs", "[{'blockHash':'%s','fromBlock':'0x0'}]".formatted(head()), -32602);
    isError("eth_getLogs", "[{'blockHash':'%s'}]".formatted(UNKNOWN), -32001);
    isError("eth_getLogs", "[{'topics':[null,null,null,null,null]}]", -32602);
    isError("eth_getLogs", "[{'topics':['0x12']}]", -32602);
    isError("eth_getLogs", "[{'address':5}]", -32602);
    isError("eth_getLogs", "['all']", -32602);
  }

  @Test
  void limitsTheNumberOfLogs() {
    RpcLimits two = new RpcLimits(1 << 20, 32, 10, 1 << 20, 2, 10, 0);
    Asked limited = new Asked(new Dispatcher(chain, two), Rights.READ);
    assertThat(limited.error("eth_getLogs", "[{}]").get("code").asInt()).isEqualTo(-32005);
  }

  @Test
  void computesFeesFromTheBlocks() {
    assertThat(asked.result("eth_gasPrice", "[]").asText()).isEqualTo("0x3b9aca07");
    assertThat(asked.result("eth_maxPriorityFeePerGas", "[]").asText()).isEqualTo("0x7");
    assertThat(asked.result("eth_blobBaseFee", "[]").asText()).isEqualTo("0x1");
    JsonNode history = asked.result("eth_feeHistory", "['0x5','latest',[0,50,100]]");
    assertThat(history.get("oldestBlock").asText()).isEqualTo("0x0");
    assertThat(history.get("baseFeePerGas")).hasSize(3);
    assertThat(history.at("/baseFeePerGas/1").asText()).isEqualTo("0x64");
    assertThat(history.get("gasUsedRatio")).hasSize(2);
    assertThat(history.at("/reward/1").toString()).isEqualTo("[\"0x0\",\"0xa\",\"0x32\"]");
    assertThat(history.at("/reward/0/0").asText()).isEqualTo("0x0");
    isError("eth_feeHistory", "['0x1','latest',[50,10]]", -32602);
    isError("eth_feeHistory", "['0x1','latest',[101]]", -32602);
    isError("eth_feeHistory", "['0x1','latest',['5']]", -32602);
    isError("eth_feeHistory", "['0x1','0x9',[]]", -32001);
  }

  @Test
  void runsAndShowsJobs() {
    chain.directory = Path.of("/exchange");
    String id = admin.result("admin_importChain", "['chain.rlp']").asText();
    JsonNode status = admin.result("admin_jobStatus", "['%s']".formatted(id));
    assertThat(status.get("what").asText()).isEqualTo("import of /exchange/chain.rlp");
    assertThat(status.get("state").asText()).isEqualTo("running");
    assertThat(status.get("blocksPerSecond").asDouble()).isEqualTo(100);
    assertThat(status.get("mgasPerSecond").asDouble()).isEqualTo(4);
    assertThat(status.get("etaSeconds").asDouble()).isEqualTo(6);
    assertThat(status.get("error").isNull()).isTrue();
    assertThat(admin.result("admin_jobs", "[]")).hasSize(1);
    assertThat(admin.result("admin_cancelJob", "['%s']".formatted(id)).get("id").asText())
        .isEqualTo(id);
    assertThat(admin.result("admin_jobStatus", "['none']").isNull()).isTrue();
    assertThat(admin.result("admin_resumeJob", "['none']").isNull()).isTrue();
    admin.result("admin_exportChain", "['out.rlp', 0, '0x1']");
    assertThat(chain.jobs.get("2").what()).isEqualTo("export of 0 to 1 into /exchange/out.rlp");
    String rebuild = admin.result("admin_rebuildIndexes", "['0x1']").asText();
    assertThat(chain.jobs.get(rebuild).what()).isEqualTo("rebuild of 1 to 1");
    assertThat(admin.error("admin_rebuildIndexes", "['first']").get("code").asInt())
        .isEqualTo(-32602);
    String rest = admin.result("admin_resumeJob", "['%s']".formatted(id)).asText();
    assertThat(chain.jobs.get(rest).what()).isEqualTo("rest of import of /exchange/chain.rlp");
    assertThat(admin.error("admin_exportChain", "['out.rlp', 1, 5]").get("code").asInt())
        .isEqualTo(-32602);
    assertThat(admin.error("admin_importChain", "['\\u0000']").get("code").asInt())
        .isEqualTo(-32602);
  }

  @Test
  void showsTheNodeToAdministrators() {
    JsonNode info = admin.result("admin_nodeInfo", "[]");
    assertThat(info.get("enode").asText()).startsWith("enode://");
    assertThat(info.at("/ports/listener").asInt()).isEqualTo(30303);
    assertThat(info.at("/protocols/eth/network").asInt()).isEqualTo(1337);
    assertThat(info.at("/protocols/eth/genesis").asText())
        .isEqualTo(chain.genesisHash().toString());
  }

  @Test
  void hasEveryMethodThatTheReferencePromises() {
    assertThat(new Dispatcher(chain, RpcLimits.DEFAULT).methodNames())
        .containsAll(
            Set.of(
                "web3_clientVersion",
                "web3_sha3",
                "net_version",
                "net_listening",
                "net_peerCount",
                "rpc_modules",
                "eth_getUncleByBlockHashAndIndex",
                "eth_getProof",
                "debug_getRawHeader",
                "admin_exportChain"));
  }
}

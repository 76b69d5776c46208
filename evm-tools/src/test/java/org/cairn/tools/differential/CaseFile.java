package org.cairn.tools.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.execution.CallResult;
import org.cairn.protocol.execution.InvalidBlockException;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.NamedNetworks;
import org.cairn.tools.run.World;
import org.jspecify.annotations.Nullable;

/** A file of state tests whose expected results are those of the execution here. */
final class CaseFile {
  private static final List<String> WORK =
      List.of(
          "Frontier",
          "Homestead",
          "EIP150",
          "EIP158",
          "Byzantium",
          "Constantinople",
          "ConstantinopleFix",
          "Istanbul",
          "MuirGlacier",
          "Berlin",
          "London",
          "ArrowGlacier",
          "GrayGlacier");
  private static final List<String> MERGED =
      List.of("Paris", "Shanghai", "Cancun", "Prague", "Osaka", "BPO1", "BPO2");

  /** The place in the lists above from which on a type of transaction is known. */
  private static final int BERLIN = 9;

  private static final int LONDON = 10;
  private static final int CANCUN = 2;
  private static final int PRAGUE = 3;

  private final TransactionExecutor executor = new TransactionExecutor(new CodeCache(32 << 20));
  private final ObjectNode file = JsonNodeFactory.instance.objectNode();
  private final PrecompileInputs inputs;
  private int posts;
  private int programs;

  CaseFile(PrecompileInputs inputs) {
    this.inputs = inputs;
  }

  ObjectNode json() {
    return file;
  }

  /** Executions: one of a program or transaction under one fork. */
  int posts() {
    return posts;
  }

  /** Programs and transactions that differ. */
  int programs() {
    return programs;
  }

  /** Adds a test of several programs, each under {@code forks} forks. */
  void add(long seed, int count, int forks) {
    Random random = new Random(seed);
    boolean merged = random.nextInt(5) >= 2;
    int age = merged ? 3 + random.nextInt(3) : random.nextInt(4);
    boolean tight = random.nextInt(4) == 0;
    RandomCase test = new RandomCase(random, inputs, merged, age, count, tight);
    ObjectNode post = start("seed" + seed, test);
    MemoryState pre = FixtureState.of(test.pre());
    programs += count;
    for (int d = 0; d < count; d++) {
      for (int f = 0; f < forks; f++) {
        String fork = fork(random, test, age);
        int g = random.nextInt(test.gasLimits.size());
        int v = random.nextInt(test.values.size());
        ArrayNode list =
            (ArrayNode) Optional.ofNullable(post.get(fork)).orElseGet(() -> post.putArray(fork));
        addPost(list.addObject(), test, pre, fork, new int[] {d, g, v}, null);
      }
    }
  }

  /** Adds a test under one fork, its executions in order, and traces them if there is a trace. */
  void addOfOneFork(long seed, int count, @Nullable Appendable trace) {
    Random random = new Random(seed);
    boolean merged = random.nextInt(5) >= 2;
    int age = merged ? 3 + random.nextInt(3) : random.nextInt(4);
    boolean tight = random.nextBoolean();
    RandomCase test = new RandomCase(random, inputs, merged, age, count, tight);
    ObjectNode post = start("seed" + seed, test);
    MemoryState pre = FixtureState.of(test.pre());
    String fork = fork(random, test, age);
    programs += count;
    ArrayNode list = post.putArray(fork);
    for (int d = 0; d < count; d++) {
      int g = random.nextInt(test.gasLimits.size());
      int v = random.nextInt(test.values.size());
      addPost(list.addObject(), test, pre, fork, new int[] {d, g, v}, trace);
    }
  }

  private ObjectNode start(String name, RandomCase test) {
    ObjectNode json = file.putObject(name);
    json.set("env", test.env);
    json.set("pre", test.pre());
    json.set("transaction", test.transactionJson());
    return json.putObject("post");
  }

  static String fork(Random random, RandomCase test, int age) {
    List<String> all = test.merged() ? MERGED : WORK;
    int[] first = test.merged() ? new int[] {0, 0, 0, 0, 1, 4} : new int[] {0, 4, 7, 10, 10, 10};
    int from = random.nextInt(4) == 0 ? 0 : first[age];
    from =
        switch (test.type) {
          case LEGACY -> from;
          case ACCESS_LIST -> test.merged() ? from : Math.max(from, BERLIN);
          case DYNAMIC_FEE -> test.merged() ? from : Math.max(from, LONDON);
          case BLOB -> Math.max(from, CANCUN);
          case SET_CODE -> Math.max(from, PRAGUE);
        };
    return all.get(from + random.nextInt(all.size() - from));
  }

  private void addPost(
      ObjectNode post,
      RandomCase test,
      MemoryState pre,
      String forkName,
      int[] indexes,
      @Nullable Appendable trace) {
    Fork fork = NamedNetworks.fork(forkName).orElseThrow();
    BlockEnvironment block = block(test, fork);
    posts++;
    post.putObject("indexes")
        .put("data", indexes[0])
        .put("gas", indexes[1])
        .put("value", indexes[2]);
    Tracer tracer = trace == null ? null : new org.cairn.protocol.evm.Eip3155Tracer(trace);
    try {
      CallResult result =
          executor.execute(
              test.transaction(indexes[0], indexes[1], indexes[2]),
              RandomCase.SENDER,
              fork,
              block,
              pre,
              tracer);
      MemoryState after = pre.with(result.delta());
      RlpWriter logs = new RlpWriter(256).startList();
      result.logs().forEach(log -> log.writeTo(logs));
      post.put("hash", FixtureState.root(after).toString());
      post.put("logs", Keccak256.hash(logs.endList().toBytes()).toString());
    } catch (InvalidBlockException e) {
      post.put("hash", Hash32.ZERO.toString());
      post.put("logs", Hash32.ZERO.toString());
      post.put("expectException", e.reason().name());
    }
  }

  private static BlockEnvironment block(RandomCase test, Fork fork) {
    long excess = number(test, "currentExcessBlobGas");
    boolean feeMarket = fork.execution().has(Rule.FEE_MARKET);
    return new BlockEnvironment(
        U256.ONE,
        number(test, "currentNumber"),
        number(test, "currentTimestamp"),
        number(test, "currentGasLimit"),
        Address.of(test.env.get("currentCoinbase").asText()),
        U256.of(test.env.get("currentDifficulty").asText()),
        Hash32.of(test.env.path("currentRandom").asText(Hash32.ZERO.toString())),
        feeMarket ? U256.of(test.env.get("currentBaseFee").asText()) : U256.ZERO,
        fork.consensus()
            .blobs()
            .map(blobs -> BlobGas.price(excess, blobs.baseFeeUpdateFraction()))
            .orElse(U256.ZERO),
        World::madeUpHash);
  }

  private static long number(RandomCase test, String name) {
    return U256.of(test.env.get(name).asText()).toLong();
  }
}

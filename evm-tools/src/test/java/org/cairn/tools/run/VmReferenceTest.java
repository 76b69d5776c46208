package org.cairn.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.TransactionEnvironment;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.FixtureState;
import org.junit.jupiter.api.Test;

/** The oldest official suite: one run of code each, with the gas that is left. */
final class VmReferenceTest {
  private static final String ARCHIVE = "vmtests-legacy.zip";
  private static final int SAMPLE = 120;

  @Test
  void everyRunLeavesItsGasOutputLogsAndStorage() {
    List<String> files = new ArrayList<>(Vectors.entries(ARCHIVE, ""));
    files.removeIf(name -> !name.endsWith(".json"));
    if (!Vectors.all()) {
      Collections.shuffle(files, new Random(Vectors.seed(VmReferenceTest.class)));
      files = files.subList(0, SAMPLE);
    }
    for (String file : files) {
      Vectors.json(ARCHIVE, file)
          .properties()
          .forEach(test -> check(test.getKey(), test.getValue()));
    }
  }

  private static void check(String name, JsonNode test) {
    JsonNode exec = test.get("exec");
    MemoryState pre = FixtureState.of(test.get("pre"));
    StateJournal journal = new StateJournal(pre);
    Machine machine =
        new Machine(
            Forks.FRONTIER.execution(),
            block(test.get("env")),
            journal,
            new CodeCache(1 << 20),
            new Cancellation());
    Address caller = Address.of(exec.get("caller").asText());
    Address address = Address.of(exec.get("address").asText());
    U256 value = U256.of(exec.get("value").asText());
    journal.beginTransaction();
    prepare(journal, caller, address, value, Bytes.of(exec.get("code").asText()));
    machine.begin(
        new TransactionEnvironment(
            Address.of(exec.get("origin").asText()),
            U256.of(exec.get("gasPrice").asText()),
            List.of()),
        0);
    Machine.Result result =
        machine.call(
            caller,
            address,
            value,
            Bytes.of(exec.get("data").asText()),
            U256.of(exec.get("gas").asText()).toLong());
    if (!test.has("gas")) {
      assertThat(result.outcome().succeeded()).as(name).isFalse();
      return;
    }
    assertThat(result.outcome().succeeded()).as(name + " " + result.outcome()).isTrue();
    assertThat(result.gasLeft()).as(name).isEqualTo(U256.of(test.get("gas").asText()).toLong());
    assertThat(result.output()).as(name).isEqualTo(Bytes.of(test.get("out").asText()));
    RlpWriter logs = new RlpWriter(256).startList();
    journal.logs().forEach(log -> log.writeTo(logs));
    assertThat(Keccak256.hash(logs.endList().toBytes()))
        .as(name)
        .isEqualTo(Hash32.of(test.get("logs").asText()));
    journal.endTransaction(false);
    MemoryState after = pre.with(journal.delta());
    MemoryState expected = FixtureState.of(test.get("post"));
    for (var slot :
        test.get("post").path(exec.get("address").asText()).path("storage").properties()) {
      U256 key = U256.of(slot.getKey());
      assertThat(after.storage(address, key)).as(name).isEqualTo(expected.storage(address, key));
    }
  }

  /** These runs see the value but are not paid it: it is taken from the callee first. */
  private static void prepare(
      StateJournal journal, Address caller, Address address, U256 value, Bytes code) {
    var callee = journal.account(address);
    U256 balance = callee.balance();
    journal.setBalance(callee, balance.compareTo(value) >= 0 ? balance.minus(value) : U256.ZERO);
    journal.setCode(callee, code);
    if (!caller.equals(address)) {
      var payer = journal.account(caller);
      journal.setBalance(payer, payer.balance().plus(value));
    }
  }

  private static BlockEnvironment block(JsonNode env) {
    return new BlockEnvironment(
        U256.ONE,
        U256.of(env.get("currentNumber").asText()).toLong(),
        U256.of(env.get("currentTimestamp").asText()).toLong(),
        U256.of(env.get("currentGasLimit").asText()).toLong(),
        Address.of(env.get("currentCoinbase").asText()),
        U256.of(env.get("currentDifficulty").asText()),
        Hash32.ZERO,
        U256.ZERO,
        U256.ZERO,
        World::madeUpHash);
  }
}

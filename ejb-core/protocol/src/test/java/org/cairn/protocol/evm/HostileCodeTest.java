package org.cairn.protocol.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** Code made to exhaust the machine, on a thread with a small stack. */
final class HostileCodeTest {
  private static final int THREAD_STACK = 512 << 10;
  private static final long GAS = 1_000_000_000;

  private static <T> T onSmallStack(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "small-stack", THREAD_STACK);
    thread.start();
    try {
      return task.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Machine.Result run(Fork fork, String hex, long gas) {
    return onSmallStack(() -> Programs.run(fork, Bytes.of(hex), gas).result());
  }

  @Test
  void callsItselfDownToTheLimit() {
    // CALL(gas, address, 0, 0, 0, 0, 0), then depth reached: 1 + what the child returned
    String deep = "6020600060006000600030 5af1 600051 600101 600052 60206000f3".replace(" ", "");
    Machine.Result result = run(Forks.HOMESTEAD, deep.replace("5af1", "61fff05a03f1"), 200_000_000);
    assertThat(result.outcome()).isEqualTo(Outcome.RETURN);
    assertThat(U256.read(result.output().shared(), 0, 32)).isEqualTo(U256.of(1025));
  }

  @Test
  void createsItselfDownToTheLimit() {
    // CODECOPY all to 0, CREATE(0, 0, size)
    Machine.Result result = run(Forks.OSAKA, "386000600039386000 6000f000".replace(" ", ""), GAS);
    assertThat(result.outcome()).isEqualTo(Outcome.STOP);
  }

  @Test
  void refusesMemoryThatNoGasPaysFor() {
    for (String size : new String[] {"637fffffff", "63ffffffff", "677fffffffffffffff"}) {
      String word = size;
      assertThat(run(Forks.OSAKA, "6001" + word + "52", GAS).outcome())
          .isEqualTo(Outcome.OUT_OF_GAS);
      assertThat(run(Forks.OSAKA, word + "60006000" + "37", GAS).outcome())
          .isEqualTo(Outcome.OUT_OF_GAS);
      assertThat(run(Forks.OSAKA, word + "600020", GAS).outcome()).isEqualTo(Outcome.OUT_OF_GAS);
      assertThat(run(Forks.OSAKA, "6001" + word + word + "f3", GAS).outcome())
          .isEqualTo(Outcome.OUT_OF_GAS);
    }
  }

  @Test
  void boundsMemoryEvenIfGasDoesNot() {
    assertThat(run(Forks.OSAKA, "6001 63 20000000 52".replace(" ", ""), Long.MAX_VALUE).outcome())
        .isEqualTo(Outcome.OUT_OF_GAS);
  }

  @Test
  void takesReturnedMegabytes() {
    // with call data: return 1 MB; without: call itself with data until the gas is gone
    String bomb =
        "36 601d 57 5b 600060006001600060003061 fff0 f1 50 6002 56 00000000 5b 62100000 6000f3";
    Machine.Result result = run(Forks.OSAKA, bomb.replace(" ", ""), 30_000_000);
    assertThat(result.outcome().succeeded()).isFalse();
  }

  @Test
  void analysesCodeOfPushesOnly() {
    assertThat(run(Forks.OSAKA, "7f".repeat(24_576), GAS).outcome()).isEqualTo(Outcome.STOP);
    assertThat(run(Forks.OSAKA, "60".repeat(24_576), GAS).outcome())
        .isEqualTo(Outcome.STACK_OVERFLOW);
    assertThat(run(Forks.OSAKA, "5b".repeat(24_576), GAS).outcome()).isEqualTo(Outcome.STOP);
    assertThat(run(Forks.OSAKA, "60005600".repeat(6_000), GAS).outcome())
        .isEqualTo(Outcome.INVALID_JUMP);
  }

  @Test
  void endsLoopsThatCostLittle() {
    assertThat(run(Forks.OSAKA, "5b600056", 30_000_000).outcome()).isEqualTo(Outcome.OUT_OF_GAS);
    assertThat(
            run(
                    Forks.FRONTIER,
                    "5b600060006000600060003060 32 f1 50 600056".replace(" ", ""),
                    30_000_000)
                .outcome())
        .isEqualTo(Outcome.OUT_OF_GAS);
  }

  @Test
  void destroysManyContracts() {
    // init code CALLER SELFDESTRUCT (33ff), created until the gas is gone
    String storm = "6133ff600052 5b 6002601e6000f0 50 600656".replace(" ", "");
    assertThat(run(Forks.OSAKA, storm, 30_000_000).outcome()).isEqualTo(Outcome.OUT_OF_GAS);
    assertThat(run(Forks.BYZANTIUM, storm, 30_000_000).outcome()).isEqualTo(Outcome.OUT_OF_GAS);
  }

  @Test
  void stopsWhenCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    var journal = Programs.run(Forks.OSAKA, Bytes.of("00"), 100_000).journal();
    Machine machine =
        new Machine(
            Forks.OSAKA.execution(),
            Programs.block(),
            journal,
            new CodeCache(1 << 20),
            cancellation);
    var created =
        machine.create(
            Programs.CALLER, Programs.CALLER, U256.ZERO, Bytes.of("5b600056"), Long.MAX_VALUE);
    assertThat(created.outcome()).isIn(Outcome.CANCELLED, Outcome.COLLISION);
    var loop =
        machine.create(
            Programs.CALLER,
            org.cairn.protocol.bytes.Address.of(0x9999),
            U256.ZERO,
            Bytes.of("5b600056"),
            Long.MAX_VALUE);
    assertThat(loop.outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void randomBytesEndAlikeWithAndWithoutTracing() {
    Random random = new Random(Vectors.seed(HostileCodeTest.class));
    Fork[] forks = Forks.ALL.toArray(new Fork[0]);
    int programs = Vectors.all() ? 200_000 : 2_000;
    for (int i = 0; i < programs; i++) {
      Fork fork = forks[random.nextInt(forks.length)];
      Bytes code = RandomPrograms.next(random);
      Programs.Run fast = Programs.run(fork, code, Bytes.of("0123456789"), 200_000, null);
      Programs.Run traced =
          Programs.run(fork, code, Bytes.of("0123456789"), 200_000, new Tracer() {});
      // Without a tracer a block's gas is taken at its beginning: an instruction may lack gas where
      // one behind it has another fault, and all gas is lost in either case.
      boolean otherFault =
          fast.result().outcome() == Outcome.OUT_OF_GAS && !traced.result().outcome().keepsGas();
      if (!otherFault) {
        assertThat(traced.result()).as("%s %s", fork, code).isEqualTo(fast.result());
      }
      assertThat(traced.journal().delta()).isEqualTo(fast.journal().delta());
      assertThat(traced.journal().logs()).isEqualTo(fast.journal().logs());
      assertThat(traced.machine().valueCalls()).isEqualTo(fast.machine().valueCalls());
    }
  }
}

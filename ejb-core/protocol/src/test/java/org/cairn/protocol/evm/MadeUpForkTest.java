package org.cairn.protocol.evm;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.fork.Opcode;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.precompile.Precompile;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

/** A fork that only this test knows: nothing outside its table is touched. */
final class MadeUpForkTest {
  private static final Address REVERSER = Address.of(0x7777);

  private static final Opcode TRIPLE =
      new Opcode(
          0x0c,
          "TRIPLE",
          4,
          1,
          1,
          0,
          context -> {
            context.push(context.pop().times(3));
            return context.charge(10);
          });

  private static final Precompile REVERSE =
      new Precompile() {
        @Override
        public long gas(byte[] input) {
          return 1_000L + input.length;
        }

        @Override
        public byte[] run(byte[] input) {
          byte[] out = new byte[input.length];
          for (int i = 0; i < out.length; i++) {
            out[i] = input[input.length - 1 - i];
          }
          return out;
        }
      };

  private static final Fork NEXT =
      Forks.OSAKA
          .next("MadeUp")
          .withConsensus(Forks.OSAKA.consensus().withBlockReward(U256.of(42)))
          .withExecution(
              Forks.OSAKA
                  .execution()
                  .with(TRIPLE)
                  .with(REVERSER, REVERSE)
                  .withGas(0x01, 30)
                  .with(Parameter.MEMORY_WORD, 5));

  /** PUSH1 7 TRIPLE, stored and returned. */
  private static final Bytes TRIPLES = Bytes.of("60070c60005260206000f3");

  @Test
  void runsItsOwnInstruction() {
    Machine.Result result = Programs.run(NEXT, TRIPLES, 100_000).result();
    assertThat(result.outcome()).isEqualTo(Outcome.RETURN);
    assertThat(U256.read(result.output().shared(), 0, 32)).isEqualTo(U256.of(21));
    // five pushes of 3, TRIPLE 4 + 10, MSTORE 3 and a word of memory at 5
    assertThat(100_000 - result.gasLeft()).isEqualTo(4 * 3 + 14 + 3 + 5);
  }

  @Test
  void tracesItsOwnInstruction() {
    Machine.Result result =
        Programs.run(NEXT, TRIPLES, Bytes.EMPTY, 100_000, new Tracer() {}).result();
    assertThat(100_000 - result.gasLeft()).isEqualTo(4 * 3 + 14 + 3 + 5);
  }

  @Test
  void haltsWhenItsInstructionIsTooDear() {
    Machine.Result result = Programs.run(NEXT, TRIPLES, 16).result();
    assertThat(result.outcome()).isEqualTo(Outcome.OUT_OF_GAS);
  }

  @Test
  void leavesTheForkBeforeItAlone() {
    Machine.Result result = Programs.run(Forks.OSAKA, TRIPLES, 100_000).result();
    assertThat(result.outcome()).isEqualTo(Outcome.INVALID_OPCODE);
  }

  @Test
  void callsItsOwnPrecompiledContract() {
    // MSTORE 0x1234 at 0; CALL(gas, 0x7777, 0, 30, 2, 0, 2); return 2 bytes
    Bytes code =
        Bytes.of("6112346000526002600060026 01e6000617777 5af150 60026000f3".replace(" ", ""));
    Machine.Result result = Programs.run(NEXT, code, 100_000).result();
    assertThat(result.output()).isEqualTo(Bytes.of("3412"));
  }

  @Test
  void changesPricesAndRewards() {
    // PUSH1 1 PUSH1 2 ADD
    Machine.Result result = Programs.run(NEXT, Bytes.of("6001600201"), 1_000).result();
    assertThat(1_000 - result.gasLeft()).isEqualTo(36);
    assertThat(NEXT.consensus().blockReward()).isEqualTo(U256.of(42));
    assertThat(NEXT.isAtLeast(Forks.OSAKA)).isTrue();
  }
}

package org.cairn.explorer.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.fork.OpcodeTable;
import org.junit.jupiter.api.Test;

class DisassemblyTest {
  private static final OpcodeTable OSAKA = Forks.OSAKA.execution().opcodes();

  private static String text(Bytes code) {
    return Disassembly.text(code, OSAKA);
  }

  @Test
  void takesInstructionsAndTheirOperandsApart() {
    assertThat(text(Bytes.of("0x6001600201565b5f5000")))
        .isEqualTo(
            "0000 PUSH1 0x01\n0002 PUSH1 0x02\n0004 ADD\n0005 JUMP\n0006 JUMPDEST\n0007 PUSH0\n"
                + "0008 POP\n0009 STOP\n");
  }

  @Test
  void readsAnOperandThatTheCodeCutsOff() {
    assertThat(text(Bytes.of("0x7f0102"))).isEqualTo("0000 PUSH32 0x0102\n");
  }

  @Test
  void namesEveryByteOfAnyCode() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    assertThat(Disassembly.of(Bytes.wrap(all), OSAKA, 1_000))
        .allMatch(line -> !line.name().isEmpty());
    assertThat(text(Bytes.of("0x20305f80809fa4f0f1f2f3f4f5fafdfeff0c")))
        .contains("KECCAK256", "ADDRESS", "PUSH0", "DUP1", "SWAP16", "LOG4", "CREATE\n", "CALL\n")
        .contains("CALLCODE", "RETURN", "DELEGATECALL", "CREATE2", "STATICCALL", "REVERT")
        .contains("INVALID", "SELFDESTRUCT", "opcode 0xc not defined");
  }

  @Test
  void stopsAtTheMostThatIsShown() {
    assertThat(Disassembly.of(Bytes.wrap(new byte[24_576]), OSAKA, 120)).hasSize(120);
  }

  @Test
  void knowsADelegation() {
    String delegate = "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
    assertThat(Disassembly.delegate(Bytes.of("ef0100" + delegate))).contains(Address.of(delegate));
    assertThat(Disassembly.delegate(Bytes.of("ef0100" + delegate + "00"))).isEmpty();
    assertThat(Disassembly.delegate(Bytes.EMPTY)).isEmpty();
  }
}

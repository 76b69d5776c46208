package org.cairn.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.Test;

/** Lines in which traces once differed from those of go-ethereum, which are the expected ones. */
final class TraceTest {
  private static final long GAS = 10_000_000_000L;

  private static List<String> trace(String code, Fork fork) {
    StringBuilder lines = new StringBuilder();
    Program program =
        new Program(
            Bytes.of(code),
            Bytes.EMPTY,
            Address.of("000000000000000000000000000073656e646572"),
            Address.of("0000000000000000000000007265636569766572"),
            U256.ZERO,
            U256.ZERO,
            GAS,
            false);
    ProgramRun.of(program, World.empty(fork, GAS), new Eip3155Tracer(lines));
    return lines.toString().lines().toList();
  }

  @Test
  void creationCostsWhatItCostsWithoutWhatItGivesAway() {
    assertThat(trace("5f5f5ff0", Forks.OSAKA))
        .contains(
            "{\"pc\":3,\"op\":240,\"gas\":\"0x2540be3fa\",\"gasCost\":\"0x7d00\",\"memSize\":0,"
                + "\"stack\":[\"0x0\",\"0x0\",\"0x0\"],\"depth\":1,\"refund\":0,"
                + "\"opName\":\"CREATE\"}");
  }

  @Test
  void creationOfNoCodeHasAnEndAndNoStep() {
    assertThat(trace("5f5f5ff0", Forks.OSAKA))
        .hasSize(7)
        .containsSubsequence(
            "{\"output\":\"\",\"gasUsed\":\"0x0\"}", "{\"output\":\"\",\"gasUsed\":\"0x7d06\"}");
  }

  @Test
  void endOfACreationShowsTheCode() {
    // the init code returns one byte of zero
    assertThat(trace("6460016000f35f526005601b5ff0", Forks.OSAKA))
        .contains("{\"output\":\"00\",\"gasUsed\":\"0xd1\"}");
  }

  @Test
  void logInAStaticCallIsPaidForBeforeItIsRefused() {
    assertThat(trace("36600d575f5f60015f305afa005b60205fa0", Forks.OSAKA))
        .containsSubsequence(
            "{\"pc\":17,\"op\":160,\"gas\":\"0x24abbb3db\",\"gasCost\":\"0x27a\",\"memSize\":0,"
                + "\"stack\":[\"0x20\",\"0x0\"],\"depth\":2,\"refund\":0,\"opName\":\"LOG0\"}",
            "{\"pc\":17,\"op\":160,\"gas\":\"0x24abbb3db\",\"gasCost\":\"0x27a\",\"memSize\":32,"
                + "\"stack\":[\"0x20\",\"0x0\"],\"depth\":2,\"refund\":0,\"opName\":\"LOG0\","
                + "\"error\":\"write protection\"}",
            "{\"output\":\"\",\"gasUsed\":\"0x24abbb3f0\",\"error\":\"write protection\"}");
  }

  @Test
  void returnDataOutOfBoundsIsPaidForBeforeItIsRefused() {
    assertThat(trace("60015f5f3e", Forks.OSAKA))
        .containsSubsequence(
            "{\"pc\":4,\"op\":62,\"gas\":\"0x2540be3f9\",\"gasCost\":\"0x9\",\"memSize\":0,"
                + "\"stack\":[\"0x1\",\"0x0\",\"0x0\"],\"depth\":1,\"refund\":0,"
                + "\"opName\":\"RETURNDATACOPY\"}",
            "{\"pc\":4,\"op\":62,\"gas\":\"0x2540be3f9\",\"gasCost\":\"0x9\",\"memSize\":32,"
                + "\"stack\":[],\"depth\":1,\"refund\":0,\"opName\":\"RETURNDATACOPY\","
                + "\"error\":\"return data out of bounds\"}");
  }

  @Test
  void stackThatIsTooLowIsCountedInTheError() {
    assertThat(trace("01", Forks.OSAKA))
        .containsExactly(
            "{\"pc\":0,\"op\":1,\"gas\":\"0x2540be400\",\"gasCost\":\"0x3\",\"memSize\":0,"
                + "\"stack\":[],\"depth\":1,\"refund\":0,\"opName\":\"ADD\","
                + "\"error\":\"stack underflow (0 \\u003c=\\u003e 2)\"}",
            "{\"output\":\"\",\"gasUsed\":\"0x2540be400\","
                + "\"error\":\"stack underflow (0 \\u003c=\\u003e 2)\"}");
  }

  @Test
  void instructionOfALaterForkHasItsNameAlready() {
    assertThat(trace("3d", Forks.FRONTIER).getFirst()).contains("\"opName\":\"RETURNDATASIZE\"");
  }
}

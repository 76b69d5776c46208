package org.cairn.explorer.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Log;
import org.junit.jupiter.api.Test;

class LogPartTest {
  private static final Hash32 TRANSFER =
      Hash32.of("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
  private static final Hash32 APPROVAL =
      Hash32.of("8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925");
  private static final Hash32 ALICE = Hash32.of(0, 0, 0, 1);
  private static final Hash32 BOB = Hash32.of(0, 0, 0, 2);
  private static final Bytes TEN = Bytes.of("00".repeat(31) + "0a");

  private static Log log(Bytes data, Hash32... topics) {
    return new Log(Address.of(9), List.of(topics), data);
  }

  @Test
  void readsTransfersAndApprovalsOfBothStandards() {
    LogPart.Event coins = LogPart.event(log(TEN, TRANSFER, ALICE, BOB)).orElseThrow();
    assertThat(coins.name()).isEqualTo("Transfer");
    assertThat(coins.standard()).isEqualTo("ERC-20");
    assertThat(coins.what()).isEqualTo("10 units");
    assertThat(coins.to().full()).endsWith("0002");
    LogPart.Event token =
        LogPart.event(log(Bytes.EMPTY, APPROVAL, ALICE, BOB, Hash32.of(0, 0, 0, 77))).orElseThrow();
    assertThat(token.name()).isEqualTo("Approval");
    assertThat(token.standard()).isEqualTo("ERC-721");
    assertThat(token.what()).isEqualTo("token #77");
  }

  @Test
  void guessesAtNothingElse() {
    Hash32 noAddress = Hash32.of(1, 0, 0, 1);
    assertThat(LogPart.event(log(TEN, Hash32.ZERO, ALICE, BOB))).isEmpty();
    assertThat(LogPart.event(log(TEN, TRANSFER, ALICE))).isEmpty();
    assertThat(LogPart.event(log(TEN, TRANSFER, noAddress, BOB))).isEmpty();
    assertThat(LogPart.event(log(Bytes.EMPTY, TRANSFER, ALICE, BOB))).isEmpty();
    assertThat(LogPart.event(log(TEN, TRANSFER, ALICE, BOB, BOB))).isEmpty();
    assertThat(LogPart.event(log(Bytes.EMPTY))).isEmpty();
  }

  @Test
  void showsTheBeginningOfLongDataAndSaysHowMuchIsLeft() {
    LogPart part = LogPart.of(log(Bytes.wrap(new byte[10_000])), 3);
    assertThat(part.words()).hasSize(8);
    assertThat(part.more()).isEqualTo("9,744 more bytes");
  }
}

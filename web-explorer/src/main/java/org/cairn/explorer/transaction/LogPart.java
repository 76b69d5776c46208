package org.cairn.explorer.transaction;

import java.util.List;
import java.util.Optional;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.WordRow;
import org.cairn.explorer.text.Numbers;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * A log of a transaction.
 *
 * @param index in the block
 * @param more how many bytes of data are not shown, in words; empty if all are
 * @param event what it says, if it is one of the token standards'
 */
public record LogPart(
    String index,
    AddressPart address,
    List<String> topics,
    List<WordRow> words,
    String more,
    @Nullable Event event) {
  private static final int WORDS = 8;

  /** {@code Transfer(address,address,uint256)} of ERC-20 and ERC-721. */
  private static final Hash32 TRANSFER =
      Hash32.of("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  /** {@code Approval(address,address,uint256)} of ERC-20 and ERC-721. */
  private static final Hash32 APPROVAL =
      Hash32.of("8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925");

  /** An event of a token: ERC-20 counts in the token's smallest unit, ERC-721 names one token. */
  public record Event(
      String name, String standard, String what, AddressPart from, AddressPart to) {}

  static LogPart of(Log log, int index) {
    int hidden = log.data().length() - 32 * WORDS;
    return new LogPart(
        Numbers.grouped(index),
        AddressPart.of(log.address()),
        log.topics().stream().map(Hash32::toString).toList(),
        WordRow.of(log.data(), 0, WORDS),
        hidden > 0 ? Numbers.counted(hidden, "more byte", "more bytes") : "",
        event(log).orElse(null));
  }

  static Optional<Event> event(Log log) {
    List<Hash32> topics = log.topics();
    if (topics.size() < 3
        || !isAddress(topics.get(1))
        || !isAddress(topics.get(2))
        || !topics.getFirst().equals(TRANSFER) && !topics.getFirst().equals(APPROVAL)) {
      return Optional.empty();
    }
    String name = topics.getFirst().equals(TRANSFER) ? "Transfer" : "Approval";
    if (topics.size() == 3 && log.data().length() == 32) {
      U256 amount = U256.read(log.data().shared(), 0, 32);
      return Optional.of(
          event(
              name,
              "ERC-20",
              Numbers.grouped(amount.toBigInteger())
                  + (amount.equals(U256.ONE) ? " unit" : " units"),
              topics));
    }
    if (topics.size() == 4 && log.data().isEmpty()) {
      return Optional.of(
          event(name, "ERC-721", "token #" + U256.of(topics.get(3)).toBigInteger(), topics));
    }
    return Optional.empty();
  }

  private static Event event(String name, String standard, String what, List<Hash32> topics) {
    return new Event(
        name,
        standard,
        what,
        AddressPart.of(Address.lastOf(topics.get(1))),
        AddressPart.of(Address.lastOf(topics.get(2))));
  }

  private static boolean isAddress(Hash32 topic) {
    return topic.word(0) == 0 && topic.word(1) >>> 32 == 0;
  }
}

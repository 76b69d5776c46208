package org.cairn.explorer.part;

import java.time.Instant;
import org.cairn.node.query.TransactionSummary;
import org.cairn.protocol.bytes.Address;
import org.jspecify.annotations.Nullable;

/**
 * A row in a list of transactions.
 *
 * @param action what it did in one word: the function, {@code transfer} or {@code create}
 * @param counterpart recipient or created contract; null where a failed one created none
 * @param direction as the address of the page sees it; null on other pages
 */
public record TransactionRow(
    HashPart hash,
    String block,
    int index,
    MomentPart time,
    String action,
    AddressPart from,
    @Nullable AddressPart counterpart,
    boolean creation,
    AmountPart value,
    AmountPart fee,
    boolean succeeded,
    @Nullable Direction direction) {

  /** Which way a transaction goes, seen from an address. */
  public enum Direction {
    IN("in", "↘"),
    OUT("out", "↗"),
    SELF("self", "↺"),
    BIRTH("created", "✦");

    private final String word;
    private final String sign;

    Direction(String word, String sign) {
      this.word = word;
      this.sign = sign;
    }

    public String word() {
      return word;
    }

    public String sign() {
      return sign;
    }
  }

  public static TransactionRow of(TransactionSummary transaction, Instant now) {
    return of(transaction, now, null);
  }

  /** A row on the page of {@code viewer}. */
  public static TransactionRow seenFrom(
      Address viewer, TransactionSummary transaction, Instant now) {
    return of(transaction, now, direction(viewer, transaction));
  }

  private static TransactionRow of(
      TransactionSummary transaction, Instant now, @Nullable Direction direction) {
    return new TransactionRow(
        HashPart.of(transaction.hash()),
        Long.toString(transaction.blockNumber()),
        transaction.index(),
        MomentPart.of(transaction.timestamp(), now),
        action(transaction),
        AddressPart.of(transaction.from()),
        transaction.to().or(transaction::created).map(AddressPart::of).orElse(null),
        transaction.to().isEmpty(),
        AmountPart.brief(transaction.value()),
        AmountPart.brief(transaction.fee()),
        transaction.succeeded(),
        direction);
  }

  private static Direction direction(Address viewer, TransactionSummary transaction) {
    boolean sent = transaction.from().equals(viewer);
    boolean received = transaction.to().filter(viewer::equals).isPresent();
    if (sent) {
      return received ? Direction.SELF : Direction.OUT;
    }
    return received ? Direction.IN : Direction.BIRTH;
  }

  private static String action(TransactionSummary transaction) {
    if (transaction.to().isEmpty()) {
      return "create";
    }
    return transaction.method() < 0 ? "transfer" : Selectors.name(transaction.method());
  }
}

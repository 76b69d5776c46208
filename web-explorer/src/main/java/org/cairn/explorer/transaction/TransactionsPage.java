package org.cairn.explorer.transaction;

import java.util.List;
import java.util.Optional;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Keys;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.part.TransactionRow;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.TransactionSummary;
import org.jspecify.annotations.Nullable;

/** The list of canonical transactions, newest first: {@code /transactions?before=B.I}. */
public final class TransactionsPage implements Page {
  private static final int ROWS = 25;

  /**
   * What the template shows.
   *
   * @param first whether these are the newest
   * @param older key of the page behind this one; null on the last
   */
  public record Model(
      List<TransactionRow> transactions, String total, boolean first, @Nullable String older) {}

  @Override
  public Answer answer(ChainView view, Request request) {
    Optional<String> before = request.parameter("before");
    Optional<PageKey> key = before.flatMap(Keys::place);
    if (!request.path().isEmpty() || before.isPresent() && key.isEmpty()) {
      return Answer.badRequest(
          "This list has no such page",
          "“before” is a block's number, a dot and the transaction's index in the block.");
    }
    org.cairn.node.query.Page<TransactionSummary> page =
        view.transactionsBefore(key.orElse(PageKey.NEWEST), ROWS);
    return Answer.html(
        "transaction/transactions",
        new Model(
            page.rows().stream().map(row -> TransactionRow.of(row, request.now())).toList(),
            Numbers.grouped(view.transactionTotal()),
            before.isEmpty(),
            page.older() ? key(page.rows().getLast()) : null));
  }

  private static String key(TransactionSummary transaction) {
    return Keys.write(new PageKey(transaction.blockNumber(), transaction.index()));
  }
}

package org.cairn.explorer.home;

import java.util.List;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.part.BlockRow;
import org.cairn.explorer.part.Role;
import org.cairn.explorer.part.TransactionRow;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockSummary;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.PageKey;

/** Latest blocks and transactions, and the last blocks as a strip. */
public final class HomePage implements Page {
  private static final int STRIP = 60;
  private static final int ROWS = 10;

  /** What the template shows. */
  public record Model(
      Totals totals,
      Strip strip,
      Role role,
      List<BlockRow> blocks,
      List<TransactionRow> transactions) {}

  /** Figures about the chain, and about the blocks of the strip. */
  public record Totals(String transactions, String interval, String perBlock, String gas) {}

  @Override
  public Answer answer(ChainView view, Request request) {
    List<BlockSummary> recent = view.summaries(view.headNumber(), STRIP);
    Model model =
        new Model(
            totals(view, recent),
            Strip.of(recent, request.now()),
            Role.of(view.config(), view.headHeader().difficulty()),
            recent.stream().limit(ROWS).map(block -> BlockRow.of(block, request.now())).toList(),
            view.transactionsBefore(PageKey.NEWEST, ROWS).rows().stream()
                .map(transaction -> TransactionRow.of(transaction, request.now()))
                .toList());
    return Answer.html("home/home", model);
  }

  private static Totals totals(ChainView view, List<BlockSummary> recent) {
    BlockSummary newest = recent.getFirst();
    BlockSummary oldest = recent.getLast();
    long transactions = recent.stream().mapToLong(BlockSummary::transactionCount).sum();
    long used = recent.stream().mapToLong(BlockSummary::gasUsed).sum();
    long limit = recent.stream().mapToLong(BlockSummary::gasLimit).sum();
    return new Totals(
        Numbers.grouped(view.transactionTotal()),
        Strip.average(newest.timestamp() - oldest.timestamp(), recent.size() - 1) + " s",
        Strip.average(transactions, recent.size()),
        Numbers.percent(used, limit));
  }
}

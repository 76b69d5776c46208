package org.cairn.explorer.block;

import java.util.List;
import java.util.Optional;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Keys;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.part.BlockRow;
import org.cairn.explorer.part.Role;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockSummary;
import org.cairn.node.query.ChainView;
import org.jspecify.annotations.Nullable;

/** The list of canonical blocks, newest first: {@code /blocks?before=N}. */
public final class BlocksPage implements Page {
  private static final int ROWS = 50;

  /**
   * What the template shows.
   *
   * @param newer key of the page in front of this one; null on the first
   * @param older key of the page behind this one; null on the last
   * @param oldest key of the last page; null on it
   */
  public record Model(
      List<BlockRow> blocks,
      Role role,
      String range,
      String total,
      @Nullable String newer,
      @Nullable String older,
      @Nullable String oldest) {}

  @Override
  public Answer answer(ChainView view, Request request) {
    Optional<String> before = request.parameter("before");
    Optional<Long> key = before.flatMap(Keys::number);
    if (!request.path().isEmpty() || before.isPresent() && key.isEmpty()) {
      return Answer.badRequest(
          "This list has no such page", "“before” is the number of a block, in decimal digits.");
    }
    long head = view.headNumber();
    long newest = key.map(number -> Math.clamp(number - 1, 0, head)).orElse(head);
    List<BlockSummary> blocks = view.summaries(newest, ROWS);
    long last = blocks.getLast().number();
    return Answer.html(
        "block/blocks",
        new Model(
            blocks.stream().map(block -> BlockRow.of(block, request.now())).toList(),
            Role.of(view.config(), view.headHeader().difficulty()),
            Numbers.grouped(last) + " to " + Numbers.grouped(newest),
            Numbers.grouped(head + 1),
            newest < head ? Long.toString(newest + ROWS + 1) : null,
            last > 0 ? Long.toString(last) : null,
            last > 0 ? Integer.toString(ROWS) : null));
  }
}

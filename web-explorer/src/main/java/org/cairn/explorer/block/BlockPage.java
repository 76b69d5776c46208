package org.cairn.explorer.block;

import java.util.List;
import java.util.Optional;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Keys;
import org.cairn.explorer.page.Link;
import org.cairn.explorer.page.Notice;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.protocol.bytes.Hash32;

/**
 * One block: {@code /block/NUMBER} or {@code /block/HASH}, {@code ?from=I} for later transactions,
 * and as plain text {@code /block/…/raw}.
 */
public final class BlockPage implements Page {
  @Override
  public Answer answer(ChainView view, Request request) {
    List<String> path = request.path();
    if (path.isEmpty()) {
      return new Answer.Redirect("/blocks");
    }
    Optional<Hash32> byHash = Keys.hash(path.getFirst());
    Optional<Long> byNumber = Keys.number(path.getFirst());
    if (byHash.isEmpty() && byNumber.isEmpty()) {
      return Answer.badRequest(
          "This names no block", "A block has a number in decimal digits, or a hash of 32 bytes.");
    }
    Optional<Hash32> hash =
        byHash.or(() -> view.resolve(new BlockSelector.ByNumber(byNumber.orElseThrow())));
    Optional<BlockRecord> block = hash.flatMap(view::block);
    if (block.isEmpty()) {
      return Answer.notFound(unknown(view, byHash, byNumber));
    }
    return path.size() == 1
        ? page(view, request, block.get())
        : text(path.subList(1, path.size()), block.get());
  }

  private static Answer page(ChainView view, Request request, BlockRecord block) {
    return new BlockReport(view, block, request.now())
        .model(request.parameter("from"), request.parameter("withdrawals"))
        .map(model -> Answer.html("block/block", model))
        .orElseGet(() ->
            Answer.badRequest(
                "This block has no such page",
                "“from” and “withdrawals” are the place of a row in its list, from 0 on."));
  }

  private static Answer text(List<String> form, BlockRecord block) {
    return form.equals(List.of("raw"))
        ? new Answer.Text(block.block().encoded() + "\n")
        : Answer.notFound(Notice.notFound("There is no such form", "A block has “raw”."));
  }

  private static Notice unknown(ChainView view, Optional<Hash32> hash, Optional<Long> number) {
    long head = view.headNumber();
    Link latest = new Link("Latest block", "/block/" + head);
    if (number.isPresent()) {
      return Notice.notFound(
              "Block " + Numbers.grouped(number.get()) + " is not there yet",
              "The head of the chain is block " + Numbers.grouped(head) + ".")
          .with(latest);
    }
    if (view.locate(hash.orElseThrow()).isPresent()) {
      return Notice.notFound("No block has this hash", "But a transaction has.")
          .with(new Link("Go to the transaction", "/tx/" + hash.get()));
    }
    return Notice.notFound(
            "No block of this chain has this hash",
            "It is 32 bytes, but no block that this node knows has it, on whatever branch.")
        .with(latest);
  }
}

package org.cairn.explorer.transaction;

import java.util.List;
import java.util.Optional;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Keys;
import org.cairn.explorer.page.Link;
import org.cairn.explorer.page.Notice;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.TransactionLocation;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Transaction;

/** One transaction: {@code /tx/HASH}, and as plain text {@code /tx/HASH/raw} and {@code /input}. */
public final class TransactionPage implements Page {
  @Override
  public Answer answer(ChainView view, Request request) {
    List<String> path = request.path();
    Optional<Hash32> hash = path.isEmpty() ? Optional.empty() : Keys.hash(path.getFirst());
    if (hash.isEmpty() || path.size() > 2) {
      return Answer.badRequest(
          "This is no transaction hash", "A hash is 0x and 64 hexadecimal digits.");
    }
    Optional<TransactionLocation> location = view.locate(hash.get());
    Optional<BlockRecord> block = location.flatMap(found -> view.block(found.blockHash()));
    if (location.isEmpty() || block.isEmpty()) {
      return Answer.notFound(unknown(view, hash.get()));
    }
    int index = location.get().index();
    return path.size() == 1
        ? page(view, request, block.get(), index)
        : text(path.getLast(), block.get().block().transactions().get(index));
  }

  private static Answer page(ChainView view, Request request, BlockRecord block, int index) {
    return new TransactionReport(view, block, index)
        .model(request)
        .map(model -> Answer.html("transaction/transaction", model))
        .orElseGet(() ->
            Answer.badRequest(
                "This list has no such page",
                "“logs”, “calls” and “access” are the place of a row in its list, from 0 on."));
  }

  private static Answer text(String form, Transaction transaction) {
    return switch (form) {
      case "raw" -> new Answer.Text(transaction.encoded() + "\n");
      case "input" -> new Answer.Text(transaction.data() + "\n");
      default ->
          Answer.notFound(
              Notice.notFound("There is no such form", "A transaction has “raw” and “input”."));
    };
  }

  private static Notice unknown(ChainView view, Hash32 hash) {
    if (view.block(hash).isPresent()) {
      return Notice.notFound("No transaction has this hash", "But a block has.")
          .with(new Link("Go to the block", "/block/" + hash));
    }
    return Notice.notFound(
        "No transaction of this chain has this hash",
        "It is 32 bytes, but no transaction up to the head has it. It may not be in a block yet, or"
            + " be of another chain.");
  }
}

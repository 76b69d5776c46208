package org.cairn.explorer.search;

import java.math.BigInteger;
import java.util.List;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Link;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.text.Checksums;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.ChainView;
import org.cairn.protocol.bytes.Hash32;

/** {@code /search?q=}: goes straight to what was meant, or says what was understood. */
public final class SearchPage implements Page {
  private static final int SHOWN = 100;

  /**
   * What the template shows.
   *
   * @param typed the text, cut if it is long
   * @param understood what it may be and why that leads nowhere
   */
  public record Model(String typed, String title, String understood, List<Link> links) {}

  @Override
  public Answer answer(ChainView view, Request request) {
    String typed = request.parameter("q").orElse("");
    String shown = typed.length() <= SHOWN ? typed : typed.substring(0, SHOWN) + "…";
    return switch (Query.of(typed)) {
      case Query.Empty() ->
          page(200, shown, "Search", "Type a block number, a hash or an address.");
      case Query.Number(BigInteger value) -> number(view, shown, value);
      case Query.PerhapsHex(BigInteger value) -> perhapsHex(view, shown, value);
      case Query.Hash(Hash32 hash) -> hash(view, shown, hash);
      case Query.Account account -> account(shown, account);
      case Query.Unknown(String understood) -> page(404, shown, "Nothing found", understood);
    };
  }

  private static Answer number(ChainView view, String typed, BigInteger number) {
    long head = view.headNumber();
    if (number.compareTo(BigInteger.valueOf(head)) <= 0) {
      return new Answer.Redirect("/block/" + number);
    }
    return page(
        404,
        typed,
        "Nothing found",
        "A number, but block %s is not there yet: the head of the chain is block %s."
            .formatted(brief(number), Numbers.grouped(head)),
        new Link("Latest block", "/block/" + head));
  }

  private static String brief(BigInteger number) {
    String text = Numbers.grouped(number);
    return text.length() <= 27 ? text : "of " + number.toString().length() + " digits";
  }

  private static Answer perhapsHex(ChainView view, String typed, BigInteger number) {
    String understood = "Hexadecimal digits without 0x in front, too few for a hash or an address.";
    return number.compareTo(BigInteger.valueOf(view.headNumber())) <= 0
        ? page(
            200,
            typed,
            "Did you mean this?",
            understood,
            new Link("Block " + Numbers.grouped(number), "/block/" + number))
        : page(404, typed, "Nothing found", understood);
  }

  private static Answer hash(ChainView view, String typed, Hash32 hash) {
    if (view.locate(hash).isPresent()) {
      return new Answer.Redirect("/tx/" + hash);
    }
    return view.block(hash).isPresent()
        ? new Answer.Redirect("/block/" + hash)
        : page(
            404,
            typed,
            "Nothing found",
            "32 bytes, but no block or transaction of this chain has this hash.");
  }

  private static Answer account(String typed, Query.Account account) {
    String written = Checksums.write(account.address());
    return account.checksum() == Checksums.Verdict.WRONG
        ? page(
            200,
            typed,
            "Is this address typed right?",
            "An address, but its capital letters do not fit its digits (the checksum of EIP-55): a"
                + " digit or a letter may be wrong.",
            new Link("Go to " + written + " all the same", "/address/" + written))
        : new Answer.Redirect("/address/" + written);
  }

  private static Answer page(
      int status, String typed, String title, String understood, Link... links) {
    return new Answer.Html(
        status, "search/search", new Model(typed, title, understood, List.of(links)));
  }
}

package org.cairn.explorer.transaction;

import java.util.ArrayList;
import java.util.List;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.Selectors;
import org.cairn.explorer.text.Numbers;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.types.Transaction;
import org.jspecify.annotations.Nullable;

/** What a transaction did, in one sentence with links in it. */
public record Sentence(List<Piece> pieces) {
  /** A stretch of text, an address or an amount: one of the three. */
  public record Piece(
      @Nullable String text, @Nullable AddressPart address, @Nullable AmountPart amount) {
    static Piece text(String text) {
      return new Piece(text, null, null);
    }

    static Piece address(Address address) {
      return new Piece(null, AddressPart.of(address), null);
    }

    static Piece amount(Transaction transaction) {
      return new Piece(null, null, AmountPart.ether(transaction.value()));
    }
  }

  /**
   * Tells what the transaction did, or tried.
   *
   * @param target recipient, or the contract that it creates
   * @param calls whether the recipient has code
   * @param ending what came of it, such as {@code . It failed: …}
   */
  static Sentence of(
      Transaction transaction, Address from, Address target, boolean calls, String ending) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(Piece.address(from));
    if (transaction.isCreation()) {
      pieces.add(Piece.text(" created the contract "));
      pieces.add(Piece.address(target));
      addValue(pieces, transaction);
    } else if (calls) {
      pieces.add(Piece.text(" called " + function(transaction) + " on "));
      pieces.add(Piece.address(target));
      addValue(pieces, transaction);
    } else {
      addGift(pieces, transaction);
      pieces.add(Piece.text(" to "));
      pieces.add(Piece.address(target));
    }
    addLater(pieces, transaction);
    pieces.add(Piece.text(ending));
    return new Sentence(pieces);
  }

  /** What came with the transaction beside its call: blobs, authorizations. */
  private static void addLater(List<Piece> pieces, Transaction transaction) {
    int blobs = transaction.blobVersionedHashes().size();
    if (blobs > 0) {
      pieces.add(Piece.text(", with " + Numbers.counted(blobs, "blob", "blobs")));
    }
    int authorizations = transaction.authorizationList().size();
    if (authorizations > 0) {
      pieces.add(
          Piece.text(
              ", with " + Numbers.counted(authorizations, "authorization", "authorizations")));
    }
  }

  /** What an account without code is sent: value, data or both. */
  private static void addGift(List<Piece> pieces, Transaction transaction) {
    String data = Numbers.counted(transaction.data().length(), "byte", "bytes") + " of data";
    if (transaction.value().isZero() && !transaction.data().isEmpty()) {
      pieces.add(Piece.text(" sent " + data));
      return;
    }
    pieces.add(Piece.text(" sent "));
    pieces.add(Piece.amount(transaction));
    if (!transaction.data().isEmpty()) {
      pieces.add(Piece.text(" and " + data));
    }
  }

  private static void addValue(List<Piece> pieces, Transaction transaction) {
    if (!transaction.value().isZero()) {
      pieces.add(Piece.text(" with "));
      pieces.add(Piece.amount(transaction));
    }
  }

  private static String function(Transaction transaction) {
    return transaction.data().length() < 4
        ? "the fallback function"
        : Selectors.name(LongBytes.getInt(transaction.data().shared(), 0) & 0xffffffffL);
  }
}

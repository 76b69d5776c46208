package org.cairn.explorer.address;

import java.util.List;
import org.cairn.explorer.code.Disassembly;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.HashPart;
import org.cairn.explorer.part.TransactionRow;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an address shows.
 *
 * @param checksumWrong whether the capital letters that it was asked by break EIP-55
 * @param holdings null if the state at the head cannot be read; {@code note} says why
 */
public record AddressModel(
    AddressPart address,
    boolean checksumWrong,
    String kind,
    @Nullable Holdings holdings,
    String note,
    @Nullable Creation creation,
    @Nullable Code code,
    History history) {

  /** What the account has at the head of the chain. */
  public record Holdings(AmountPart balance, String nonce) {}

  /** The transaction that made the contract. */
  public record Creation(AddressPart creator, HashPart transaction, String block, String number) {}

  /**
   * A contract's code.
   *
   * @param delegate the account whose code runs instead (EIP-7702); null for code of its own
   * @param more how many instructions are not shown, in words; empty if all are
   */
  public record Code(
      String length,
      String hash,
      boolean storage,
      @Nullable AddressPart delegate,
      List<Disassembly.Line> lines,
      String more) {}

  /**
   * A page of transactions, newest first.
   *
   * @param newer key of the page in front; null on the first
   * @param older key of the page behind; null on the last
   */
  public record History(
      List<TransactionRow> rows, @Nullable String newer, @Nullable String older) {}
}

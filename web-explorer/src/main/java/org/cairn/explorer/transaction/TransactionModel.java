package org.cairn.explorer.transaction;

import java.util.List;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.GaugePart;
import org.cairn.explorer.part.HashPart;
import org.cairn.explorer.part.MomentPart;
import org.cairn.explorer.part.Role;
import org.cairn.explorer.part.Slice;
import org.cairn.explorer.part.WordRow;
import org.jspecify.annotations.Nullable;

/** What the page of a transaction shows. */
public record TransactionModel(
    HashPart hash,
    Sentence sentence,
    Status status,
    Place place,
    AddressPart from,
    AddressPart target,
    boolean creation,
    AmountPart value,
    Fee fee,
    GaugePart gas,
    String nonce,
    @Nullable HashPart previous,
    @Nullable HashPart next,
    String type,
    String chainId,
    Input input,
    Slice<Access> accessList,
    List<Blob> blobs,
    List<Delegation> delegations,
    Slice<LogPart> logs,
    Slice<CallRow> calls) {

  /**
   * Where it stands.
   *
   * @param block number as a link needs it
   * @param index in the block, in words
   */
  public record Place(
      String block,
      String number,
      String index,
      String confirmations,
      MomentPart time,
      Role role) {}

  /**
   * What it paid.
   *
   * @param burnt null before London
   * @param tip null before London
   * @param blobGas null unless it carries blobs
   * @param cap most that it would have paid for a unit of gas; null unless it says so (EIP-1559)
   * @param tipCap likewise for the tip
   */
  public record Fee(
      AmountPart total,
      AmountPart price,
      @Nullable AmountPart burnt,
      @Nullable AmountPart tip,
      @Nullable BlobGas blobGas,
      @Nullable AmountPart cap,
      @Nullable AmountPart tipCap) {}

  /**
   * What its blobs cost (EIP-4844).
   *
   * @param cap most that it would have paid for a unit
   */
  public record BlobGas(String used, AmountPart price, AmountPart burnt, AmountPart cap) {}

  /**
   * Its input.
   *
   * @param selector in hex; empty if there is none
   * @param function name of the selector; empty if it is not known
   * @param more how many bytes are not shown, in words; empty if all are
   */
  public record Input(
      String length, String selector, String function, List<WordRow> words, String more) {}

  /** An entry of its access list (EIP-2930). */
  public record Access(AddressPart address, List<String> keys, String more) {}

  /** A blob, by its versioned hash (EIP-4844). */
  public record Blob(String hash) {}

  /**
   * An authorization (EIP-7702).
   *
   * @param authority null if the signature is none
   * @param to null if it ends a delegation
   */
  public record Delegation(
      @Nullable AddressPart authority, @Nullable AddressPart to, String nonce, String chainId) {}
}

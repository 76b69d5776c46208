package org.cairn.explorer.block;

import java.util.List;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.GaugePart;
import org.cairn.explorer.part.HashPart;
import org.cairn.explorer.part.MomentPart;
import org.cairn.explorer.part.Role;
import org.cairn.explorer.part.Slice;
import org.cairn.explorer.part.TransactionRow;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a block shows.
 *
 * @param id number as a link needs it
 * @param self path segment of this very block: its hash if it is not canonical
 * @param previous number of the block before; null at the genesis block
 * @param next number of the block behind; null at the head and off the canonical chain
 */
public record BlockModel(
    String id,
    String number,
    String self,
    HashPart hash,
    @Nullable String previous,
    @Nullable String next,
    Branch branch,
    MomentPart time,
    String fork,
    Author author,
    Gas gas,
    Slice<TransactionRow> transactions,
    boolean executed,
    List<Ommer> ommers,
    Slice<Payout> withdrawals,
    boolean hasWithdrawals,
    Seal seal,
    Roots roots,
    String size) {

  /**
   * Where the block stands.
   *
   * @param standing {@code canonical}, or {@code side}: a class of the style sheet
   * @param text in words
   * @param canonicalHash of the block that has its number in the canonical chain; null if it is
   *     this one or there is none
   */
  public record Branch(String standing, String text, @Nullable HashPart canonicalHash) {}

  /**
   * Who made the block and what for.
   *
   * @param turn of a Clique signer, in words; empty elsewhere
   * @param reward null where the author gets none but fees
   * @param fees null unless the block was executed
   */
  public record Author(
      Role role,
      boolean genesis,
      AddressPart address,
      String turn,
      @Nullable Vote vote,
      List<AddressPart> checkpoint,
      @Nullable AmountPart reward,
      String rewardNote,
      @Nullable AmountPart fees) {}

  /** A signer's vote on another (EIP-225). */
  public record Vote(String text, AddressPart subject) {}

  /**
   * Gas of the block; {@code baseFee} and {@code burnt} are null before London, the blob members
   * before Cancun.
   */
  public record Gas(
      GaugePart used,
      @Nullable AmountPart baseFee,
      @Nullable AmountPart burnt,
      @Nullable GaugePart blobGas,
      @Nullable String excessBlobGas,
      @Nullable AmountPart blobFee) {}

  /**
   * An ommer.
   *
   * @param reward null where none is paid
   */
  public record Ommer(
      String number,
      HashPart hash,
      boolean known,
      AddressPart miner,
      @Nullable AmountPart reward,
      MomentPart time) {}

  /** A withdrawal from the beacon chain. */
  public record Payout(String index, String validator, AddressPart address, AmountPart amount) {}

  /**
   * What seals the block.
   *
   * @param extraText the extra data as text; empty if it is none
   * @param mixName the specification's name of the mix hash at this block
   */
  public record Seal(
      String difficulty,
      String totalDifficulty,
      String nonce,
      String mixName,
      String mix,
      String extra,
      String extraLength,
      String extraText) {}

  /** Hashes that the header commits to; the nullable ones came with later forks. */
  public record Roots(
      @Nullable HashPart parent,
      String ommers,
      String state,
      String transactions,
      String receipts,
      @Nullable String withdrawals,
      @Nullable String beacon,
      @Nullable String requests) {}
}

package org.cairn.explorer.part;

import java.time.Instant;
import org.cairn.explorer.text.Amounts;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockSummary;

/**
 * A row in a list of blocks.
 *
 * @param id the number as a link needs it
 * @param ommers how many it names, in words; empty if none
 * @param baseFee with its unit; empty before London
 */
public record BlockRow(
    String id,
    String number,
    HashPart hash,
    MomentPart time,
    AddressPart author,
    String transactions,
    String ommers,
    GaugePart gas,
    String baseFee,
    String size) {
  public static BlockRow of(BlockSummary block, Instant now) {
    return new BlockRow(
        Long.toString(block.number()),
        Numbers.grouped(block.number()),
        HashPart.of(block.hash()),
        MomentPart.of(block.timestamp(), now),
        AddressPart.of(block.author()),
        Numbers.grouped(block.transactionCount()),
        ommers(block.ommerCount()),
        GaugePart.of(block.gasUsed(), block.gasLimit()),
        block.baseFeePerGas().map(Amounts::price).orElse(""),
        Numbers.grouped(block.size()));
  }

  private static String ommers(int count) {
    return count == 0 ? "" : "+ " + Numbers.counted(count, "ommer", "ommers");
  }
}

package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cairn.node.chain.ChainHead;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.SideBlock;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;

/**
 * Writes one update to the tables, inside of a transaction that somebody else opened and will
 * commit. One thread.
 */
final class ChainWriter {
  private static final String STORED =
      """
      select k.hash,
             exists (select from bodies c where c.block_number = k.number and c.block_hash = k.hash),
             exists (select from receipts c where c.block_number = k.number and c.block_hash = k.hash)
      from unnest(?, ?) as k (number, hash)
      join blocks b on b.number = k.number and b.hash = k.hash
      """;

  private static final String ATTACH =
      """
      update blocks
      set canonical = true, status = 'EXECUTED', transaction_total = ?, senders = null,
          invalid_reason = null, author = ?, total_difficulty = ?, transaction_count = ?,
          ommer_count = ?, size = ?
      where number = ? and hash = ?
      """;

  private final Connection connection;

  ChainWriter(Connection connection) {
    this.connection = connection;
  }

  /** What is known of the end of the canonical chain. */
  record Tip(ChainHead head, long transactionTotal) {}

  /** Writes everything but the head and returns what the head will be. */
  Tip write(PreparedUpdate prepared, Tip tip, boolean mayBeStored) throws SQLException {
    ChainUpdate update = prepared.update();
    EncodedBlocks.Stored stored =
        mayBeStored ? stored(blocksOf(update)) : EncodedBlocks.Stored.NOTHING;
    boolean fresh = stored.headers().isEmpty();
    EncodedBlocks rows = fresh ? prepared.encoded() : EncodedBlocks.of(update.attached(), stored);
    Rows blocks = rows.batch().rows(Table.BLOCKS);
    addSide(update.side(), stored, rows, blocks);
    if (update.detachAbove().isPresent()) {
      new Detachment(connection).above(update.detachAbove().getAsLong());
    }
    long total = tip.transactionTotal();
    for (ExecutedBlock executed : update.attached()) {
      total += executed.block().transactions().size();
      if (stored.headers().contains(executed.block().hash())) {
        attach(executed, total);
      } else {
        int size = size(executed.block());
        BlockRow.canonical(
                executed.block(), executed.totalDifficulty(), executed.author(), size, total)
            .writeTo(blocks);
      }
    }
    rows.batch().send(connection);
    return update.attached().isEmpty() ? tip : new Tip(head(update.attached().getLast()), total);
  }

  static ChainHead head(ExecutedBlock executed) {
    Block block = executed.block();
    return new ChainHead(
        block.number(), block.hash(), block.header().stateRoot(), executed.totalDifficulty());
  }

  static List<Block> blocksOf(ChainUpdate update) {
    List<Block> blocks = new ArrayList<>();
    update.side().forEach(side -> blocks.add(side.block()));
    update.attached().forEach(executed -> blocks.add(executed.block()));
    return blocks;
  }

  private EncodedBlocks.Stored stored(List<Block> blocks) throws SQLException {
    Long[] numbers = blocks.stream().map(Block::number).toArray(Long[]::new);
    byte[][] hashes = blocks.stream().map(block -> block.hash().toArray()).toArray(byte[][]::new);
    Set<Hash32> headers = new HashSet<>();
    Set<Hash32> bodies = new HashSet<>();
    Set<Hash32> outcomes = new HashSet<>();
    Sql.Row<Hash32> reader =
        row -> {
          Hash32 hash = Sql.hash(row, 1);
          headers.add(hash);
          if (row.getBoolean(2)) {
            bodies.add(hash);
          }
          if (row.getBoolean(3)) {
            outcomes.add(hash);
          }
          return hash;
        };
    Sql.all(connection, STORED, reader, numbers, hashes);
    return new EncodedBlocks.Stored(headers, bodies, outcomes);
  }

  private static void addSide(
      List<SideBlock> side, EncodedBlocks.Stored stored, EncodedBlocks rows, Rows blocks) {
    Set<Hash32> added = new HashSet<>();
    for (SideBlock aside : side) {
      Block block = aside.block();
      if (!stored.headers().contains(block.hash()) && added.add(block.hash())) {
        BlockRow.aside(block, aside.totalDifficulty(), aside.author(), size(block)).writeTo(blocks);
        rows.addHash(block.hash(), block.number(), EncodedBlocks.BLOCK);
        rows.addBody(block);
      }
    }
  }

  private static int size(Block block) {
    return Sql.encodedSize(block.header().encoded().length(), block.body().encoded().length());
  }

  private void attach(ExecutedBlock executed, long total) throws SQLException {
    Block block = executed.block();
    BlockBody body = block.body();
    Sql.update(
        connection,
        ATTACH,
        total,
        executed.author(),
        executed.totalDifficulty(),
        body.transactions().size(),
        body.ommers().size(),
        size(block),
        block.number(),
        block.hash());
  }
}

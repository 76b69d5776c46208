package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.StoreException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;

/**
 * Makes the derived rows of canonical blocks anew from the blocks' contents: after damage, or when
 * a new version derives more. Works through a range of blocks in steps; each is a transaction that
 * moves the cursor, so that readers always see whole rows and the work can be taken up again.
 */
final class DerivedTables {
  static final String CURSOR = "derived";

  private static final int GROUP = 64;

  private static final String CONTENTS =
      """
      select b.hash, b.header, b.total_difficulty, b.author, c.body, r.receipts, r.value_calls,
             d.delta
      from blocks b
      join bodies c on c.block_number = b.number and c.block_hash = b.hash
      join receipts r on r.block_number = b.number and r.block_hash = b.hash
      left join state_deltas d on d.block_number = b.number and d.block_hash = b.hash
      where b.number between ? and ? and b.canonical
      order by b.number
      """;

  private final Connection connection;
  private final Secp256k1 curve;

  DerivedTables(Connection connection, Secp256k1 curve) {
    this.connection = connection;
    this.curve = curve;
  }

  /** What is left to do. */
  record Range(long first, long last) {}

  /** The range that is left, which ends at the head at the latest. */
  static Optional<Range> left(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        """
        select c.next_block, least(c.last_block, h.number)
        from index_cursors c, head h where c.name = ?
        """,
        row -> new Range(row.getLong(1), row.getLong(2)),
        CURSOR);
  }

  static void start(Connection connection, long first, long last) throws SQLException {
    Sql.update(
        connection,
        """
        insert into index_cursors (name, next_block, last_block) values (?, ?, ?)
        on conflict (name) do update
        set next_block = excluded.next_block, last_block = excluded.last_block
        """,
        CURSOR,
        first,
        last);
  }

  /** Rebuilds the next blocks that are left, if any, and moves the cursor. */
  void step() throws SQLException {
    Optional<Range> left = left(connection);
    if (left.isPresent()) {
      step(left.get());
    }
  }

  private void step(Range range) throws SQLException {
    long last = Math.min(range.last(), range.first() + GROUP - 1);
    rewrite(range.first(), last);
    if (last >= range.last()) {
      Sql.update(connection, "delete from index_cursors where name = ?", CURSOR);
    } else {
      start(connection, last + 1, range.last());
    }
  }

  private void rewrite(long first, long last) throws SQLException {
    if (first > last) {
      return;
    }
    List<ExecutedBlock> blocks = Sql.all(connection, CONTENTS, this::block, first, last);
    requireAll(blocks, first, last);
    remove(blocks, first, last);
    Set<Hash32> stored = blocks.stream().map(b -> b.block().hash()).collect(Collectors.toSet());
    EncodedBlocks.of(blocks, new EncodedBlocks.Stored(stored, stored, stored))
        .batch()
        .send(connection);
  }

  private static void requireAll(List<ExecutedBlock> blocks, long first, long last) {
    long next = first;
    for (ExecutedBlock executed : blocks) {
      if (executed.block().number() != next++) {
        break;
      }
    }
    if (blocks.size() != last - first + 1) {
      throw new StoreException(
          "blocks %d to %d cannot be derived from: body or receipts of block %d are not kept"
              .formatted(first, last, next - 1));
    }
  }

  private void remove(List<ExecutedBlock> blocks, long first, long last) throws SQLException {
    Detachment.useIndexes(connection);
    Long[] prefixes =
        blocks.stream()
            .flatMap(executed -> executed.block().transactions().stream())
            .map(transaction -> transaction.hash().word(0))
            .toArray(Long[]::new);
    Sql.update(
        connection,
        """
        delete from hashes h using unnest(?) as p (prefix)
        where h.prefix = p.prefix and h.index >= 0 and h.block_number between ? and ?
        """,
        prefixes,
        first,
        last);
    for (Table table : List.of(Table.TRANSACTIONS, Table.LOGS, Table.VALUE_CALLS)) {
      Sql.update(
          connection,
          "delete from " + table.table() + " where block_number between ? and ?",
          first,
          last);
    }
  }

  private ExecutedBlock block(ResultSet row) throws SQLException {
    Block block =
        new Block(
            Header.decode(Bytes.wrap(row.getBytes(2))),
            BlockBody.decode(Packed.unpack(row.getBytes(5))),
            Sql.hash(row, 1));
    byte[] delta = row.getBytes(8);
    return new ExecutedBlock(
        block,
        Sql.number(row, 3),
        Sql.address(row, 4),
        senders(block),
        Receipt.decodeList(Packed.unpack(row.getBytes(6))),
        ValueCallCodec.decode(Packed.unpack(row.getBytes(7))),
        delta == null ? StateDelta.EMPTY : StateDelta.decode(Packed.unpack(delta)));
  }

  private List<Address> senders(Block block) {
    List<Address> senders = new ArrayList<>();
    for (Transaction transaction : block.transactions()) {
      senders.add(
          transaction
              .recoverSender(curve)
              .orElseThrow(() ->
                  new StoreException("%s of %s has no sender".formatted(transaction, block))));
    }
    return senders;
  }
}

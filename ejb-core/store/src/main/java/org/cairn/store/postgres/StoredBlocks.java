package org.cairn.store.postgres;

import java.util.Optional;
import org.cairn.node.chain.ChainHead;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainStore.Known;
import org.cairn.node.chain.ChainStore.Status;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.store.UnitOfWork;

/** What the chain's writer asks the database about blocks, by keys. Thread-safe. */
final class StoredBlocks {
  private static final String KNOWN =
      """
      select b.header, b.total_difficulty, b.status, b.canonical
      from hashes h join blocks b on b.number = h.block_number
      where h.prefix = ? and h.index = -1 and b.hash = ?
      """;
  private static final String BLOCK =
      """
      select b.header, c.body
      from hashes h
      join blocks b on b.number = h.block_number
      join bodies c on c.block_number = b.number and c.block_hash = b.hash
      where h.prefix = ? and h.index = -1 and b.hash = ?
      """;
  private static final String DELTA =
      """
      select c.delta
      from hashes h join state_deltas c on c.block_number = h.block_number
      where h.prefix = ? and h.index = -1 and c.block_hash = ?
      """;
  private static final String REASON =
      """
      select b.invalid_reason
      from hashes h join blocks b on b.number = h.block_number
      where h.prefix = ? and h.index = -1 and b.hash = ? and b.status = 'INVALID'
      """;

  private final UnitOfWork work;

  StoredBlocks(UnitOfWork work) {
    this.work = work;
  }

  private <T> Optional<T> first(String query, Sql.Row<T> reader, Object... parameters) {
    return work.reading(connection -> Sql.first(connection, query, reader, parameters));
  }

  Optional<Identity> identity() {
    return first(
        "select genesis_hash, genesis_json from chain",
        row -> new Identity(Sql.hash(row, 1), row.getString(2)));
  }

  Optional<ChainHead> head() {
    return first(
        "select number, hash, state_root, total_difficulty from head",
        row ->
            new ChainHead(row.getLong(1), Sql.hash(row, 2), Sql.hash(row, 3), Sql.number(row, 4)));
  }

  long highest() {
    return first("select coalesce(max(number), -1) from blocks", row -> row.getLong(1)).orElse(-1L);
  }

  Optional<Known> known(Hash32 hash) {
    return first(
        KNOWN,
        row ->
            new Known(
                Header.decode(Bytes.wrap(row.getBytes(1))),
                Sql.number(row, 2),
                Status.valueOf(row.getString(3)),
                row.getBoolean(4)),
        hash.word(0),
        hash);
  }

  Optional<Block> block(Hash32 hash) {
    return first(
        BLOCK,
        row ->
            new Block(
                Header.decode(Bytes.wrap(row.getBytes(1))),
                BlockBody.decode(Packed.unpack(row.getBytes(2))),
                hash),
        hash.word(0),
        hash);
  }

  Optional<Hash32> canonicalHash(long number) {
    return first(
        "select hash from blocks where number = ? and canonical", row -> Sql.hash(row, 1), number);
  }

  Optional<StateDelta> delta(Hash32 hash) {
    return first(
        DELTA, row -> StateDelta.decode(Packed.unpack(row.getBytes(1))), hash.word(0), hash);
  }

  Optional<String> invalidReason(Hash32 hash) {
    return first(REASON, row -> row.getString(1), hash.word(0), hash);
  }

  Optional<Bytes> value(String name) {
    return first(
        "select value from named_values where name = ?", row -> Bytes.wrap(row.getBytes(1)), name);
  }
}

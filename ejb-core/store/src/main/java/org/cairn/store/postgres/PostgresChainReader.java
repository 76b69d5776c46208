package org.cairn.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainStore.Status;
import org.cairn.node.chain.StoreException;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSummary;
import org.cairn.node.query.ChainReader;
import org.cairn.node.query.ContractCreation;
import org.cairn.node.query.HeaderRecord;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.LogRecord;
import org.cairn.node.query.Page;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.QueryTimeoutException;
import org.cairn.node.query.TransactionLocation;
import org.cairn.node.query.TransactionSummary;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.ValueCall;
import org.jspecify.annotations.Nullable;

/**
 * Finds blocks, transactions and logs by plain SQL. Every query is bounded by keys of an index, so
 * that it costs what its answer costs. Safe for use by many threads; takes a connection for each
 * call.
 */
public final class PostgresChainReader implements ChainReader {
  /** SQLSTATE of a statement that the database gave up on. */
  private static final String CANCELLED = "57014";

  private static final int ADDRESS_BYTES = 20;

  private static final String HEADER =
      """
      select b.header, b.total_difficulty, b.canonical
      from hashes h join blocks b on b.number = h.block_number
      where h.prefix = ? and h.index = -1 and b.hash = ?
      """;
  private static final String BLOCK =
      """
      select b.number, b.header, c.body, b.total_difficulty, b.canonical, b.status, b.author,
             b.size,
             case when b.canonical
                  then (select string_agg(t.from_address, ''::bytea order by t.index)
                        from transactions t where t.block_number = b.number)
                  else b.senders end
      from hashes h
      join blocks b on b.number = h.block_number
      left join bodies c on c.block_number = b.number and c.block_hash = b.hash
      where h.prefix = ? and h.index = -1 and b.hash = ?
      """;
  private static final String SUMMARIES =
      """
      select number, hash, timestamp, author, transaction_count, ommer_count, gas_used, gas_limit,
             base_fee_per_gas, difficulty, size
      from blocks
      where number <= ? and number > ? and canonical
      order by number desc
      """;
  private static final String LOCATE =
      """
      select t.block_number, b.hash, t.index
      from hashes h
      join transactions t on t.block_number = h.block_number and t.index = h.index
      join blocks b on b.number = h.block_number and b.canonical
      where h.prefix = ? and h.index >= 0 and h.block_number <= ? and t.hash = ?
      """;
  private static final String OUTCOME =
      """
      select b.number, b.status, c.receipts, c.value_calls
      from hashes h
      join blocks b on b.number = h.block_number
      left join receipts c on c.block_number = b.number and c.block_hash = b.hash
      where h.prefix = ? and h.index = -1 and b.hash = ?
      """;

  /** Ordered as only the indexes of created addresses are; see {@link TransactionPages}. */
  private static final String CREATION =
      """
      select c.creator, c.block_number, c.index, t.hash
      from (
        (select from_address as creator, block_number, index
         from transactions
         where created >= ? and (created, block_number) <= (?, ?)
         order by created desc, block_number desc, index desc limit 1)
        union all
        (select from_address, block_number, transaction_index
         from value_calls
         where kind in ('CREATE', 'CREATE2')
           and to_address >= ? and (to_address, block_number) <= (?, ?)
         order by to_address desc, block_number desc, ordinal desc limit 1)
      ) c
      join transactions t on t.block_number = c.block_number and t.index = c.index
      order by c.block_number desc, c.index desc
      limit 1
      """;

  private final DataSource source;

  public PostgresChainReader(DataSource source) {
    this.source = source;
  }

  /** A query on a connection. */
  @FunctionalInterface
  private interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T ask(Query<T> query) {
    try (Connection connection = source.getConnection()) {
      return query.run(connection);
    } catch (SQLException e) {
      if (CANCELLED.equals(e.getSQLState())) {
        throw new QueryTimeoutException("the query took too long: ask for a smaller range", e);
      }
      throw new StoreException("the database did not answer: " + e.getMessage(), e);
    }
  }

  private <T> Optional<T> first(String query, Sql.Row<T> reader, Object... parameters) {
    return ask(connection -> Sql.first(connection, query, reader, parameters));
  }

  @Override
  public Optional<Hash32> canonicalHash(long number) {
    return first(
        "select hash from blocks where number = ? and canonical", row -> Sql.hash(row, 1), number);
  }

  @Override
  public Optional<HeaderRecord> header(Hash32 hash) {
    return first(
        HEADER,
        row ->
            new HeaderRecord(
                Header.decode(Bytes.wrap(row.getBytes(1))), Sql.number(row, 2), row.getBoolean(3)),
        hash.word(0),
        hash);
  }

  @Override
  public Optional<BlockRecord> block(Hash32 hash) {
    return ask(connection ->
        Sql.first(connection, BLOCK, row -> blockRecord(connection, row, hash), hash.word(0), hash)
            .flatMap(found -> found));
  }

  private static Optional<BlockRecord> blockRecord(
      Connection connection, ResultSet row, Hash32 hash) throws SQLException {
    byte[] body = row.getBytes(3);
    Status status = Status.valueOf(row.getString(6));
    if (body == null) {
      if (status == Status.INVALID) {
        return Optional.empty();
      }
      throw PrunedRanges.missing(connection, "bodies", row.getLong(1));
    }
    Block block =
        new Block(
            Header.decode(Bytes.wrap(row.getBytes(2))),
            BlockBody.decode(Packed.unpack(body)),
            hash);
    return Optional.of(
        new BlockRecord(
            block,
            Sql.number(row, 4),
            row.getBoolean(5),
            status == Status.EXECUTED,
            Sql.address(row, 7),
            senders(row.getBytes(9)),
            row.getInt(8)));
  }

  private static List<Address> senders(byte @Nullable [] concatenated) {
    if (concatenated == null) {
      return List.of();
    }
    List<Address> senders = new ArrayList<>(concatenated.length / ADDRESS_BYTES);
    for (int at = 0; at < concatenated.length; at += ADDRESS_BYTES) {
      senders.add(Address.read(concatenated, at));
    }
    return senders;
  }

  @Override
  public List<BlockSummary> summaries(long newest, int count) {
    return ask(connection ->
        Sql.all(connection, SUMMARIES, PostgresChainReader::summary, newest, newest - count));
  }

  private static BlockSummary summary(ResultSet row) throws SQLException {
    return new BlockSummary(
        row.getLong(1),
        Sql.hash(row, 2),
        row.getLong(3),
        Sql.address(row, 4),
        row.getInt(5),
        row.getInt(6),
        row.getLong(7),
        row.getLong(8),
        Sql.optionalNumber(row, 9),
        Sql.number(row, 10),
        row.getInt(11));
  }

  @Override
  public Optional<TransactionLocation> locate(Hash32 transactionHash, long head) {
    return first(
        LOCATE,
        row -> new TransactionLocation(row.getLong(1), Sql.hash(row, 2), row.getInt(3)),
        transactionHash.word(0),
        head,
        transactionHash);
  }

  @Override
  public Optional<List<Receipt>> receipts(Hash32 blockHash) {
    return outcome(blockHash, 3).map(Receipt::decodeList);
  }

  @Override
  public List<ValueCall> valueCalls(Hash32 blockHash) {
    return outcome(blockHash, 4).map(ValueCallCodec::decode).orElse(List.of());
  }

  private Optional<Bytes> outcome(Hash32 blockHash, int column) {
    return ask(connection ->
        Sql.first(
                connection,
                OUTCOME,
                row -> outcome(connection, row, column),
                blockHash.word(0),
                blockHash)
            .flatMap(found -> found));
  }

  private static Optional<Bytes> outcome(Connection connection, ResultSet row, int column)
      throws SQLException {
    byte[] packed = row.getBytes(column);
    if (packed != null) {
      return Optional.of(Packed.unpack(packed));
    }
    if (Status.valueOf(row.getString(2)) == Status.EXECUTED) {
      throw PrunedRanges.missing(connection, "receipts", row.getLong(1));
    }
    return Optional.empty();
  }

  @Override
  public List<LogRecord> logs(LogFilter filter, int limit, long head) {
    return ask(connection -> new LogQuery(filter, limit, head).run(connection));
  }

  @Override
  public Page<TransactionSummary> transactionsBefore(PageKey before, int count, long head) {
    return ask(connection -> new TransactionPages(connection, head).before(before, count));
  }

  @Override
  public Page<TransactionSummary> transactionsOfBefore(
      Address address, PageKey before, int count, long head) {
    return ask(connection -> new TransactionPages(connection, head, address).before(before, count));
  }

  @Override
  public Page<TransactionSummary> transactionsOfAfter(
      Address address, PageKey after, int count, long head) {
    return ask(connection -> new TransactionPages(connection, head, address).after(after, count));
  }

  @Override
  public Optional<ContractCreation> creationOf(Address contract, long head) {
    return first(
        CREATION,
        row ->
            new ContractCreation(
                Sql.address(row, 1), row.getLong(2), row.getInt(3), Sql.hash(row, 4)),
        contract,
        contract,
        head,
        contract,
        contract,
        head);
  }

  @Override
  public long transactionTotal(long number) {
    return first(
            """
            select transaction_total from blocks where number <= ? and canonical
            order by number desc limit 1
            """,
            row -> row.getLong(1),
            number)
        .orElse(0L);
  }
}

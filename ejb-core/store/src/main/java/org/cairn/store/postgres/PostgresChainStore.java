package org.cairn.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainHead;
import org.cairn.node.chain.ChainStore;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.FencedException;
import org.cairn.node.chain.StoreException;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The chain in PostgreSQL, as its one writer sees it.
 *
 * <p>Changes are for one thread at a time; {@link #prepare}, {@link #putValue} and the methods that
 * only read may run beside them.
 */
public final class PostgresChainStore implements ChainStore, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PostgresChainStore.class.getName());

  private static final String MOVE_HEAD =
      """
      with mine as (select from fence where number = ? for share)
      update head set number = ?, hash = ?, state_root = ?, total_difficulty = ?
      where exists (select from mine)
      """;
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
  private final Partitions partitions;
  private final Ownership ownership;
  private ChainWriter.@Nullable Tip tip;
  private long highest = -1;

  /** Whether what is kept in memory must be read again before the next change. */
  private boolean doubtful = true;

  private PostgresChainStore(UnitOfWork work, Ownership ownership) {
    this.work = work;
    this.partitions = new Partitions(work);
    this.ownership = ownership;
  }

  /**
   * Takes the database, whose schema must be up to date, for this node.
   *
   * @param work where blocks are written
   * @param keep gives the one connection that is kept open as long as the store
   * @param owner says who this node is, for the message that a second node gets
   * @throws FencedException if another node has the database
   */
  public static PostgresChainStore open(UnitOfWork work, DataSource keep, String owner) {
    PostgresChainStore store = new PostgresChainStore(work, Ownership.take(keep, owner));
    DurabilitySettings settings = store.durability();
    if (!settings.durable()) {
      LOG.log(Level.WARNING, "a crash may lose committed blocks: " + settings);
    } else {
      LOG.log(Level.DEBUG, () -> "durability of the database: " + settings);
    }
    return store;
  }

  public DurabilitySettings durability() {
    return work.reading(DurabilitySettings::read);
  }

  /** Gives the database back to other nodes. */
  @Override
  public void close() {
    ownership.close();
  }

  @Override
  public Optional<Identity> identity() {
    return first(
        "select genesis_hash, genesis_json from chain",
        row -> new Identity(Sql.hash(row, 1), row.getString(2)));
  }

  @Override
  public void create(Identity identity, ExecutedBlock genesis) {
    refresh();
    if (tip != null) {
      throw new StoreException("the database holds a chain already");
    }
    partitions.provideFor(genesis.block().number());
    ChainUpdate update = new ChainUpdate(List.of(), OptionalLong.empty(), List.of(genesis));
    PreparedUpdate prepared = prepare(update);
    ChainHead head = ChainWriter.head(genesis);
    change(connection -> {
      Sql.update(
          connection,
          "insert into chain (genesis_hash, genesis_json) values (?, ?)",
          identity.genesisHash(),
          identity.genesisJson());
      Sql.update(
          connection,
          "insert into head (number, hash, state_root, total_difficulty) values (?, ?, ?, ?)",
          head.number(),
          head.hash(),
          head.stateRoot(),
          head.totalDifficulty());
      ChainWriter.Tip before = new ChainWriter.Tip(head, 0);
      return new ChainWriter(connection).write(prepared, before, false);
    });
  }

  @Override
  public void replaceGenesisJson(String genesisJson) {
    refresh();
    change(connection -> {
      Sql.update(connection, "update chain set genesis_json = ?", genesisJson);
      return tip;
    });
  }

  @Override
  public Optional<ChainHead> head() {
    return first(
        "select number, hash, state_root, total_difficulty from head",
        row ->
            new ChainHead(row.getLong(1), Sql.hash(row, 2), Sql.hash(row, 3), Sql.number(row, 4)));
  }

  @Override
  public long highestStored() {
    return first("select coalesce(max(number), -1) from blocks", row -> row.getLong(1)).orElse(-1L);
  }

  @Override
  public Optional<Known> known(Hash32 hash) {
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

  @Override
  public Optional<Block> block(Hash32 hash) {
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

  @Override
  public Optional<Hash32> canonicalHash(long number) {
    return first(
        "select hash from blocks where number = ? and canonical", row -> Sql.hash(row, 1), number);
  }

  @Override
  public Optional<StateDelta> delta(Hash32 hash) {
    return first(
        DELTA, row -> StateDelta.decode(Packed.unpack(row.getBytes(1))), hash.word(0), hash);
  }

  /**
   * Encodes the rows of an update, so that {@link #commit(PreparedUpdate)} has less to do. May run
   * beside any other method.
   */
  public PreparedUpdate prepare(ChainUpdate update) {
    return new PreparedUpdate(
        update, EncodedBlocks.of(update.attached(), EncodedBlocks.Stored.NOTHING));
  }

  @Override
  public void commit(ChainUpdate update) {
    commit(prepare(update));
  }

  /** See {@link #commit(ChainUpdate)}. */
  public void commit(PreparedUpdate prepared) {
    refresh();
    ChainWriter.Tip now = tip;
    if (now == null) {
      throw new IllegalStateException("the store has no chain yet");
    }
    ChainUpdate update = prepared.update();
    long lowest = Long.MAX_VALUE;
    for (Block block : ChainWriter.blocksOf(update)) {
      partitions.provideFor(block.number());
      lowest = Math.min(lowest, block.number());
    }
    boolean mayBeStored = lowest <= highest;
    change(connection -> {
      ChainWriter.Tip base = base(connection, update, now);
      requireChild(update, base);
      return new ChainWriter(connection).write(prepared, base, mayBeStored);
    });
    for (Block block : ChainWriter.blocksOf(update)) {
      highest = Math.max(highest, block.number());
    }
  }

  /** The block that stays when the update's detaching is done. */
  private static ChainWriter.Tip base(
      Connection connection, ChainUpdate update, ChainWriter.Tip now) throws SQLException {
    if (update.detachAbove().isEmpty() || update.detachAbove().getAsLong() >= now.head().number()) {
      return now;
    }
    return canonical(connection, update.detachAbove().getAsLong())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no canonical block " + update.detachAbove().getAsLong() + " to go back to"));
  }

  private static void requireChild(ChainUpdate update, ChainWriter.Tip base) {
    ChainHead parent = base.head();
    for (ExecutedBlock executed : update.attached()) {
      Header header = executed.block().header();
      if (header.number() != parent.number() + 1 || !header.parentHash().equals(parent.hash())) {
        throw new IllegalArgumentException(
            "%s does not follow block %d %s"
                .formatted(executed.block(), parent.number(), parent.hash()));
      }
      parent = ChainWriter.head(executed);
    }
  }

  private static Optional<ChainWriter.Tip> canonical(Connection connection, long number)
      throws SQLException {
    return Sql.first(
        connection,
        """
        select number, hash, state_root, total_difficulty, transaction_total
        from blocks where number = ? and canonical
        """,
        row ->
            new ChainWriter.Tip(
                new ChainHead(
                    row.getLong(1), Sql.hash(row, 2), Sql.hash(row, 3), Sql.number(row, 4)),
                row.getLong(5)),
        number);
  }

  /** Runs a change in a transaction that ends by moving the head, if this node may still write. */
  private void change(UnitOfWork.Work<ChainWriter.@Nullable Tip> body) {
    doubtful = true;
    tip =
        work.inTransaction(connection -> {
          ChainWriter.Tip moved = body.run(connection);
          moveHead(connection, moved);
          return moved;
        });
    doubtful = false;
  }

  private void moveHead(Connection connection, ChainWriter.@Nullable Tip to) throws SQLException {
    if (to == null) {
      requireMine(connection);
      return;
    }
    int moved =
        Sql.update(
            connection,
            MOVE_HEAD,
            ownership.number(),
            to.head().number(),
            to.head().hash(),
            to.head().stateRoot(),
            to.head().totalDifficulty());
    if (moved != 1) {
      throw fenced();
    }
  }

  private void requireMine(Connection connection) throws SQLException {
    Sql.first(
            connection,
            "select 1 from fence where number = ? for share",
            row -> row.getInt(1),
            ownership.number())
        .orElseThrow(PostgresChainStore::fenced);
  }

  private static FencedException fenced() {
    return new FencedException(
        "another node has taken the database since this one opened it; this node stops writing");
  }

  /** Reads again what is kept in memory, if the last change did not end well. */
  private void refresh() {
    if (!doubtful) {
      return;
    }
    ownership.renew();
    highest = highestStored();
    Optional<ChainHead> head = head();
    tip =
        head.isEmpty()
            ? null
            : work.reading(connection -> canonical(connection, head.get().number()))
                .orElseThrow(
                    () -> new StoreException("the head's block is missing: " + head.get()));
    doubtful = false;
  }

  @Override
  public void markInvalid(Header header, Hash32 hash, U256 totalDifficulty, String reason) {
    refresh();
    String text = reason.replace('\0', '\ufffd');
    partitions.provideFor(header.number());
    change(connection -> {
      int updated =
          Sql.update(
              connection,
              """
              update blocks set status = 'INVALID', invalid_reason = ?
              where number = ? and hash = ? and not canonical
              """,
              text,
              header.number(),
              hash);
      if (updated == 0) {
        addInvalid(connection, BlockRow.invalid(header, hash, totalDifficulty, text));
      }
      return tip;
    });
    highest = Math.max(highest, header.number());
  }

  private static void addInvalid(Connection connection, BlockRow row) throws SQLException {
    EncodedBlocks rows = new EncodedBlocks(0);
    rows.addHash(row.hash(), row.header().number(), EncodedBlocks.BLOCK);
    CopyBuffer blocks = new CopyBuffer(0);
    row.writeTo(blocks);
    ChainWriter writer = new ChainWriter(connection);
    writer.copy(Table.BLOCKS, blocks);
    writer.copyAll(rows);
  }

  @Override
  public Optional<String> invalidReason(Hash32 hash) {
    return first(REASON, row -> row.getString(1), hash.word(0), hash);
  }

  @Override
  public Optional<Bytes> value(String name) {
    return first(
        "select value from named_values where name = ?", row -> Bytes.wrap(row.getBytes(1)), name);
  }

  /** Leaves the head alone, so that it may run beside a commit. */
  @Override
  public void putValue(String name, Bytes value) {
    work.inTransaction(connection -> {
      requireMine(connection);
      return Sql.update(
          connection,
          """
          insert into named_values (name, value) values (?, ?)
          on conflict (name) do update set value = excluded.value
          """,
          name,
          value);
    });
  }

  private <T> Optional<T> first(String query, Sql.Row<T> reader, Object... parameters) {
    return work.reading(connection -> Sql.first(connection, query, reader, parameters));
  }
}

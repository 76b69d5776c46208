package org.cairn.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainHead;
import org.cairn.node.chain.ChainStore;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.FencedException;
import org.cairn.node.chain.OutcomeUnknownException;
import org.cairn.node.chain.StoreException;
import org.cairn.node.job.DerivedIndexes;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.store.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The chain in PostgreSQL, as its one writer sees it.
 *
 * <p>Concurrency: changes take turns; {@link #prepare} and the methods that only read may run
 * beside them.
 */
public final class PostgresChainStore implements ChainStore, DerivedIndexes, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PostgresChainStore.class.getName());

  private static final String OWNERSHIP = "select 1 from fence where number = ? for share";
  private static final String MOVE_HEAD =
      """
      with mine as (select from fence where number = ? for share)
      update head set number = ?, hash = ?, state_root = ?, total_difficulty = ?
      where exists (select from mine)
      """;
  private static final String MARK_INVALID =
      """
      update blocks set status = 'INVALID', invalid_reason = ?
      where number = ? and hash = ? and not canonical
      """;
  private static final String PUT_VALUE =
      """
      insert into named_values (name, value) values (?, ?)
      on conflict (name) do update set value = excluded.value
      """;

  private final ReentrantLock turn = new ReentrantLock();
  private final UnitOfWork work;
  private final StoredBlocks stored;
  private final Partitions partitions;
  private final Ownership ownership;
  private final PlannerStatistics statistics;
  private ChainWriter.@Nullable Tip tip;
  private long highest = -1;

  /** Whether what is kept in memory must be read again before the next change. */
  private volatile boolean doubtful = true;

  /** Whether a transaction of ours may still be running without us. */
  private volatile boolean unsettled;

  /** The server process of the last transaction. */
  private volatile int process;

  private PostgresChainStore(UnitOfWork work, Ownership ownership) {
    this.work = work;
    this.stored = new StoredBlocks(work);
    this.partitions = new Partitions(work);
    this.ownership = ownership;
    this.statistics = new PlannerStatistics(work);
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
    return stored.identity();
  }

  @Override
  public void create(Identity identity, ExecutedBlock genesis) {
    turn.lock();
    try {
      refresh();
      if (tip != null) {
        throw new StoreException("the database holds a chain already");
      }
      insertFirst(identity, genesis);
      highest = Math.max(highest, genesis.block().number());
    } finally {
      turn.unlock();
    }
  }

  private void insertFirst(Identity identity, ExecutedBlock genesis) {
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
    note(connection -> Sql.update(connection, "update chain set genesis_json = ?", genesisJson));
  }

  @Override
  public Optional<ChainHead> head() {
    if (unsettled) {
      settle();
    }
    return stored.head();
  }

  @Override
  public long highestStored() {
    return stored.highest();
  }

  @Override
  public Optional<Known> known(Hash32 hash) {
    return stored.known(hash);
  }

  @Override
  public Optional<Block> block(Hash32 hash) {
    return stored.block(hash);
  }

  @Override
  public Optional<Hash32> canonicalHash(long number) {
    return stored.canonicalHash(number);
  }

  @Override
  public Optional<StateDelta> delta(Hash32 hash) {
    return stored.delta(hash);
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
    turn.lock();
    try {
      refresh();
      commitInTurn(prepared);
    } finally {
      turn.unlock();
    }
  }

  private void commitInTurn(PreparedUpdate prepared) {
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
    statistics.committed(update.attached());
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

  /** What a change makes of the end of the canonical chain. */
  @FunctionalInterface
  private interface Change {
    ChainWriter.Tip run(Connection connection) throws SQLException;
  }

  /** Something to write beside the chain. */
  @FunctionalInterface
  private interface Note {
    void run(Connection connection) throws SQLException;
  }

  /** Runs a change in a transaction that ends by moving the head, if this node may still write. */
  private void change(Change change) {
    tip =
        transact(connection -> {
          ChainWriter.Tip moved = change.run(connection);
          moveHead(connection, moved);
          return moved;
        });
  }

  /** Writes something that leaves the canonical chain as it is, if this node may still write. */
  private void note(Note note) {
    turn.lock();
    try {
      refresh();
      transact(connection -> {
        note.run(connection);
        requireOwnership(connection);
        return true;
      });
    } finally {
      turn.unlock();
    }
  }

  private <T> T transact(UnitOfWork.Work<T> body) {
    doubtful = true;
    try {
      T result =
          work.inTransaction(connection -> {
            process = connection.unwrap(PGConnection.class).getBackendPID();
            return body.run(connection);
          });
      doubtful = false;
      return result;
    } catch (OutcomeUnknownException e) {
      unsettled = true;
      throw e;
    }
  }

  private void requireOwnership(Connection connection) throws SQLException {
    if (Sql.first(connection, OWNERSHIP, row -> row.getInt(1), ownership.number()).isEmpty()) {
      throw fenced();
    }
  }

  private void moveHead(Connection connection, ChainWriter.Tip to) throws SQLException {
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

  private static FencedException fenced() {
    return new FencedException(
        "another node has taken the database since this one opened it; this node stops writing");
  }

  /**
   * Waits until a commit whose answer was lost has taken effect or cannot do so any more: what is
   * read from then on stays true.
   */
  private synchronized void settle() {
    if (unsettled || !ownership.held()) {
      ownership.settle(process);
      unsettled = false;
    }
  }

  /** Reads again what is kept in memory, if the last change did not end well. */
  private void refresh() {
    if (!doubtful) {
      return;
    }
    settle();
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
    String text = reason.replace('\0', '\ufffd');
    turn.lock();
    try {
      partitions.provideFor(header.number());
      note(connection -> markInvalid(connection, header, hash, totalDifficulty, text));
      highest = Math.max(highest, header.number());
    } finally {
      turn.unlock();
    }
  }

  private static void markInvalid(
      Connection connection, Header header, Hash32 hash, U256 totalDifficulty, String reason)
      throws SQLException {
    int updated = Sql.update(connection, MARK_INVALID, reason, header.number(), hash);
    if (updated == 0) {
      addInvalid(connection, BlockRow.invalid(header, hash, totalDifficulty, reason));
    }
  }

  private static void addInvalid(Connection connection, BlockRow row) throws SQLException {
    EncodedBlocks rows = new EncodedBlocks(new InsertBatch());
    rows.addHash(row.hash(), row.header().number(), EncodedBlocks.BLOCK);
    row.writeTo(rows.batch().rows(Table.BLOCKS));
    rows.batch().send(connection);
  }

  @Override
  public Optional<String> invalidReason(Hash32 hash) {
    return stored.invalidReason(hash);
  }

  @Override
  public Optional<Bytes> value(String name) {
    return stored.value(name);
  }

  @Override
  public void putValue(String name, Bytes value) {
    note(connection -> Sql.update(connection, PUT_VALUE, name, value));
  }

  @Override
  public void planRebuild(long first, long last) {
    note(connection -> DerivedTables.start(connection, first, last));
  }

  @Override
  public OptionalLong rebuildStep() {
    note(connection -> new DerivedTables(connection, Secp256k1.instance()).step());
    return rebuildLeft();
  }

  @Override
  public OptionalLong rebuildLeft() {
    return work.reading(DerivedTables::left)
        .map(left -> OptionalLong.of(left.first()))
        .orElse(OptionalLong.empty());
  }
}

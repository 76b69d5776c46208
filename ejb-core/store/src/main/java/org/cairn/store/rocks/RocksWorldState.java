package org.cairn.store.rocks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.cairn.node.chain.StoreException;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.StatePoint;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.trie.MissingNodeException;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.uint.U256;
import org.cairn.store.rocks.Tables.Table;

/**
 * World state in RocksDB, under layers in memory.
 *
 * <p>Concurrency: one thread at a time flushes or takes back, under this object's monitor; deriving
 * and reading take no lock and may go on meanwhile. A state that a reader holds stays what it is:
 * above the durable block it reads the layers that it refers to and, below them, what no layer
 * changed; once the durable block has moved past it, it reads by history (see {@link FlatState});
 * and if the durable chain is taken back below it, from a RocksDB snapshot of the moment before, of
 * which the newest {@value #VIEWS} are kept.
 *
 * <p>Nodes: the tree of the durable block is kept in memory as far as it was needed lately, within
 * a budget, and shared with the trees of the layers ({@link StateTrie}). Nodes on the disk are
 * those of the durable block. A tree of another branch that misses one is computed again from
 * there.
 *
 * <p>Durability: a flush is one batch in the write-ahead log, which is not waited for. A killed
 * process loses nothing; after a power failure the state may be some blocks behind, at a block
 * whose state is whole, and follows by the deltas in the database.
 */
public final class RocksWorldState implements WorldState {
  /**
   * Limits in bytes.
   *
   * @param blockCache blocks, indexes and filters of RocksDB
   * @param writeBuffers all memtables of RocksDB
   * @param nodes decoded trie nodes, an estimate
   */
  public record Limits(long blockCache, long writeBuffers, long nodes) {
    public static final Limits DEFAULT = new Limits(192L << 20, 64L << 20, 128L << 20);
  }

  /** The durable block and its tree. */
  private record Base(Layer point, StateTrie tree) {}

  /** A layer whose tree is to be computed, with its content of before it may be flushed. */
  private record Step(Layer layer, Layer.Content content) {}

  private static final int VIEWS = 4;

  /** Blocks after which the nodes in memory are weighed. */
  private static final int WEIGH_EVERY = 256;

  private static final byte[] DURABLE = "durable".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EARLIEST = "earliest".getBytes(StandardCharsets.US_ASCII);

  private final Tables tables;
  private final Parallel parallel;
  private final Limits limits;
  private final KeyHashes hashes = new KeyHashes(1 << 17);
  private final ChangeLog log;
  private final FlatState flat;
  private final NodeTable nodes;
  private final RecentTries recent = new RecentTries(this);
  private final AtomicInteger clock = new AtomicInteger();
  private final Deque<Lineage> ended = new ArrayDeque<>();
  private int weighedAt;
  private boolean failed;
  private volatile Lineage lineage = new Lineage();
  private volatile Base base;
  private volatile long earliest = -1;

  private RocksWorldState(Tables tables, Limits limits, Parallel parallel) {
    this.tables = tables;
    this.parallel = parallel;
    this.limits = limits;
    nodes = new NodeTable(tables);
    log = new ChangeLog(tables, hashes);
    Layer point = Layer.durable(this, -1, Hash32.ZERO, Account.EMPTY_ROOT, lineage);
    byte[] row = tables.get(Table.MARKERS, DURABLE);
    byte[] first = tables.get(Table.MARKERS, EARLIEST);
    if (row != null && first != null) {
      earliest = LongBytes.getLong(first, 0);
      point =
          Layer.durable(
              this, LongBytes.getLong(row, 0), Hash32.read(row, 8), Hash32.read(row, 40), lineage);
    }
    base = new Base(point, StateTrie.open(point.root(), nodes));
    flat = new FlatState(tables, hashes, point);
  }

  /**
   * Opens or creates the world state in a directory.
   *
   * @param parallel for storage tries of different accounts
   * @throws StoreException if another process has it open, or it is damaged
   */
  public static RocksWorldState open(Path directory, Limits limits, Parallel parallel) {
    Tables tables = Tables.open(directory, limits.blockCache, limits.writeBuffers);
    return new RocksWorldState(tables, limits, parallel);
  }

  @Override
  public Optional<StatePoint> durable() {
    Layer point = base.point;
    return point.number() < 0
        ? Optional.empty()
        : Optional.of(new StatePoint(point.number(), point.blockHash(), point.root()));
  }

  @Override
  public BlockState base() {
    return base.point;
  }

  @Override
  public BlockState derive(BlockState parent, long number, Hash32 blockHash, StateDelta delta) {
    Layer below = own(parent);
    if (below.content() == null && below != base.point) {
      below = own(rollBack(base.point, below.number(), below.blockHash()));
    }
    return Layer.on(below, number, blockHash, delta, false);
  }

  private Layer own(BlockState state) {
    if (state instanceof Layer layer) {
      return layer;
    }
    throw new IllegalArgumentException("a state of another store: " + state);
  }

  @Override
  public synchronized BlockState rollBack(BlockState from, long number, Hash32 blockHash) {
    Layer at = own(from);
    for (Layer.Content here = at.content(); here != null; here = at.content()) {
      if (at.number() == number && at.blockHash().equals(blockHash)) {
        return at;
      }
      at = here.parent();
    }
    Layer point = base.point;
    if (number == point.number() && blockHash.equals(point.blockHash())) {
      return point;
    }
    checkKept(number);
    Layer older = durable(number);
    if (!older.blockHash().equals(blockHash)) {
      throw new StateUnavailableException(
          "block "
              + number
              + " of the durable chain is "
              + older.blockHash()
              + ", not "
              + blockHash);
    }
    return back(older);
  }

  /** A layer on top of the durable block that takes it back to an older one. */
  private Layer back(Layer older) {
    Layer point = base.point;
    StateDelta delta = log.back(point.number(), older);
    Layer layer = Layer.on(point, older.number(), older.blockHash(), delta, true);
    if (!compute(layer).root().equals(older.root())) {
      throw new StoreException(
          "history is damaged: back at block "
              + older.number()
              + " the state's root is "
              + layer.root()
              + ", not "
              + older.root());
    }
    return layer;
  }

  private Layer durable(long number) {
    return Layer.durable(this, number, lineage);
  }

  /** What the log says of a durable point, which must not have been taken back. */
  ChangeLog.Changes logged(Layer point) {
    ChangeLog.Changes changes = log.of(point.number());
    if (!point.lineage().endsWith(point.number())) {
      throw new StateUnavailableException(
          "the chain was taken back since block " + point.number() + " was read");
    }
    return changes;
  }

  private void checkKept(long number) {
    long newest = base.point.number();
    if (number < earliest || number > newest || newest < 0) {
      throw new StateUnavailableException(
          newest < 0
              ? "there is no state yet"
              : "the state of block "
                  + number
                  + " is not kept: there are those of "
                  + earliest
                  + " to "
                  + newest);
    }
  }

  @Override
  public StateReader at(long number) {
    checkKept(number);
    Layer newest = base.point;
    return number == newest.number() ? newest : durable(number);
  }

  @Override
  public long earliest() {
    return earliest;
  }

  @Override
  public synchronized void flush(BlockState upTo) {
    Layer target = own(upTo);
    if (failed) {
      throw new StoreException("an earlier flush failed: the world state must be opened again");
    }
    List<Layer> chain = new ArrayList<>();
    Layer bottom = target;
    for (Layer.Content here = bottom.content(); here != null; here = bottom.content()) {
      chain.addFirst(bottom);
      bottom = here.parent();
    }
    if (chain.isEmpty()) {
      checkDurable(target);
      return;
    }
    List<Layer> fresh = bottom == base.point ? chain : onBase(bottom, chain);
    Layer newest = fresh.getLast();
    compute(newest);
    write(fresh, newest);
    chain.forEach(layer -> layer.settle(lineage));
    forget();
  }

  private void checkDurable(Layer target) {
    Layer point = base.point;
    boolean there =
        target.number() <= point.number()
            && log.find(target.number())
                .map(changes -> changes.blockHash().equals(target.blockHash()))
                .orElse(target == point);
    if (!there) {
      throw new StateUnavailableException(
          "block " + target.number() + " was durable, and the chain was taken back since");
    }
  }

  /** The same layers on top of the durable block, taken back to the one that they stand on. */
  private List<Layer> onBase(Layer bottom, List<Layer> chain) {
    Layer first = chain.getFirst();
    Layer.Content content = first.content();
    boolean takesBack = content != null && content.takesBack();
    Layer start = takesBack ? first : bottom;
    List<Layer> fresh = new ArrayList<>();
    Layer at = own(rollBack(base.point, start.number(), start.blockHash()));
    if (at.content() != null) {
      fresh.add(at);
    }
    for (Layer layer : chain.subList(takesBack ? 1 : 0, chain.size())) {
      Layer.Content here = layer.content();
      if (here == null) {
        throw new IllegalStateException("block " + layer.number() + " is durable already");
      }
      at = Layer.on(at, layer.number(), layer.blockHash(), here.delta(), false);
      fresh.add(at);
    }
    return fresh;
  }

  private void write(List<Layer> chain, Layer target) {
    Base from = base;
    FlushBatch rows = new FlushBatch(tables, flat, log, hashes);
    boolean rewinds = false;
    for (Layer layer : chain) {
      Layer.Content content = layer.content();
      StateTrie tree = layer.tree();
      if (content == null || tree == null) {
        throw new IllegalStateException("block " + layer.number() + " is not computed");
      }
      boolean first = earliest < 0 && layer == chain.getFirst();
      if (content.takesBack()) {
        rewinds = true;
        log.forget(layer.number() + 1, from.point.number(), rows.batch());
      }
      rows.add(layer, content, !content.takesBack() && !first, !content.takesBack());
    }
    rows.finishRows();
    StateTrie tree = treeOf(target);
    tree.changesSince(from.tree, rows);
    mark(target, chain.getFirst().number(), rows.batch());
    byte[] batch = rows.batch().toArray();
    failed = true;
    if (rewinds) {
      endLineage(chain.getFirst().number());
    }
    flat.beginFlush(target);
    tables.write(batch);
    rows.fillCache();
    if (earliest < 0) {
      earliest = chain.getFirst().number();
    }
    base = new Base(target, tree);
    chain.forEach(layer -> layer.settle(lineage));
    flat.endFlush();
    if (rewinds) {
      flat.endRewind();
    }
    failed = false;
  }

  private static StateTrie treeOf(Layer layer) {
    StateTrie tree = layer.tree();
    if (tree == null) {
      throw new IllegalStateException("block " + layer.number() + " is not computed");
    }
    return tree;
  }

  private void mark(Layer target, long first, Batch batch) {
    byte[] row = new byte[72];
    LongBytes.putLong(row, 0, target.number());
    target.blockHash().copyTo(row, 8);
    target.root().copyTo(row, 40);
    batch.put(Table.MARKERS, DURABLE, row);
    if (earliest < 0) {
      batch.put(Table.MARKERS, EARLIEST, AccountCodec.number(first));
    }
  }

  private void endLineage(long lastKept) {
    Lineage ending = lineage;
    lineage = ending.cut(lastKept, tables.view());
    flat.beginRewind(ending);
    ended.addLast(ending);
    if (ended.size() > VIEWS) {
      ended.removeFirst().release();
    }
  }

  /** Keeps the nodes in memory within their budget: first those go that were not needed longest. */
  private void forget() {
    int now = clock.get();
    if (now - weighedAt < WEIGH_EVERY) {
      return;
    }
    weighedAt = now;
    StateTrie tree = base.tree;
    long left = tree.forgetBefore(Integer.MIN_VALUE);
    for (int age = 16 * WEIGH_EVERY; left > limits.nodes && age >= WEIGH_EVERY; age /= 4) {
      left = tree.forgetBefore(now - age);
    }
    if (left > limits.nodes) {
      base = new Base(base.point, StateTrie.open(tree.root(), nodes));
    }
  }

  FlatState flat() {
    return flat;
  }

  Bytes code(Hash32 codeHash) {
    byte[] code = tables.get(Table.CODES, codeHash.toArray());
    if (code == null) {
      throw new StoreException("code " + codeHash + " is not stored");
    }
    return Bytes.wrap(code);
  }

  /** The tree of a state; computes it, after those of its ancestors, if it is not there. */
  StateTrie compute(Layer target) {
    try {
      return computeFrom(target, false);
    } catch (MissingNodeException e) {
      synchronized (this) {
        return computeFrom(target, true);
      }
    }
  }

  private StateTrie computeFrom(Layer target, boolean anew) {
    Deque<Step> todo = new ArrayDeque<>();
    Layer at = target;
    StateTrie tree = anew ? null : at.tree();
    Layer.Content here = at.content();
    while (tree == null && here != null) {
      todo.push(new Step(at, here));
      at = here.parent();
      tree = anew ? null : at.tree();
      here = at.content();
    }
    if (tree == null) {
      tree = durableTree(at);
    }
    for (Step step : todo) {
      tree = step.layer.compute(tree, anew, step.content);
    }
    return tree;
  }

  /** The trie after a layer's changes. */
  StateTrie.Next next(StateTrie below, StateDelta delta) {
    return below.with(delta, hashes, parallel, clock.incrementAndGet());
  }

  private StateTrie durableTree(Layer point) {
    Base now = base;
    if (now.point == point) {
      return now.tree;
    }
    synchronized (this) {
      return compute(own(rollBack(base.point, point.number(), point.blockHash())));
    }
  }

  AccountProof proof(Layer layer, Address address, List<U256> slots) {
    try {
      return compute(layer).proof(address, slots);
    } catch (MissingNodeException e) {
      synchronized (this) {
        return computeFrom(layer, true).proof(address, slots);
      }
    }
  }

  @Override
  public AccountProof proof(long number, Address address, List<U256> slots) {
    Layer point = base.point;
    if (number == point.number()) {
      return proof(point, address, slots);
    }
    long first = Math.max(earliest, point.number() - RecentTries.BLOCKS);
    if (number < first || number > point.number()) {
      throw new StateUnavailableException(
          "proofs are kept for blocks "
              + first
              + " to "
              + point.number()
              + ", and not for block "
              + number);
    }
    return recent.proof(number, address, slots);
  }

  /** The trie of an older block, by way of that of the durable one. */
  RecentTries.Kept triedBack(long number) {
    Base from = base;
    return triedBack(new RecentTries.Kept(from.point.number(), from.tree, lineage, 0), number);
  }

  /** The trie of an older block, by way of one between it and the durable one. */
  RecentTries.Kept triedBack(RecentTries.Kept from, long number) {
    Lineage now = lineage;
    Layer older = Layer.durable(this, number, now);
    StateDelta delta = log.back(from.number(), older);
    int keys = from.keys();
    for (AccountChange change : delta.accounts().values()) {
      keys += 1 + (change instanceof AccountChange.Updated updated ? updated.storage().size() : 0);
    }
    StateTrie trie = next(from.trie(), delta).trie();
    if (!trie.root().equals(older.root())) {
      throw new StateUnavailableException(
          "history does not lead back to the state of block "
              + number
              + ": the root is "
              + trie.root()
              + ", not "
              + older.root());
    }
    return new RecentTries.Kept(number, trie, now, keys);
  }

  @Override
  public synchronized Hash32 recomputeRoot() {
    return StateCheck.root(tables);
  }

  @Override
  public synchronized void close() {
    ended.forEach(Lineage::release);
    ended.clear();
    tables.close();
  }
}

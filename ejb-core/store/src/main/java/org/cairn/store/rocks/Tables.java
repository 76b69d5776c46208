package org.cairn.store.rocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.cairn.node.chain.StoreException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The open database: column families, options, and reads and writes of whole rows. Thread-safe
 * until it is closed; failures of RocksDB become {@link StoreException}.
 *
 * <p>Memory: all memtables share one budget and all blocks, with indexes and filters, one cache.
 * Writes go to the write-ahead log without waiting for the disk: what a power failure takes from
 * its end is derived again from the database's state deltas, and a killed process loses nothing.
 */
@SuppressWarnings("EnumOrdinal") // an array is looked into for every row
final class Tables implements AutoCloseable {
  /** A column family and how many bytes of its keys name the thing that its rows belong to. */
  enum Table {
    MARKERS("default", 0),
    ACCOUNTS("accounts", 0),
    STORAGE("storage", 32),
    ACCOUNT_HISTORY("account_history", 32),
    STORAGE_HISTORY("storage_history", 64),
    CHANGES("changes", 0),
    ACCOUNT_NODES("account_nodes", 0),
    STORAGE_NODES("storage_nodes", 32),
    CODES("codes", 0),
    PREIMAGES("preimages", 0);

    private final String family;
    private final int prefix;

    Table(String family, int prefix) {
      this.family = family;
      this.prefix = prefix;
    }

    /** Rows of which one is read here and there, and never many in a row. */
    private boolean history() {
      return this == ACCOUNT_HISTORY || this == STORAGE_HISTORY;
    }
  }

  static {
    RocksDB.loadLibrary();
  }

  /** Native memory must not be freed while it is read: readers share the lock, closing takes it. */
  private final ReentrantReadWriteLock exclusion = new ReentrantReadWriteLock();

  private final Lock use = exclusion.readLock();
  private boolean closed;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final RocksDB db;
  private final ColumnFamilyHandle[] handles;
  private final ReadOptions reads;
  private final ReadOptions prefixReads;
  private final WriteOptions writes;

  private Tables(Path directory, long cacheBytes, long writeBufferBytes) throws RocksDBException {
    Cache cache = keep(new HyperClockCache(cacheBytes, 0, -1, false));
    DBOptions options =
        keep(new DBOptions())
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setMaxBackgroundJobs(2)
            .setAllowConcurrentMemtableWrite(false)
            .setEnableWriteThreadAdaptiveYield(false)
            .setDbWriteBufferSize(writeBufferBytes)
            .setBytesPerSync(1 << 20)
            .setWalBytesPerSync(1 << 20)
            .setMaxTotalWalSize(4 * writeBufferBytes)
            .setMaxOpenFiles(512)
            .setKeepLogFileNum(2)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    for (Table table : Table.values()) {
      families.add(
          new ColumnFamilyDescriptor(
              table.family.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
              options(table, cache, writeBufferBytes)));
    }
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    db = keep(RocksDB.open(options, directory.toString(), families, opened));
    opened.forEach(this::keep);
    handles = opened.toArray(ColumnFamilyHandle[]::new);
    reads = keep(new ReadOptions());
    prefixReads = keep(new ReadOptions()).setPrefixSameAsStart(true);
    writes = keep(new WriteOptions());
  }

  private ColumnFamilyOptions options(Table table, Cache cache, long writeBufferBytes) {
    BlockBasedTableConfig blocks =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(table.history() ? 4 << 10 : 8 << 10)
            .setCacheIndexAndFilterBlocks(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFormatVersion(5)
            .setFilterPolicy(keep(new BloomFilter(10)));
    ColumnFamilyOptions options =
        keep(new ColumnFamilyOptions())
            .setTableFormatConfig(blocks)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setLevelCompactionDynamicLevelBytes(true)
            .setWriteBufferSize(writeBufferBytes / 2)
            .setLevel0FileNumCompactionTrigger(2)
            .setTargetFileSizeBase(32 << 20)
            .setMaxBytesForLevelBase(128L << 20);
    if (table.prefix > 0) {
      options.useFixedLengthPrefixExtractor(table.prefix);
    }
    return options;
  }

  private <T extends AutoCloseable> T keep(T resource) {
    resources.push(resource);
    return resource;
  }

  /**
   * Opens or creates a database.
   *
   * @throws StoreException if another process has it open, or it is damaged
   */
  static Tables open(Path directory, long cacheBytes, long writeBufferBytes) {
    try {
      Files.createDirectories(directory);
      return new Tables(directory, cacheBytes, writeBufferBytes);
    } catch (IOException e) {
      throw new StoreException("the directory " + directory + " cannot be made", e);
    } catch (RocksDBException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("lock")) {
        throw new StoreException(
            "the world state in " + directory + " is in use by another process", e);
      }
      throw new StoreException("the world state in " + directory + " cannot be opened", e);
    }
  }

  byte @Nullable [] get(Table table, byte[] key) {
    return get(table, reads, key);
  }

  private byte @Nullable [] get(Table table, ReadOptions options, byte[] key) {
    use.lock();
    try {
      checkOpen();
      return db.get(handles[table.ordinal()], options, key);
    } catch (RocksDBException e) {
      throw new StoreException("the world state cannot be read", e);
    } finally {
      use.unlock();
    }
  }

  /**
   * The value of the first row at or above {@code key} that has its prefix, as the table knows it;
   * null if there is none.
   */
  byte @Nullable [] firstFrom(Table table, byte[] key) {
    return firstFrom(table, prefixReads, key);
  }

  private byte @Nullable [] firstFrom(Table table, ReadOptions options, byte[] key) {
    use.lock();
    try {
      checkOpen();
      try (RocksIterator rows = db.newIterator(handles[table.ordinal()], options)) {
        rows.seek(key);
        if (rows.isValid()) {
          return rows.value();
        }
        rows.status();
        return null;
      }
    } catch (RocksDBException e) {
      throw new StoreException("the world state cannot be read", e);
    } finally {
      use.unlock();
    }
  }

  private void scan(Table table, ReadOptions options, byte[] from, Rows visitor) {
    use.lock();
    try {
      checkOpen();
      try (RocksIterator rows = db.newIterator(handles[table.ordinal()], options)) {
        rows.seek(from);
        while (rows.isValid() && visitor.take(rows.key(), rows.value())) {
          rows.next();
        }
        rows.status();
      }
    } catch (RocksDBException e) {
      throw new StoreException("the world state cannot be read", e);
    } finally {
      use.unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the world state is closed");
    }
  }

  /** Takes rows one after the other, and tells whether it wants the next. */
  interface Rows {
    boolean take(byte[] key, byte[] value);
  }

  /** Rows of a moment, until it is closed. */
  final class View implements AutoCloseable {
    private final Snapshot snapshot = db.getSnapshot();
    private final ReadOptions pointReads = new ReadOptions().setSnapshot(snapshot);
    private final ReadOptions rowReads =
        new ReadOptions().setSnapshot(snapshot).setPrefixSameAsStart(true);

    byte @Nullable [] get(Table table, byte[] key) {
      return Tables.this.get(table, pointReads, key);
    }

    byte @Nullable [] firstFrom(Table table, byte[] key) {
      return Tables.this.firstFrom(table, rowReads, key);
    }

    /** Visits rows from a key on, in the order of their keys, within its prefix if it has one. */
    void scan(Table table, byte[] from, Rows visitor) {
      Tables.this.scan(table, rowReads, from, visitor);
    }

    @Override
    public void close() {
      use.lock();
      try {
        rowReads.close();
        pointReads.close();
        if (!closed) {
          db.releaseSnapshot(snapshot);
        }
        snapshot.close();
      } finally {
        use.unlock();
      }
    }
  }

  View view() {
    use.lock();
    try {
      checkOpen();
      return new View();
    } finally {
      use.unlock();
    }
  }

  /** The number by which a batch names the table. */
  int id(Table table) {
    return handles[table.ordinal()].getID();
  }

  /** Writes all rows of a batch or none. */
  void write(byte[] batch) {
    use.lock();
    try {
      checkOpen();
      try (WriteBatch rows = new WriteBatch(batch)) {
        db.write(writes, rows);
      }
    } catch (RocksDBException e) {
      throw new StoreException("the world state cannot be written", e);
    } finally {
      use.unlock();
    }
  }

  /** Waits for reads and writes under way; later ones throw. */
  @Override
  public void close() {
    exclusion.writeLock().lock();
    try {
      closed = true;
      while (!resources.isEmpty()) {
        resources.pop().close();
      }
    } catch (Exception e) {
      throw new StoreException("the world state cannot be closed", e);
    } finally {
      exclusion.writeLock().unlock();
    }
  }
}

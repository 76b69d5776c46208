package org.cairn.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.StoreException;
import org.cairn.store.UnitOfWork;

/**
 * Keeps the planner's picture of growing tables true. A bulk import fills them faster than the
 * server's own statistics follow, and without any the planner takes the index of a topic that every
 * log has for as good as that of a rare one. A small sample, taken whenever the tables have
 * trebled, is enough to tell them apart. Not thread-safe.
 */
final class PlannerStatistics {
  private static final System.Logger LOG = System.getLogger(PlannerStatistics.class.getName());
  private static final long FIRST = 5_000;

  private final UnitOfWork work;
  private long partition = -1;
  private long rows;
  private long next = FIRST;

  PlannerStatistics(UnitOfWork work) {
    this.work = work;
  }

  /** Counts the rows of blocks that are committed, and samples the tables if it is time. */
  void committed(Iterable<ExecutedBlock> blocks) {
    for (ExecutedBlock executed : blocks) {
      long now = executed.block().number() / Partitions.BLOCKS;
      if (now != partition) {
        partition = now;
        rows = 0;
        next = FIRST;
      }
      rows += 1 + executed.senders().size();
    }
    if (rows >= next) {
      next = 3 * rows;
      analyze();
    }
  }

  private void analyze() {
    String tables =
        Arrays.stream(Table.values())
            .map(table -> table.partitioned() ? table.table() + "_" + partition : table.table())
            .collect(Collectors.joining(", "));
    try {
      work.inTransaction(connection -> {
        try (Statement statement = connection.createStatement()) {
          statement.execute("set local default_statistics_target = 10");
          return statement.execute("analyze (skip_locked) " + tables);
        }
      });
    } catch (StoreException e) {
      // The rows are stored; only queries may be slower.
      LOG.log(Level.WARNING, "the tables could not be analysed", e);
    }
  }
}

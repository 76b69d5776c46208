package org.cairn.node.query;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;

/** The logs of one block with their places. */
public final class BlockLogs {
  private BlockLogs() {}

  /** {@code receipts} are those of the block's transactions, in order. */
  public static List<LogRecord> of(Block block, List<Receipt> receipts) {
    List<LogRecord> records = new ArrayList<>();
    for (int index = 0; index < receipts.size(); index++) {
      for (Log log : receipts.get(index).logs()) {
        records.add(
            new LogRecord(
                log,
                block.number(),
                block.hash(),
                block.header().timestamp(),
                block.transactions().get(index).hash(),
                index,
                records.size()));
      }
    }
    return records;
  }
}

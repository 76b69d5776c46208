package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a transaction as consensus sees it.
 *
 * @param type of the transaction
 * @param postState state root after the transaction, before Byzantium only
 * @param succeeded status of EIP-658, from Byzantium on; true where {@code postState} is given
 * @param cumulativeGasUsed gas used in the block up to and including this transaction
 */
public record Receipt(
    TransactionType type,
    @Nullable Hash32 postState,
    boolean succeeded,
    long cumulativeGasUsed,
    Bloom bloom,
    List<Log> logs) {
  public Receipt {
    logs = List.copyOf(logs);
  }

  /** A receipt with a status (EIP-658); its bloom is made from the logs. */
  public static Receipt ofStatus(
      TransactionType type, boolean succeeded, long cumulativeGasUsed, List<Log> logs) {
    return new Receipt(type, null, succeeded, cumulativeGasUsed, Bloom.of(logs), logs);
  }

  /** A receipt of before Byzantium; its bloom is made from the logs. */
  public static Receipt ofPostState(Hash32 postState, long cumulativeGasUsed, List<Log> logs) {
    return new Receipt(
        TransactionType.LEGACY, postState, true, cumulativeGasUsed, Bloom.of(logs), logs);
  }

  public Optional<Hash32> postStateRoot() {
    return Optional.ofNullable(postState);
  }

  /** Canonical bytes (EIP-2718): what the receipts trie holds. */
  public Bytes encoded() {
    RlpWriter out = new RlpWriter(512);
    writeTo(out);
    return out.toBytes();
  }

  private void writeTo(RlpWriter out) {
    if (type != TransactionType.LEGACY) {
      out.put((byte) type.code());
    }
    out.startList();
    if (postState != null) {
      out.write(postState);
    } else {
      out.write(succeeded ? 1 : 0);
    }
    out.write(cumulativeGasUsed);
    bloom.writeTo(out);
    out.startList();
    logs.forEach(log -> log.writeTo(out));
    out.endList().endList();
  }

  /** Canonical bytes (EIP-2718) back to a receipt. */
  public static Receipt decode(Bytes encoded) {
    if (!encoded.isEmpty() && (encoded.at(0) & 0xff) < 0xc0) {
      TransactionType type = TransactionType.of(encoded.at(0), 0);
      return readFields(type, RlpReader.of(encoded.shared(), 1, encoded.length() - 1));
    }
    return readFields(TransactionType.LEGACY, RlpReader.of(encoded));
  }

  private static Receipt readFields(TransactionType type, RlpReader outer) {
    RlpReader in = outer.readList();
    outer.end();
    int at = in.position();
    Bytes outcome = in.readBytes();
    long cumulativeGasUsed = in.readLong();
    Bloom bloom = Bloom.read(in);
    RlpReader logList = in.readList();
    List<Log> logs = new ArrayList<>();
    while (logList.hasNext()) {
      logs.add(Log.read(logList));
    }
    in.end();
    if (outcome.length() == 32) {
      return new Receipt(
          type, Hash32.read(outcome.shared(), 0), true, cumulativeGasUsed, bloom, logs);
    }
    boolean one = outcome.length() == 1 && outcome.at(0) == 1;
    if (!one && !outcome.isEmpty()) {
      throw new RlpException("a receipt's status that is neither 0 nor 1 nor a root", at);
    }
    return new Receipt(type, null, one, cumulativeGasUsed, bloom, logs);
  }

  /** Encodes receipts as the network does: a list, typed ones wrapped in strings. */
  public static Bytes encodeList(List<Receipt> receipts) {
    RlpWriter out = new RlpWriter(512 * receipts.size() + 16).startList();
    for (Receipt receipt : receipts) {
      if (receipt.type == TransactionType.LEGACY) {
        receipt.writeTo(out);
      } else {
        out.write(receipt.encoded());
      }
    }
    return out.endList().toBytes();
  }

  /** The reverse of {@link #encodeList}. */
  public static List<Receipt> decodeList(Bytes encoded) {
    RlpReader list = RlpReader.ofList(encoded.shared());
    List<Receipt> receipts = new ArrayList<>();
    while (list.hasNext()) {
      receipts.add(decode(list.nextIsList() ? list.readRaw() : list.readBytes()));
    }
    return receipts;
  }
}

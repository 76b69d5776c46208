package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a block holds besides its header.
 *
 * @param withdrawals from Shanghai on (EIP-4895), else null
 */
public record BlockBody(
    List<Transaction> transactions, List<Header> ommers, @Nullable List<Withdrawal> withdrawals) {
  public static final BlockBody EMPTY = new BlockBody(List.of(), List.of(), null);

  public BlockBody {
    transactions = List.copyOf(transactions);
    ommers = List.copyOf(ommers);
    withdrawals = withdrawals == null ? null : List.copyOf(withdrawals);
  }

  public Optional<List<Withdrawal>> withdrawalList() {
    return Optional.ofNullable(withdrawals);
  }

  /** Reads the body's lists up to the end of the reader. */
  static BlockBody readMembers(RlpReader in) {
    RlpReader transactionList = in.readList();
    List<Transaction> transactions = new ArrayList<>();
    while (transactionList.hasNext()) {
      transactions.add(Transaction.read(transactionList));
    }
    RlpReader ommerList = in.readList();
    List<Header> ommers = new ArrayList<>(2);
    while (ommerList.hasNext()) {
      ommers.add(Header.read(ommerList));
    }
    List<Withdrawal> withdrawals = null;
    if (in.hasNext()) {
      RlpReader withdrawalList = in.readList();
      withdrawals = new ArrayList<>();
      while (withdrawalList.hasNext()) {
        withdrawals.add(Withdrawal.read(withdrawalList));
      }
    }
    in.end();
    return new BlockBody(transactions, ommers, withdrawals);
  }

  void writeMembers(RlpWriter out) {
    out.startList();
    transactions.forEach(transaction -> transaction.writeTo(out));
    out.endList();
    writeOmmers(out);
    if (withdrawals != null) {
      out.startList();
      withdrawals.forEach(withdrawal -> withdrawal.writeTo(out));
      out.endList();
    }
  }

  private void writeOmmers(RlpWriter out) {
    out.startList();
    ommers.forEach(ommer -> ommer.writeTo(out));
    out.endList();
  }

  /** rlp of the list of ommer headers, whose keccak is the header's ommers hash. */
  public Bytes encodedOmmers() {
    RlpWriter out = new RlpWriter(16 + 600 * ommers.size());
    writeOmmers(out);
    return out.toBytes();
  }

  public static BlockBody decode(Bytes encoded) {
    return readMembers(RlpReader.ofList(encoded.shared()));
  }

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(1024).startList();
    writeMembers(out);
    return out.endList().toBytes();
  }
}

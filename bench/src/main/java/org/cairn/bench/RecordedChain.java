package org.cairn.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/** Blocks of a recorded chain, with senders and outcomes that are made up. */
final class RecordedChain {
  private static final Hash32 TRANSFER =
      Hash32.of("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  private RecordedChain() {}

  /** A genesis block that the first block follows. */
  static ExecutedBlock genesis(List<ExecutedBlock> chain) {
    Block first = chain.getFirst().block();
    Header header = new Header.Builder().build();
    return executed(new Block(header, BlockBody.EMPTY, first.header().parentHash()), U256.ZERO);
  }

  static List<Block> read(Path file) throws IOException {
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      RlpReader reader = RlpReader.of(in.readAllBytes());
      List<Block> blocks = new ArrayList<>();
      while (reader.hasNext()) {
        blocks.add(Block.read(reader));
      }
      return blocks;
    }
  }

  static List<ExecutedBlock> executed(List<Block> blocks) {
    List<ExecutedBlock> chain = new ArrayList<>();
    U256 total = U256.ZERO;
    for (Block block : blocks) {
      total = total.plus(block.header().difficulty());
      chain.add(executed(block, total));
    }
    return chain;
  }

  private static ExecutedBlock executed(Block block, U256 totalDifficulty) {
    List<Address> senders = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    Map<Address, AccountChange> accounts = new HashMap<>();
    long gas = 0;
    for (Transaction transaction : block.transactions()) {
      Hash32 seed = transaction.hash();
      Address sender = Address.lastOf(sender(seed.at(0) % 100));
      senders.add(sender);
      boolean call = transaction.data().length() >= 68;
      gas += call ? 41_000 : 21_000;
      List<Log> logs = call ? List.of(transfer(transaction, sender)) : List.of();
      receipts.add(Receipt.ofStatus(transaction.type(), true, gas, logs));
      Address to = transaction.to().orElse(Address.ZERO);
      accounts.put(to, change(seed, Map.of()));
      Map<U256, U256> slots =
          call ? Map.of(U256.of(seed), U256.of(10_000_000), U256.ONE, U256.ONE) : Map.of();
      accounts.put(sender, change(seed, slots));
    }
    return new ExecutedBlock(
        block,
        totalDifficulty,
        Address.of(7),
        senders,
        receipts,
        List.of(),
        new StateDelta(accounts, Map.of()));
  }

  private static AccountChange change(Hash32 seed, Map<U256, U256> slots) {
    U256 balance = U256.of(0, 0, 1, seed.word(1));
    return new AccountChange.Updated(5, balance, Account.EMPTY_CODE_HASH, false, slots);
  }

  private static Hash32 sender(int i) {
    return org.cairn.protocol.crypto.Keccak256.hash(new byte[] {(byte) i});
  }

  /** The log of an ERC-20 transfer, the recipient taken from the call data. */
  private static Log transfer(Transaction transaction, Address sender) {
    byte[] from = new byte[32];
    sender.copyTo(from, 12);
    Bytes data = transaction.data();
    return new Log(
        transaction.to().orElse(Address.ZERO),
        List.of(TRANSFER, Hash32.of(from), Hash32.read(data.shared(), 4)),
        data.slice(36, 68));
  }
}

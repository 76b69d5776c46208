package org.cairn.store.postgres;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/** Real blocks, with senders and outcomes that are made up but depend on nothing but the block. */
final class TestChains {
  static final Hash32 TRANSFER =
      Hash32.of("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  private TestChains() {}

  /** The first blocks of a recorded chain, from number 1 on. */
  static List<Block> read(String name, int most) {
    Path file = Path.of(System.getProperty("cairn.shared", "none"), "chains", name, "chain.rlp.gz");
    assumeThat(file).as("the recorded chain " + name + " is missing").exists();
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      RlpReader reader = RlpReader.of(in.readAllBytes());
      List<Block> blocks = new ArrayList<>();
      while (reader.hasNext() && blocks.size() < most) {
        blocks.add(Block.read(reader));
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each block executed, behind a made-up genesis block with the first one's parent hash. */
  static List<ExecutedBlock> executed(List<Block> blocks) {
    List<ExecutedBlock> chain = new ArrayList<>();
    U256 total = U256.ONE;
    for (Block block : blocks) {
      total = total.plus(block.header().difficulty());
      chain.add(executed(block, total));
    }
    return chain;
  }

  static ExecutedBlock genesis(Block first) {
    Header header = new Header.Builder().difficulty(U256.ONE).build();
    Block block = new Block(header, BlockBody.EMPTY, first.header().parentHash());
    return executed(block, U256.ONE);
  }

  static ExecutedBlock executed(Block block, U256 totalDifficulty) {
    List<Address> senders = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    List<ValueCall> calls = new ArrayList<>();
    Map<Address, AccountChange> accounts = new HashMap<>();
    long gas = 0;
    for (Transaction transaction : block.transactions()) {
      Hash32 seed = transaction.hash();
      Address sender = Address.of(0x1000 + (seed.at(0) & 0x3f));
      senders.add(sender);
      gas += 21_000 + (seed.at(1) & 0xff);
      receipts.add(receipt(transaction, sender, gas));
      if (seed.at(2) % 8 == 0) {
        calls.add(call(transaction, receipts.size() - 1, sender));
      }
      accounts.put(
          sender,
          new AccountChange.Updated(
              transaction.nonce() + 1, U256.of(seed), Account.EMPTY_CODE_HASH, false, Map.of()));
    }
    return new ExecutedBlock(
        block,
        totalDifficulty,
        Address.of(7),
        senders,
        receipts,
        calls,
        new StateDelta(accounts, Map.of()));
  }

  private static ValueCall call(Transaction transaction, int index, Address sender) {
    int which = transaction.hash().at(4) & 3;
    ValueCall.Kind kind = ValueCall.Kind.values()[which];
    Address to = transaction.to().orElse(Address.of(99));
    return new ValueCall(index, List.of(0, which), kind, to, sender, transaction.value());
  }

  private static Receipt receipt(Transaction transaction, Address sender, long gas) {
    boolean succeeded = transaction.hash().at(3) % 5 != 0;
    List<Log> logs = new ArrayList<>();
    if (succeeded && !transaction.data().isEmpty()) {
      logs.add(transfer(transaction, sender));
    }
    if (succeeded && transaction.hash().at(5) % 16 == 0) {
      logs.add(new Log(Address.of(5), List.of(), Bytes.of("0x00ff")));
    }
    return Receipt.ofStatus(transaction.type(), succeeded, gas, logs);
  }

  private static Log transfer(Transaction transaction, Address sender) {
    byte[] topic = new byte[32];
    sender.copyTo(topic, 12);
    return new Log(
        transaction.to().orElse(Address.ZERO),
        List.of(TRANSFER, Hash32.of(topic), transaction.hash()),
        transaction.value().toHash().toBytes());
  }
}

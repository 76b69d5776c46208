package org.cairn.explorer.block;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.Fees;
import org.cairn.explorer.part.GaugePart;
import org.cairn.explorer.part.HashPart;
import org.cairn.explorer.part.MomentPart;
import org.cairn.explorer.part.Role;
import org.cairn.explorer.part.Slice;
import org.cairn.explorer.part.TransactionRow;
import org.cairn.explorer.text.HexText;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.FeeMarket;
import org.cairn.node.query.TransactionSummary;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Puts together what is known about one block, on whatever branch. */
final class BlockReport {
  private static final int TRANSACTIONS = 40;
  private static final int WITHDRAWALS = 20;
  private static final U256 GWEI = U256.of(1_000_000_000L);

  private final ChainView view;
  private final BlockRecord block;
  private final Header header;
  private final Instant now;
  private final Fork fork;
  private final U256 blobGasPrice;
  private final List<Receipt> receipts;

  BlockReport(ChainView view, BlockRecord block, Instant now) {
    this.view = view;
    this.block = block;
    this.header = block.block().header();
    this.now = now;
    this.fork = FeeMarket.forkOf(view.config(), block);
    this.blobGasPrice = Fees.blobGasPrice(view.config(), block);
    this.receipts =
        block.executed() ? view.receipts(block.block().hash()).orElse(List.of()) : List.of();
  }

  /** Empty if a key names a row that its list does not have. */
  Optional<BlockModel> model(Optional<String> from, Optional<String> withdrawalsFrom) {
    List<Integer> places = IntStream.range(0, block.block().transactions().size()).boxed().toList();
    Optional<Slice<TransactionRow>> transactions =
        Slice.of(places, from, TRANSACTIONS, this::transaction);
    Optional<Slice<BlockModel.Payout>> withdrawals =
        Slice.of(
            block.block().body().withdrawalList().orElse(List.of()),
            withdrawalsFrom,
            WITHDRAWALS,
            BlockReport::payout);
    return transactions.isEmpty() || withdrawals.isEmpty()
        ? Optional.empty()
        : Optional.of(model(transactions.get(), withdrawals.get()));
  }

  private BlockModel model(
      Slice<TransactionRow> transactions, Slice<BlockModel.Payout> withdrawals) {
    long number = header.number();
    boolean hasNext = block.canonical() && number < view.headNumber();
    HashPart hash = HashPart.of(block.block().hash());
    return new BlockModel(
        Long.toString(number),
        Numbers.grouped(number),
        block.canonical() ? Long.toString(number) : hash.full(),
        hash,
        number > 0 ? Long.toString(number - 1) : null,
        hasNext ? Long.toString(number + 1) : null,
        branch(),
        MomentPart.of(header.timestamp(), now),
        fork.name(),
        author(),
        gas(),
        transactions,
        block.executed(),
        block.block().body().ommers().stream().map(this::ommer).toList(),
        withdrawals,
        block.block().body().withdrawalList().isPresent(),
        seal(),
        roots(),
        Numbers.grouped(block.size()) + " bytes");
  }

  private BlockModel.Branch branch() {
    long deep = view.headNumber() - header.number();
    if (block.canonical()) {
      String text =
          deep == 0
              ? "the head of the chain"
              : "canonical, " + Numbers.counted(deep, "block", "blocks") + " on top";
      return new BlockModel.Branch("canonical", text, null);
    }
    return new BlockModel.Branch(
        "side",
        "not canonical: another branch won",
        view.resolve(new BlockSelector.ByNumber(header.number())).map(HashPart::of).orElse(null));
  }

  private BlockModel.Author author() {
    boolean genesis = header.number() == 0;
    Role role = Role.of(view.config(), header.difficulty());
    U256 perBlock = genesis ? U256.ZERO : fork.consensus().blockReward();
    boolean rewarded = role == Role.MINER && !perBlock.isZero();
    int ommers = block.block().body().ommers().size();
    U256 forOmmers = perBlock.times(ommers).dividedBy(U256.of(32));
    return new BlockModel.Author(
        role,
        genesis,
        AddressPart.of(block.author()),
        role == Role.SIGNER && !genesis ? turn() : "",
        role == Role.SIGNER && !genesis ? vote() : null,
        role == Role.SIGNER ? checkpoint() : List.of(),
        rewarded ? AmountPart.ether(perBlock.plus(forOmmers)) : null,
        rewarded && ommers > 0
            ? "with " + AmountPart.ether(forOmmers).text() + " for naming ommers"
            : "",
        block.executed() ? AmountPart.ether(tips()) : null);
  }

  /** What the author got from transactions. */
  private U256 tips() {
    List<Transaction> transactions = block.block().transactions();
    U256 sum = U256.ZERO;
    for (int i = 0; i < receipts.size(); i++) {
      sum =
          sum.plus(
              Fees.of(transactions.get(i), Fees.gasUsed(receipts, i), header, blobGasPrice).tip());
    }
    return sum;
  }

  /** Clique gives difficulty 2 to the signer whose turn it is, 1 to the others (EIP-225). */
  private String turn() {
    return header.difficulty().equals(U256.of(2)) ? "in turn" : "out of turn";
  }

  private BlockModel.@Nullable Vote vote() {
    if (header.coinbase().isZero()) {
      return null;
    }
    String text = header.nonce() == -1 ? "to add the signer" : "to remove the signer";
    return new BlockModel.Vote(text, AddressPart.of(header.coinbase()));
  }

  /**
   * The signers that a checkpoint lists between 32 bytes of its signer's own and the seal of 65.
   */
  private List<AddressPart> checkpoint() {
    Bytes extra = header.extraData();
    List<AddressPart> signers = new ArrayList<>();
    boolean due =
        view.config().engine() instanceof SealEngine.Clique(long period, long epoch)
            && epoch > 0
            && header.number() % epoch == 0;
    for (int at = 32; due && at + 20 <= extra.length() - 65; at += 20) {
      signers.add(AddressPart.of(Address.read(extra.shared(), at)));
    }
    return signers;
  }

  private BlockModel.Gas gas() {
    U256 baseFee = header.baseFeePerGas();
    Long blobGas = header.blobGasUsed();
    Long excess = header.excessBlobGas();
    boolean blobs = blobGas != null && excess != null;
    long blobLimit = fork.consensus().blobs().map(schedule -> schedule.max() << 17).orElse(0);
    return new BlockModel.Gas(
        GaugePart.of(header.gasUsed(), header.gasLimit()),
        baseFee == null ? null : AmountPart.gwei(baseFee),
        baseFee == null ? null : AmountPart.ether(baseFee.times(U256.of(header.gasUsed()))),
        blobs ? GaugePart.of(blobGas, blobLimit) : null,
        blobs ? Numbers.groupedUnsigned(excess) : null,
        blobs ? AmountPart.gwei(blobGasPrice) : null);
  }

  private TransactionRow transaction(int index) {
    Transaction transaction = block.block().transactions().get(index);
    boolean known = index < receipts.size() && index < block.senders().size();
    U256 fee =
        known
            ? Fees.of(transaction, Fees.gasUsed(receipts, index), header, blobGasPrice).total()
            : U256.ZERO;
    Bytes data = transaction.data();
    return TransactionRow.of(
        new TransactionSummary(
            transaction.hash(),
            header.number(),
            index,
            header.timestamp(),
            known ? block.senders().get(index) : Address.ZERO,
            transaction.to(),
            Optional.empty(),
            transaction.value(),
            fee,
            !known || receipts.get(index).succeeded(),
            data.length() < 4 ? -1 : LongBytes.getInt(data.shared(), 0) & 0xffffffffL),
        now);
  }

  /** The miner of an ommer gets an eighth less of the reward for each block it came late. */
  private BlockModel.Ommer ommer(Header ommer) {
    long late = header.number() - ommer.number();
    U256 perBlock = fork.consensus().blockReward();
    Hash32 hash = ommer.hash();
    boolean rewarded = view.config().engine() instanceof SealEngine.Ethash && late < 8;
    return new BlockModel.Ommer(
        Numbers.grouped(ommer.number()),
        HashPart.of(hash),
        view.block(hash).isPresent(),
        AddressPart.of(ommer.coinbase()),
        rewarded ? AmountPart.ether(perBlock.times(8 - late).dividedBy(U256.of(8))) : null,
        MomentPart.of(ommer.timestamp(), now));
  }

  private static BlockModel.Payout payout(Withdrawal withdrawal) {
    U256 gwei = U256.of(0, 0, 0, withdrawal.amount());
    return new BlockModel.Payout(
        Numbers.groupedUnsigned(withdrawal.index()),
        Numbers.groupedUnsigned(withdrawal.validatorIndex()),
        AddressPart.of(withdrawal.address()),
        AmountPart.ether(gwei.times(GWEI)));
  }

  private BlockModel.Seal seal() {
    Bytes extra = header.extraData();
    boolean clique = view.config().engine() instanceof SealEngine.Clique && extra.length() >= 32;
    boolean merged = fork.consensus().merged();
    return new BlockModel.Seal(
        Numbers.grouped(header.difficulty().toBigInteger()),
        Numbers.grouped(block.totalDifficulty().toBigInteger()),
        header.nonceBytes().toString(),
        merged ? "prevRandao" : "mixHash",
        header.mixHash().toString(),
        extra.toString(),
        Numbers.counted(extra.length(), "byte", "bytes"),
        HexText.printable(clique ? extra.slice(0, 32) : extra).orElse(""));
  }

  private BlockModel.Roots roots() {
    return new BlockModel.Roots(
        header.number() == 0 ? null : HashPart.of(header.parentHash()),
        header.ommersHash().toString(),
        header.stateRoot().toString(),
        header.transactionsRoot().toString(),
        header.receiptsRoot().toString(),
        text(header.withdrawalsRoot()),
        text(header.parentBeaconBlockRoot()),
        text(header.requestsHash()));
  }

  private static @Nullable String text(@Nullable Hash32 hash) {
    return hash == null ? null : hash.toString();
  }
}

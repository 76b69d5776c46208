package org.cairn.explorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cairn.explorer.part.Fees;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.BlockSummary;
import org.cairn.node.query.CallOutcome;
import org.cairn.node.query.CallRequest;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.ContractCreation;
import org.cairn.node.query.GasEstimate;
import org.cairn.node.query.HeaderRecord;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.LogRecord;
import org.cairn.node.query.Page;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.TransactionLocation;
import org.cairn.node.query.TransactionSummary;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.ContractAddress;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/** A chain in memory, with whatever a test says about it. Not executed: receipts are given. */
final class MemoryChain implements ChainView {
  private final ChainConfig config;
  private final TreeMap<Long, Block> canonical = new TreeMap<>();
  private final Map<Hash32, BlockRecord> records = new HashMap<>();
  private final Map<Hash32, List<Receipt>> receipts = new HashMap<>();
  private final Map<Hash32, List<ValueCall>> calls = new HashMap<>();
  private final Map<Hash32, TransactionLocation> locations = new HashMap<>();
  private final TreeMap<PageKey, TransactionSummary> transactions =
      new TreeMap<>(
          Comparator.comparingLong(PageKey::blockNumber).thenComparingInt(PageKey::index));
  private final Map<Address, Account> accounts = new HashMap<>();
  private final Map<Hash32, Bytes> codes = new HashMap<>();
  private final Map<Address, ContractCreation> creations = new HashMap<>();
  private boolean stateLost;
  private boolean closed;

  MemoryChain(ChainConfig config, Block genesis) {
    this.config = config;
    add(genesis, Optional.of(List.of()));
  }

  /** Appends a canonical block; one without receipts counts as not executed. */
  void add(Block block, Optional<List<Receipt>> outcome) {
    canonical.put(block.number(), block);
    U256 parentTotal =
        block.number() == 0
            ? U256.ZERO
            : Optional.ofNullable(records.get(block.header().parentHash()))
                .map(BlockRecord::totalDifficulty)
                .orElse(U256.ZERO);
    store(block, parentTotal.plus(block.header().difficulty()), true, outcome);
    for (int i = 0; i < block.transactions().size(); i++) {
      Hash32 hash = block.transactions().get(i).hash();
      locations.put(hash, new TransactionLocation(block.number(), block.hash(), i));
      transactions.put(new PageKey(block.number(), i), summary(block, i, outcome));
    }
  }

  /** Keeps a block that is not canonical. */
  void addSide(Block block) {
    store(block, block.header().difficulty(), false, Optional.empty());
  }

  void addCalls(Hash32 block, List<ValueCall> moved) {
    calls.put(block, moved);
  }

  void addAccount(Address address, long nonce, U256 balance, Bytes code) {
    Hash32 hash = Keccak256.hash(code);
    codes.put(hash, code);
    accounts.put(address, new Account(nonce, balance, Account.EMPTY_ROOT, hash));
  }

  void addCreation(Address contract, ContractCreation creation) {
    creations.put(contract, creation);
  }

  void loseState() {
    stateLost = true;
  }

  boolean closed() {
    return closed;
  }

  private void store(
      Block block, U256 total, boolean isCanonical, Optional<List<Receipt>> outcome) {
    List<Address> senders = outcome.isEmpty() ? List.of() : senders(block);
    int size = block.encoded().length();
    records.put(
        block.hash(),
        new BlockRecord(
            block, total, isCanonical, outcome.isPresent(), author(block.header()), senders, size));
    outcome.ifPresent(list -> receipts.put(block.hash(), list));
  }

  private static List<Address> senders(Block block) {
    return block.transactions().stream()
        .map(transaction -> transaction.recoverSender(Secp256k1.instance()).orElseThrow())
        .toList();
  }

  /** The coinbase, or the signer with Clique (EIP-225). */
  private Address author(Header header) {
    int vanity = header.extraData().length() - 65;
    if (!(config.engine() instanceof SealEngine.Clique) || header.number() == 0 || vanity < 32) {
      return header.coinbase();
    }
    RlpWriter out = new RlpWriter(640).startList();
    header.writeUpToExtraData(out, header.extraData().slice(0, vanity));
    out.write(header.mixHash()).write(header.nonceBytes());
    Hash32 signed = Keccak256.hash(out.endList().toBytes());
    byte[] seal = header.extraData().slice(vanity, vanity + 65).toArray();
    return Secp256k1.instance()
        .recoverAddress(signed, seal[64], U256.read(seal, 0, 32), U256.read(seal, 32, 32))
        .orElseThrow();
  }

  private TransactionSummary summary(Block block, int index, Optional<List<Receipt>> outcome) {
    Transaction transaction = block.transactions().get(index);
    Address from = transaction.recoverSender(Secp256k1.instance()).orElseThrow();
    U256 fee =
        outcome
            .map(list ->
                Fees.of(transaction, Fees.gasUsed(list, index), block.header(), U256.ZERO).total())
            .orElse(U256.ZERO);
    return new TransactionSummary(
        transaction.hash(),
        block.number(),
        index,
        block.header().timestamp(),
        from,
        transaction.to(),
        transaction.isCreation()
            ? Optional.of(ContractAddress.of(from, transaction.nonce()))
            : Optional.empty(),
        transaction.value(),
        fee,
        outcome.map(list -> list.get(index).succeeded()).orElse(true),
        transaction.data().length() < 4
            ? -1
            : LongBytes.getInt(transaction.data().shared(), 0) & 0xffffffffL);
  }

  @Override
  public ChainConfig config() {
    return config;
  }

  @Override
  public Hash32 genesisHash() {
    return canonical.firstEntry().getValue().hash();
  }

  @Override
  public long headNumber() {
    return canonical.lastKey();
  }

  @Override
  public Header headHeader() {
    return canonical.lastEntry().getValue().header();
  }

  @Override
  public Optional<HeaderRecord> header(Hash32 hash) {
    return block(hash)
        .map(found ->
            new HeaderRecord(found.block().header(), found.totalDifficulty(), found.canonical()));
  }

  @Override
  public BlockSummary head() {
    return summary(canonical.lastEntry().getValue());
  }

  private BlockSummary summary(Block block) {
    BlockRecord known = records.get(block.hash());
    Header header = block.header();
    return new BlockSummary(
        block.number(),
        block.hash(),
        header.timestamp(),
        known.author(),
        block.transactions().size(),
        block.body().ommers().size(),
        header.gasUsed(),
        header.gasLimit(),
        Optional.ofNullable(header.baseFeePerGas()),
        header.difficulty(),
        known.size());
  }

  @Override
  public Optional<Hash32> resolve(BlockSelector selector) {
    return switch (selector) {
      case BlockSelector.ByNumber(long number) ->
          Optional.ofNullable(canonical.get(number)).map(Block::hash);
      case BlockSelector.ByHash(Hash32 hash, boolean requireCanonical) ->
          block(hash).filter(found -> found.canonical() || !requireCanonical).map(f -> hash);
      case BlockSelector.Tag tag -> Optional.of(head().hash());
    };
  }

  @Override
  public Optional<BlockRecord> block(Hash32 hash) {
    return Optional.ofNullable(records.get(hash));
  }

  @Override
  public List<BlockSummary> summaries(long newest, int count) {
    return canonical.headMap(newest, true).descendingMap().values().stream()
        .limit(Math.min(100, count))
        .map(this::summary)
        .toList();
  }

  @Override
  public Optional<TransactionLocation> locate(Hash32 transactionHash) {
    return Optional.ofNullable(locations.get(transactionHash));
  }

  @Override
  public Optional<List<Receipt>> receipts(Hash32 blockHash) {
    return Optional.ofNullable(receipts.get(blockHash));
  }

  @Override
  public List<ValueCall> valueCalls(Hash32 blockHash) {
    return calls.getOrDefault(blockHash, List.of());
  }

  @Override
  public List<LogRecord> logs(LogFilter filter, int limit) {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public List<LogRecord> logsOfBlock(Hash32 blockHash, LogFilter filter) {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public Page<TransactionSummary> transactionsBefore(PageKey before, int count) {
    return older(new ArrayList<>(transactions.values()), before, count);
  }

  @Override
  public Page<TransactionSummary> transactionsOfBefore(Address address, PageKey before, int count) {
    return older(of(address), before, count);
  }

  @Override
  public Page<TransactionSummary> transactionsOfAfter(Address address, PageKey after, int count) {
    List<TransactionSummary> all = of(address);
    List<TransactionSummary> newer =
        all.stream().filter(t -> compare(t, after) > 0).limit(count).toList();
    boolean hasNewer = all.stream().filter(t -> compare(t, after) > 0).count() > newer.size();
    boolean hasOlder = all.stream().anyMatch(t -> compare(t, after) <= 0);
    return new Page<>(newer.reversed(), hasNewer, hasOlder);
  }

  /** {@code all} oldest first. */
  private static Page<TransactionSummary> older(
      List<TransactionSummary> all, PageKey before, int count) {
    List<TransactionSummary> older =
        all.reversed().stream().filter(t -> compare(t, before) < 0).toList();
    return new Page<>(
        older.stream().limit(count).toList(), older.size() < all.size(), older.size() > count);
  }

  private static int compare(TransactionSummary row, PageKey key) {
    int order = Long.compare(row.blockNumber(), key.blockNumber());
    return order == 0 ? Integer.compare(row.index(), key.index()) : order;
  }

  private List<TransactionSummary> of(Address address) {
    return transactions.values().stream()
        .filter(row ->
            row.from().equals(address)
                || row.to().filter(address::equals).isPresent()
                || row.created().filter(address::equals).isPresent())
        .toList();
  }

  @Override
  public Optional<ContractCreation> creationOf(Address contract) {
    return Optional.ofNullable(creations.get(contract));
  }

  @Override
  public long transactionTotal() {
    return transactions.size();
  }

  @Override
  public StateReader state(Hash32 blockHash) {
    if (stateLost) {
      throw new StateUnavailableException("The state of the head is being rebuilt.");
    }
    return new StateReader() {
      @Override
      public Optional<Account> account(Address address) {
        return Optional.ofNullable(accounts.get(address));
      }

      @Override
      public Bytes code(Hash32 codeHash) {
        return codes.getOrDefault(codeHash, Bytes.EMPTY);
      }

      @Override
      public U256 storage(Address address, U256 slot) {
        return U256.ZERO;
      }
    };
  }

  @Override
  public AccountProof proof(Hash32 blockHash, Address address, List<U256> slots) {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public CallOutcome call(CallRequest request, Hash32 blockHash) {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public GasEstimate estimateGas(CallRequest request, Hash32 blockHash) {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public U256 maxPriorityFee() {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public U256 gasPrice() {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public void close() {
    closed = true;
  }
}

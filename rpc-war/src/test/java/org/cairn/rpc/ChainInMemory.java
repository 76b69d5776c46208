package org.cairn.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.cairn.node.Node;
import org.cairn.node.job.JobStatus;
import org.cairn.node.job.Jobs;
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
import org.cairn.node.query.TooManyResultsException;
import org.cairn.node.query.TransactionLocation;
import org.cairn.node.query.TransactionSummary;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/**
 * A node whose chain is a list of blocks and whose state is a map: what tests of the methods read.
 * It executes nothing; calls are answered by a function that a test gives.
 */
final class ChainInMemory implements Node, ChainView, Jobs, StateReader {
  private final ChainConfig config;
  private final List<BlockRecord> chain = new ArrayList<>();
  private final Map<Hash32, BlockRecord> blocks = new HashMap<>();
  final Map<Hash32, List<Receipt>> receipts = new HashMap<>();
  private final Map<Hash32, TransactionLocation> transactions = new HashMap<>();
  final Map<Address, Account> accounts = new HashMap<>();
  final Map<Hash32, Bytes> codes = new HashMap<>();
  final Map<Address, Map<U256, U256>> slots = new HashMap<>();
  final Map<String, JobStatus> jobs = new LinkedHashMap<>();
  Function<CallRequest, CallOutcome> calls = call -> new CallOutcome.Returned(call.data(), 21_000);
  Readiness readiness = new Readiness(true, "");
  Path directory = Path.of("/nowhere");
  int viewsTaken;
  int viewsOpen;

  ChainInMemory(ChainConfig config) {
    this.config = config;
  }

  /** A folder with a genesis file and blocks made by go-ethereum, without receipts. */
  static ChainInMemory read(Path folder) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("chain.rlp.gz")))) {
      return read(Files.readAllBytes(folder.resolve("genesis.json")), in.readAllBytes());
    }
  }

  /** The blocks of a genesis file and of concatenated block RLP, without receipts. */
  static ChainInMemory read(byte[] genesisFile, byte[] blocks) {
    Genesis genesis = Genesis.parse(genesisFile);
    ChainInMemory chain = new ChainInMemory(genesis.config());
    chain.add(genesis.block(StateTrie::rootOf), List.of(), List.of());
    RlpReader reader = RlpReader.of(blocks);
    while (reader.hasNext()) {
      Block block = Block.read(reader);
      chain.add(block, block.transactions().stream().map(ChainInMemory::sender).toList());
    }
    return chain;
  }

  private static Address sender(Transaction transaction) {
    return transaction.recoverSender(Secp256k1.instance()).orElseThrow();
  }

  /** Adds the next block, without receipts. */
  void add(Block block, List<Address> senders) {
    U256 difficulty = block.header().difficulty();
    U256 total = chain.isEmpty() ? difficulty : chain.getLast().totalDifficulty().plus(difficulty);
    int size = block.encoded().length();
    BlockRecord record =
        new BlockRecord(block, total, true, true, block.header().coinbase(), senders, size);
    chain.add(record);
    blocks.put(block.hash(), record);
    for (int i = 0; i < senders.size(); i++) {
      transactions.put(
          block.transactions().get(i).hash(),
          new TransactionLocation(block.number(), block.hash(), i));
    }
  }

  void add(Block block, List<Address> senders, List<Receipt> blockReceipts) {
    add(block, senders);
    receipts.put(block.hash(), blockReceipts);
  }

  /** Adds a block beside the canonical chain, not executed. */
  void addBeside(Block block) {
    blocks.put(
        block.hash(),
        new BlockRecord(
            block,
            block.header().difficulty(),
            false,
            false,
            block.header().coinbase(),
            List.of(),
            block.encoded().length()));
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public ChainView view() {
    viewsTaken++;
    viewsOpen++;
    return this;
  }

  @Override
  public Jobs jobs() {
    return this;
  }

  @Override
  public String clientVersion() {
    return "Cairn/test";
  }

  @Override
  public Optional<Network> network() {
    return Optional.of(
        new Network("enode://ab@127.0.0.1:30303", "ab", "127.0.0.1", 30303, 2, true));
  }

  @Override
  public ChainConfig config() {
    return config;
  }

  @Override
  public Hash32 genesisHash() {
    return chain.getFirst().block().hash();
  }

  @Override
  public long headNumber() {
    return chain.size() - 1L;
  }

  @Override
  public Header headHeader() {
    return chain.getLast().block().header();
  }

  @Override
  public BlockSummary head() {
    return summary(chain.getLast());
  }

  private static BlockSummary summary(BlockRecord record) {
    Header header = record.block().header();
    return new BlockSummary(
        header.number(),
        record.block().hash(),
        header.timestamp(),
        record.author(),
        record.block().transactions().size(),
        record.block().body().ommers().size(),
        header.gasUsed(),
        header.gasLimit(),
        Optional.ofNullable(header.baseFeePerGas()),
        header.difficulty(),
        record.size());
  }

  @Override
  public Optional<Hash32> resolve(BlockSelector selector) {
    return switch (selector) {
      case BlockSelector.ByNumber(long number) ->
          number < chain.size()
              ? Optional.of(chain.get((int) number).block().hash())
              : Optional.empty();
      case BlockSelector.ByHash(Hash32 hash, boolean canonical) ->
          Optional.ofNullable(blocks.get(hash))
              .filter(record -> record.canonical() || !canonical)
              .map(record -> record.block().hash());
      case BlockSelector.Tag tag ->
          switch (tag) {
            case EARLIEST -> Optional.of(genesisHash());
            case LATEST, PENDING -> Optional.of(chain.getLast().block().hash());
            case SAFE, FINALIZED -> Optional.empty();
          };
    };
  }

  @Override
  public Optional<HeaderRecord> header(Hash32 hash) {
    return block(hash)
        .map(record ->
            new HeaderRecord(
                record.block().header(), record.totalDifficulty(), record.canonical()));
  }

  @Override
  public Optional<BlockRecord> block(Hash32 hash) {
    return Optional.ofNullable(blocks.get(hash));
  }

  @Override
  public List<BlockSummary> summaries(long newest, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<TransactionLocation> locate(Hash32 transactionHash) {
    return Optional.ofNullable(transactions.get(transactionHash));
  }

  @Override
  public Optional<List<Receipt>> receipts(Hash32 blockHash) {
    return Optional.ofNullable(receipts.get(blockHash));
  }

  @Override
  public List<ValueCall> valueCalls(Hash32 blockHash) {
    return List.of();
  }

  @Override
  public List<LogRecord> logs(LogFilter filter, int limit) {
    List<LogRecord> found = new ArrayList<>();
    for (long number = filter.fromBlock(); number <= filter.toBlock(); number++) {
      found.addAll(logsOfBlock(chain.get((int) number).block().hash(), filter));
    }
    if (found.size() > limit) {
      throw new TooManyResultsException(found.size() + " logs where " + limit + " are the most");
    }
    return found;
  }

  @Override
  public List<LogRecord> logsOfBlock(Hash32 blockHash, LogFilter filter) {
    Block block = blocks.get(blockHash).block();
    List<LogRecord> found = new ArrayList<>();
    int logIndex = 0;
    for (int i = 0; i < block.transactions().size(); i++) {
      for (Log log : receipts.get(blockHash).get(i).logs()) {
        if (matches(log, filter)) {
          found.add(
              new LogRecord(
                  log,
                  block.number(),
                  blockHash,
                  block.header().timestamp(),
                  block.transactions().get(i).hash(),
                  i,
                  logIndex));
        }
        logIndex++;
      }
    }
    return found;
  }

  private static boolean matches(Log log, LogFilter filter) {
    boolean matches = filter.addresses().isEmpty() || filter.addresses().contains(log.address());
    matches &= filter.topics().size() <= log.topics().size();
    for (int i = 0; matches && i < filter.topics().size(); i++) {
      List<Hash32> any = filter.topics().get(i);
      matches = any.isEmpty() || any.contains(log.topics().get(i));
    }
    return matches;
  }

  @Override
  public Page<TransactionSummary> transactionsBefore(PageKey before, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<TransactionSummary> transactionsOfBefore(Address address, PageKey before, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<TransactionSummary> transactionsOfAfter(Address address, PageKey after, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ContractCreation> creationOf(Address contract) {
    return Optional.empty();
  }

  @Override
  public long transactionTotal() {
    return transactions.size();
  }

  @Override
  public StateReader state(Hash32 blockHash) {
    if (!blocks.get(blockHash).canonical()) {
      throw new StateUnavailableException("state of block " + blockHash + " is not kept");
    }
    return this;
  }

  @Override
  public AccountProof proof(Hash32 blockHash, Address address, List<U256> keys) {
    return new AccountProof(
        address,
        account(address),
        List.of(Bytes.of("0xc0")),
        keys.stream()
            .map(key -> new AccountProof.StorageProof(key, storage(address, key), List.of()))
            .toList());
  }

  @Override
  public CallOutcome call(CallRequest request, Hash32 blockHash) {
    return calls.apply(request);
  }

  @Override
  public GasEstimate estimateGas(CallRequest request, Hash32 blockHash) {
    CallOutcome outcome = calls.apply(request);
    return outcome instanceof CallOutcome.Returned(Bytes ignored, long gas)
        ? new GasEstimate.Sufficient(gas)
        : new GasEstimate.Failed(outcome);
  }

  @Override
  public U256 gasPrice() {
    return U256.of(1_000_000_007);
  }

  @Override
  public U256 maxPriorityFee() {
    return U256.of(7);
  }

  @Override
  public void close() {
    viewsOpen--;
  }

  @Override
  public JobStatus importChain(Path file) {
    return start("import of " + file);
  }

  @Override
  public JobStatus exportChain(Path file, long first, long last) {
    return start("export of " + first + " to " + last + " into " + file);
  }

  private JobStatus start(String what) {
    String id = String.valueOf(jobs.size() + 1);
    JobStatus status =
        new JobStatus(
            id,
            what,
            JobStatus.State.RUNNING,
            200,
            100,
            400,
            8_000_000,
            java.util.OptionalLong.of(300),
            2000,
            0.25,
            Optional.empty());
    jobs.put(id, status);
    return status;
  }

  @Override
  public Optional<JobStatus> status(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  @Override
  public List<JobStatus> all() {
    return List.copyOf(jobs.values());
  }

  @Override
  public Optional<JobStatus> cancel(String id) {
    return status(id);
  }

  @Override
  public JobStatus rebuildIndexes(long first, long last) {
    return start("rebuild of " + first + " to " + last);
  }

  @Override
  public Optional<JobStatus> resume(String id) {
    return status(id).map(job -> start("rest of " + job.what()));
  }

  @Override
  public Path uploadDirectory() {
    return directory.resolve("uploads");
  }

  @Override
  public Path exchangeDirectory() {
    return directory;
  }

  @Override
  public Optional<Account> account(Address address) {
    return Optional.ofNullable(accounts.get(address));
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return Optional.ofNullable(codes.get(codeHash)).orElseThrow();
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return slots.getOrDefault(address, Map.of()).getOrDefault(slot, U256.ZERO);
  }
}

package org.cairn.node.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.cairn.node.chain.Chain;
import org.cairn.node.chain.PublishedHead;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/**
 * The chain at one published head.
 *
 * <p>Consistency: look-ups are bounded by the head's number, so growth of the chain is not seen. A
 * reorganisation would be; each answer that depends on the canonical chain is therefore followed by
 * a look at the count of reorganisations, and {@link ViewExpiredException} thrown if it has grown
 * since the view was taken. Between its commit and its publication the store is asked, too, whether
 * it still has the view's head.
 */
final class HeadView implements ChainView {
  private static final int MOST_SUMMARIES = 100;

  private final Chain chain;
  private final PublishedHead head;
  private final ChainReader reader;
  private final WorldState states;
  private final CallRunner calls;
  private final Locations locations;
  private final Map<Hash32, Long> canonicalNumbers = new ConcurrentHashMap<>(4);

  HeadView(
      Chain chain,
      PublishedHead head,
      ChainReader reader,
      WorldState states,
      CallRunner calls,
      Locations locations) {
    this.chain = chain;
    this.head = head;
    this.reader = reader;
    this.states = states;
    this.calls = calls;
    this.locations = locations;
  }

  private <T> T settled(Supplier<T> look) {
    T answer = look.get();
    boolean switching = chain.publisher().switching();
    boolean switched = chain.publisher().head().reorganisations() != head.reorganisations();
    if (switched || switching && !isStored()) {
      throw new ViewExpiredException();
    }
    return answer;
  }

  /**
   * Whether the store's canonical chain is the one of this view, not one that is to be published.
   */
  private boolean isStored() {
    return reader.canonicalHash(headNumber()).equals(Optional.of(head.head().hash()));
  }

  @Override
  public ChainConfig config() {
    return chain.rules().config();
  }

  @Override
  public Hash32 genesisHash() {
    return chain.genesisHash();
  }

  @Override
  public long headNumber() {
    return head.head().number();
  }

  @Override
  public Header headHeader() {
    return head.header();
  }

  @Override
  public BlockSummary head() {
    return summaries(headNumber(), 1).getFirst();
  }

  @Override
  public Optional<Hash32> resolve(BlockSelector selector) {
    return switch (selector) {
      case BlockSelector.ByNumber(long number) -> canonical(number);
      case BlockSelector.ByHash(Hash32 hash, boolean requireCanonical) ->
          settled(() -> header(hash).filter(found -> !requireCanonical || found.canonical()))
              .map(found -> hash);
      case BlockSelector.Tag tag ->
          switch (tag) {
            case EARLIEST -> Optional.of(chain.genesisHash());
            case LATEST, PENDING -> Optional.of(head.head().hash());
            case SAFE, FINALIZED -> Optional.empty();
          };
    };
  }

  private Optional<Hash32> canonical(long number) {
    if (number > headNumber() || number < 0) {
      return Optional.empty();
    }
    if (number == headNumber()) {
      return Optional.of(head.head().hash());
    }
    Optional<Hash32> hash = settled(() -> reader.canonicalHash(number));
    hash.ifPresent(found -> canonicalNumbers.put(found, number));
    return hash;
  }

  @Override
  public Optional<HeaderRecord> header(Hash32 hash) {
    return hash.equals(head.head().hash())
        ? Optional.of(new HeaderRecord(head.header(), head.head().totalDifficulty(), true))
        : settled(() -> reader.header(hash));
  }

  @Override
  public Optional<BlockRecord> block(Hash32 hash) {
    return settled(() -> reader.block(hash));
  }

  @Override
  public List<BlockSummary> summaries(long newest, int count) {
    return settled(
        () -> reader.summaries(Math.min(newest, headNumber()), Math.min(count, MOST_SUMMARIES)));
  }

  @Override
  public Optional<TransactionLocation> locate(Hash32 transactionHash) {
    Optional<TransactionLocation> kept = locations.find(transactionHash, head);
    if (kept.isPresent()) {
      return settled(() -> kept);
    }
    Optional<TransactionLocation> found =
        settled(() -> reader.locate(transactionHash, headNumber()));
    found.ifPresent(location -> locations.keep(transactionHash, location, head));
    return found;
  }

  @Override
  public Optional<List<Receipt>> receipts(Hash32 blockHash) {
    return reader.receipts(blockHash);
  }

  @Override
  public List<ValueCall> valueCalls(Hash32 blockHash) {
    return reader.valueCalls(blockHash);
  }

  @Override
  public List<LogRecord> logs(LogFilter filter, int limit) {
    return settled(() -> reader.logs(filter, limit, headNumber()));
  }

  @Override
  public List<LogRecord> logsOfBlock(Hash32 blockHash, LogFilter filter) {
    Optional<BlockRecord> block = reader.block(blockHash);
    Optional<List<Receipt>> receipts = reader.receipts(blockHash);
    if (block.isEmpty() || receipts.isEmpty()) {
      return List.of();
    }
    return BlockLogs.of(block.get().block(), receipts.get()).stream()
        .filter(found -> matches(found.log(), filter))
        .toList();
  }

  private static boolean matches(Log log, LogFilter filter) {
    if (!filter.addresses().isEmpty() && !filter.addresses().contains(log.address())) {
      return false;
    }
    if (filter.topics().size() > log.topics().size()) {
      return false;
    }
    for (int i = 0; i < filter.topics().size(); i++) {
      List<Hash32> wanted = filter.topics().get(i);
      if (!wanted.isEmpty() && !wanted.contains(log.topics().get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Page<TransactionSummary> transactionsBefore(PageKey before, int count) {
    return settled(() -> reader.transactionsBefore(before, count, headNumber()));
  }

  @Override
  public Page<TransactionSummary> transactionsOfBefore(Address address, PageKey before, int count) {
    return settled(() -> reader.transactionsOfBefore(address, before, count, headNumber()));
  }

  @Override
  public Page<TransactionSummary> transactionsOfAfter(Address address, PageKey after, int count) {
    return settled(() -> reader.transactionsOfAfter(address, after, count, headNumber()));
  }

  @Override
  public Optional<ContractCreation> creationOf(Address contract) {
    return settled(() -> reader.creationOf(contract, headNumber()));
  }

  @Override
  public long transactionTotal() {
    return settled(() -> reader.transactionTotal(headNumber()));
  }

  @Override
  public StateReader state(Hash32 blockHash) {
    if (blockHash.equals(head.head().hash())) {
      return head.state();
    }
    Long known = canonicalNumbers.get(blockHash);
    if (known != null) {
      return settled(() -> states.at(known));
    }
    HeaderRecord found = requireHeader(blockHash);
    if (!found.canonical()) {
      throw notCanonical(blockHash);
    }
    return settled(() -> states.at(found.header().number()));
  }

  private static StateUnavailableException notCanonical(Hash32 blockHash) {
    return new StateUnavailableException(
        "the state of block " + blockHash + " is not kept: it is not on the canonical chain");
  }

  @Override
  public AccountProof proof(Hash32 blockHash, Address address, List<U256> slots) {
    if (blockHash.equals(head.head().hash())) {
      return head.state().proof(address, slots);
    }
    HeaderRecord found = requireHeader(blockHash);
    if (!found.canonical()) {
      throw notCanonical(blockHash);
    }
    return settled(() -> states.proof(found.header().number(), address, slots));
  }

  @Override
  public CallOutcome call(CallRequest request, Hash32 blockHash) {
    return calls.call(request, requireHeader(blockHash), seen(request, blockHash));
  }

  private StateReader seen(CallRequest request, Hash32 blockHash) {
    return request.overrides().over(state(blockHash));
  }

  @Override
  public GasEstimate estimateGas(CallRequest request, Hash32 blockHash) {
    return calls.estimate(request, requireHeader(blockHash), seen(request, blockHash));
  }

  private HeaderRecord requireHeader(Hash32 blockHash) {
    return header(blockHash)
        .orElseThrow(() -> new StateUnavailableException("block " + blockHash + " is not known"));
  }

  @Override
  public U256 gasPrice() {
    U256 baseFee = head.header().baseFeePerGas();
    U256 tip = maxPriorityFee();
    return baseFee == null ? tip : baseFee.plus(tip);
  }

  @Override
  public U256 maxPriorityFee() {
    return settled(() -> GasPriceOracle.suggest(reader, headNumber()));
  }

  @Override
  public void close() {
    // Everything that a view holds is immutable and collected with it.
  }
}

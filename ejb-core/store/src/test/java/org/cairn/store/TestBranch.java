package org.cairn.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.Difficulty;
import org.cairn.protocol.consensus.GasRules;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.execution.BlockExecutor;
import org.cairn.protocol.execution.BlockRequest;
import org.cairn.protocol.execution.BlockResult;
import org.cairn.protocol.execution.TransactionExecutor;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.uint.U256;

/**
 * A branch of a proof-of-work chain without seals, from its genesis block on, made by executing its
 * blocks. Blocks a second apart are more difficult than those ten seconds apart, so a branch is
 * made heavier by being faster. Grows; a copy may go another way.
 *
 * <p>Each block has a transaction that calls a contract or makes one, and some transfers. The
 * contract keeps the hash of the block's parent, forgets an older one, counts, logs, and sends
 * value to the miner: all of that differs between branches.
 */
final class TestBranch {
  static final Address CONTRACT = Address.of(0xc0de);

  private static final int SENDERS = 6;
  private static final int RECIPIENTS = 40;
  private static final U256 PRICE = U256.of(3_000_000_000L);
  private static final CodeCache CODES = new CodeCache(1 << 20);
  private static final BlockExecutor EXECUTOR = new BlockExecutor(CODES);

  private static final String CODE =
      "6001430340" // hash of the block before
          + "4355" // into the slot of this number
          + "60006003430355" // nothing into that of three blocks before
          + "6000546001016000" // one more
          + "55" // into slot 0
          + "42600052" // the time
          + "334360206000a2" // as a log about the number and the caller
          + "60006000600060003441" // what was sent, to the miner
          + "5af15000";

  private static final Bytes CREATION = Bytes.of("0x4360015543600052602060" + "00f3");

  /** A block, the difficulty up to it and the state after it. */
  private record Link(Block block, U256 totalDifficulty, MemoryState state) {}

  private final ChainConfig config;
  private final List<Link> links;

  private TestBranch(ChainConfig config, List<Link> links) {
    this.config = config;
    this.links = links;
  }

  /** The genesis file, with further members of its configuration. */
  static String genesisJson(String furtherForks) {
    StringBuilder accounts = new StringBuilder();
    for (int i = 0; i < SENDERS; i++) {
      accounts
          .append("\"")
          .append(address(i))
          .append("\": {\"balance\": \"0xffffffffffffffffffff\"}, ");
    }
    return """
    {"config": {"chainId": 770077, "homesteadBlock": 0, "eip150Block": 0, "eip155Block": 0,
      "eip158Block": 0, "byzantiumBlock": 0, "constantinopleBlock": 2, "petersburgBlock": 2,
      "istanbulBlock": 4, "berlinBlock": 6, "londonBlock": 8%s},
     "difficulty": "0x1000000", "gasLimit": "0x7a1200", "timestamp": "0x60000000",
     "alloc": {%s "%s": {"balance": "0x0", "code": "0x%s"}}}
    """
        .formatted(furtherForks, accounts, CONTRACT, CODE);
  }

  static String genesisJson() {
    return genesisJson("");
  }

  /** The genesis block alone. */
  static TestBranch genesis() {
    Genesis genesis = Genesis.parse(genesisJson().getBytes(UTF_8));
    MemoryState state = MemoryState.EMPTY.with(genesis.state());
    Block block = genesis.block(state.root());
    List<Link> links = new ArrayList<>();
    links.add(new Link(block, block.header().difficulty(), state));
    return new TestBranch(genesis.config(), links);
  }

  /** The same blocks up to a number. */
  TestBranch upTo(long number) {
    return new TestBranch(config, new ArrayList<>(links.subList(0, (int) number + 1)));
  }

  /**
   * Adds blocks.
   *
   * @param seconds between them
   * @param miner who makes them: what tells branches apart
   */
  TestBranch grow(int blocks, int seconds, int miner) {
    for (int i = 0; i < blocks; i++) {
      links.add(next(seconds, Address.of(miner)));
    }
    return this;
  }

  /** Adds a block that says something wrong of the state after it. */
  TestBranch growWrong(int seconds, int miner) {
    Link right = next(seconds, Address.of(miner));
    Header header =
        right.block.header().toBuilder().stateRoot(Keccak256.hash(Bytes.of("0xbad0"))).build();
    links.add(new Link(new Block(header, right.block.body()), right.totalDifficulty, right.state));
    return this;
  }

  long height() {
    return links.size() - 1L;
  }

  Block block(long number) {
    return links.get((int) number).block;
  }

  Block head() {
    return links.getLast().block;
  }

  U256 totalDifficulty() {
    return links.getLast().totalDifficulty;
  }

  /** Up to and including a block. */
  U256 totalDifficulty(long number) {
    return links.get((int) number).totalDifficulty;
  }

  MemoryState state(long number) {
    return links.get((int) number).state;
  }

  /** Blocks from a number to another, both included. */
  List<Block> blocks(long first, long last) {
    return links.subList((int) first, (int) last + 1).stream().map(Link::block).toList();
  }

  /** All blocks behind the genesis block. */
  List<Block> blocks() {
    return blocks(1, height());
  }

  /** Accounts that blocks change. */
  static List<Address> accounts() {
    List<Address> accounts = new ArrayList<>(List.of(CONTRACT, Address.of(1), Address.of(2)));
    for (int i = 0; i < SENDERS; i++) {
      accounts.add(address(i));
    }
    for (int i = 0; i < RECIPIENTS; i++) {
      accounts.add(recipient(i));
    }
    return accounts;
  }

  private Link next(int seconds, Address miner) {
    Link parent = links.getLast();
    Header before = parent.block.header();
    long number = before.number() + 1;
    long time = before.timestamp() + seconds;
    Fork fork = config.schedule().forkAt(number, time, parent.totalDifficulty);
    boolean baseFee = fork.consensus().baseFee();
    boolean first = baseFee && before.baseFeePerGas() == null;
    Header header =
        new Header.Builder()
            .parentHash(parent.block.hash())
            .number(number)
            .timestamp(time)
            .coinbase(miner)
            .difficulty(Difficulty.of(fork.consensus(), number, time, before))
            .gasLimit(first ? 2 * before.gasLimit() : before.gasLimit())
            .baseFeePerGas(baseFee ? GasRules.baseFeeAfter(before) : null)
            .build();
    return execute(parent, header, fork, transactions(parent, header, miner));
  }

  private static List<Transaction> transactions(Link parent, Header header, Address miner) {
    int number = (int) header.number();
    int mix = number * 7 + miner.low() * 13;
    List<Transaction> transactions = new ArrayList<>();
    boolean creation = mix % 5 == 0;
    transactions.add(
        transaction(
            parent,
            number,
            creation ? null : CONTRACT,
            creation ? CREATION : Bytes.EMPTY,
            400_000));
    for (int i = 1; i <= mix % 3; i++) {
      Address to = recipient((mix + i * i) % RECIPIENTS);
      transactions.add(transaction(parent, number + i, to, Bytes.EMPTY, 21_000));
    }
    return transactions;
  }

  private static Transaction transaction(
      Link parent, int which, @org.jspecify.annotations.Nullable Address to, Bytes data, long gas) {
    int sender = which % SENDERS;
    long nonce = parent.state.account(address(sender)).orElseThrow().nonce();
    U256 value = U256.of(1_000 + which);
    TransactionSignature none = new TransactionSignature(U256.of(27), U256.ZERO, U256.ZERO);
    Transaction unsigned = new LegacyTransaction(nonce, PRICE, gas, to, value, data, none);
    Secp256k1.Signature signed = Secp256k1.instance().sign(unsigned.signingHash(), key(sender));
    return new LegacyTransaction(
        nonce,
        PRICE,
        gas,
        to,
        value,
        data,
        new TransactionSignature(U256.of(27 + signed.recoveryId()), signed.r(), signed.s()));
  }

  private Link execute(Link parent, Header header, Fork fork, List<Transaction> transactions) {
    long gas = 21_000L * (transactions.size() - 1) + gasOfFirst(parent, header, fork, transactions);
    BlockBody body = new BlockBody(transactions, List.of(), null);
    List<Bytes> encoded = transactions.stream().map(Transaction::encoded).toList();
    Header.Builder draft =
        header.toBuilder().gasUsed(gas).transactionsRoot(OrderedTrie.root(encoded));
    BlockRequest request = request(parent, new Block(draft.build(), body), fork);
    BlockResult result = EXECUTOR.execute(request);
    MemoryState state = parent.state.with(result.delta());
    Header whole =
        draft
            .stateRoot(state.root())
            .receiptsRoot(
                OrderedTrie.root(result.receipts().stream().map(Receipt::encoded).toList()))
            .logsBloom(Bloom.union(result.receipts().stream().map(Receipt::bloom).toList()))
            .build();
    return new Link(new Block(whole, body), parent.totalDifficulty.plus(whole.difficulty()), state);
  }

  private long gasOfFirst(Link parent, Header header, Fork fork, List<Transaction> transactions) {
    BlockEnvironment environment =
        BlockEnvironment.of(header, header.coinbase(), config.chainId(), U256.ZERO, this::hashOf);
    Transaction first = transactions.getFirst();
    return new TransactionExecutor(CODES)
        .execute(first, sender(first), fork, environment, parent.state, null)
        .gasUsed();
  }

  private Hash32 hashOf(long number) {
    return block(number).hash();
  }

  private BlockRequest request(Link parent, Block block, Fork fork) {
    return new BlockRequest(
        block,
        block.transactions().stream().map(TestBranch::sender).toList(),
        block.header().coinbase(),
        fork,
        config.chainId(),
        parent.state,
        this::hashOf,
        List.of(new BlockRequest.Reward(block.header().coinbase(), fork.consensus().blockReward())),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static Address sender(Transaction transaction) {
    return transaction.recoverSender(Secp256k1.instance()).orElseThrow();
  }

  private static Hash32 key(int sender) {
    return Keccak256.hash(Bytes.wrap(("branch sender " + sender).getBytes(UTF_8)));
  }

  private static Address address(int sender) {
    return Secp256k1.address(Secp256k1.instance().publicKey(key(sender)));
  }

  private static Address recipient(int index) {
    return Address.of(0x5000 + index);
  }

  /** The balance of an account, zero if there is none. */
  static U256 balance(org.cairn.protocol.state.StateReader state, Address address) {
    return state.account(address).map(Account::balance).orElse(U256.ZERO);
  }
}

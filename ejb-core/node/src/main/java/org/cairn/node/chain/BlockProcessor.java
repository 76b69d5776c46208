package org.cairn.node.chain;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusException;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.HeaderSource;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;

/**
 * The rules of the chain as its writer applies them to a block: the steps of verification, and
 * execution. Every breach is thrown as {@link BlockRejectedException}. Thread-safe.
 */
public final class BlockProcessor {
  private static final U256 AFTER_ANY_MERGE = U256.MAX;
  private static final int CODE_CACHE_BYTES = 64 << 20;

  private final ConsensusRules rules;
  private final Lineage lineage;
  private final InstantSource clock;
  private final HeaderSource ancestors;
  private final CodeCache codes = new CodeCache(CODE_CACHE_BYTES);
  private final BlockExecution execution;

  BlockProcessor(ConsensusRules rules, Lineage lineage, InstantSource clock) {
    this.rules = rules;
    this.lineage = lineage;
    this.clock = clock;
    this.ancestors = new LineageHeaders(lineage);
    this.execution = new BlockExecution(rules, lineage, codes);
  }

  public ChainConfig config() {
    return rules.config();
  }

  /** Analysed codes, shared by blocks and calls. */
  public CodeCache codes() {
    return codes;
  }

  public Fork fork(Header header, U256 parentTotal) {
    return rules.forkAt(header, parentTotal);
  }

  /** What a call on the state after a block sees of that block. */
  public BlockEnvironment environment(Header header, U256 parentTotal) {
    Long excess = header.excessBlobGas();
    U256 blobBaseFee =
        fork(header, parentTotal)
            .consensus()
            .blobs()
            .filter(schedule -> excess != null)
            .map(schedule ->
                BlobGas.price(Objects.requireNonNull(excess), schedule.baseFeeUpdateFraction()))
            .orElse(U256.ZERO);
    return BlockEnvironment.of(
        header, author(header), config().chainId(), blobBaseFee, lineage.ancestorsOf(header));
  }

  Address author(Header header) {
    return rules.author(header, presumedParentTotal(header));
  }

  /**
   * Only the merge depends on total difficulty, and a block without difficulty comes after it; so a
   * block whose parent is not at hand can be told to its fork.
   */
  private static U256 presumedParentTotal(Header header) {
    return header.difficulty().isZero() ? AFTER_ANY_MERGE : U256.ZERO;
  }

  /** Checks that the body is the header's, and recovers the senders. */
  PreparedBlock prepare(Block block) {
    check(
        block.header(),
        block.hash(),
        () -> rules.checkBody(block, presumedParentTotal(block.header())));
    List<Address> senders = new ArrayList<>(block.transactions().size());
    for (int i = 0; i < block.transactions().size(); i++) {
      senders.add(sender(block, i));
    }
    return new PreparedBlock(block, senders, false);
  }

  private static Address sender(Block block, int index) {
    Transaction transaction = block.transactions().get(index);
    transaction.hash();
    return transaction
        .recoverSender(Secp256k1.instance())
        .orElseThrow(() ->
            BlockRejectedException.forGood(
                block.header(),
                block.hash(),
                "transaction signature",
                "transaction "
                    + index
                    + " "
                    + transaction.hash()
                    + " has a signature that no key can have made",
                null));
  }

  /** Checks everything about the header but its seal, against its parent and the clock. */
  void checkHeader(Header header, Hash32 hash, Header parent, U256 parentTotal) {
    check(
        header,
        hash,
        () -> {
          rules.checkHeader(header, parent, parentTotal);
          rules.checkTime(header, parentTotal, clock.instant().getEpochSecond());
        });
  }

  void checkSealAndOmmers(Block block, U256 parentTotal) {
    check(
        block.header(),
        block.hash(),
        () -> {
          rules.checkSeal(block.header(), parentTotal, ancestors);
          rules.checkOmmers(block, parentTotal, ancestors);
        });
  }

  /** Checks all that can be checked without executing the block; its parent is stored. */
  void verify(Block block, Header parent, U256 parentTotal) {
    checkHeader(block.header(), block.hash(), parent, parentTotal);
    checkSealAndOmmers(block, parentTotal);
  }

  private static void check(Header header, Hash32 hash, Runnable rule) {
    try {
      rule.run();
    } catch (ConsensusException e) {
      throw BlockRejectedException.atSight(
          header, hash, e.rule(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Executes a block on the state of its parent. Gas used is checked, roots are not. */
  ExecutedBlock execute(
      PreparedBlock prepared,
      U256 parentTotal,
      StateReader parentState,
      Function<StateDelta, Hash32> rootOf) {
    return execution.execute(prepared, parentTotal, parentState, rootOf);
  }

  /** Checks what the execution came to against the header: receipts, bloom and the state's root. */
  void verifyResult(ExecutedBlock executed, Supplier<Hash32> stateRoot) {
    Header header = executed.block().header();
    List<Bytes> receipts = executed.receipts().stream().map(Receipt::encoded).toList();
    requireRoot(executed, "receipts root", header.receiptsRoot(), OrderedTrie.root(receipts));
    Bloom bloom = Bloom.union(executed.receipts().stream().map(Receipt::bloom).toList());
    if (!bloom.equals(header.logsBloom())) {
      throw BlockRejectedException.forGood(
          header,
          executed.block().hash(),
          "logs bloom",
          "the header's bloom is not that of the receipts",
          null);
    }
    requireRoot(executed, "state root", header.stateRoot(), stateRoot.get());
  }

  private static void requireRoot(
      ExecutedBlock executed, String what, Hash32 stated, Hash32 actual) {
    if (!stated.equals(actual)) {
      throw BlockRejectedException.forGood(
          executed.block().header(),
          executed.block().hash(),
          what,
          "the header says " + stated + ", executing the block gives " + actual,
          null);
    }
  }

  /** Headers and ommers as the consensus rules ask for them. */
  private record LineageHeaders(Lineage lineage) implements HeaderSource {
    @Override
    public Optional<Header> header(Hash32 hash) {
      return lineage.header(hash);
    }

    @Override
    public List<Hash32> ommers(Hash32 blockHash) {
      return lineage.block(blockHash).stream()
          .flatMap(block -> block.body().ommers().stream())
          .map(Header::hash)
          .toList();
    }
  }
}

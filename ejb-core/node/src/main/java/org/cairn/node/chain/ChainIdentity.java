package org.cairn.node.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * Whether a genesis file is that of the stored chain. The same chain with a fork added or moved
 * that lies ahead of the head is accepted and stored; one that changes the past is refused.
 */
final class ChainIdentity {
  private final ChainStore store;

  ChainIdentity(ChainStore store) {
    this.store = store;
  }

  void requireSame(ChainStore.Identity stored, Genesis genesis, String genesisJson) {
    if (stored.genesisJson().equals(genesisJson)) {
      return;
    }
    Hash32 hash = genesis.block(genesisRoot(genesis)).hash();
    if (!hash.equals(stored.genesisHash())) {
      throw new ChainRefusedException(
          "the database holds the chain with genesis block "
              + stored.genesisHash()
              + ", the genesis file is that of "
              + hash
              + ": choose another data directory or database, or the other genesis file");
    }
    ChainConfig before = Genesis.parse(stored.genesisJson().getBytes(UTF_8)).config();
    requireSameRules(before, genesis.config());
    requireSamePast(before, genesis.config());
    store.replaceGenesisJson(genesisJson);
  }

  private static void requireSameRules(ChainConfig before, ChainConfig after) {
    List<String> changed = new ArrayList<>();
    if (!before.chainId().equals(after.chainId())) {
      changed.add("chain id " + before.chainId() + " to " + after.chainId());
    }
    if (!before.engine().equals(after.engine())) {
      changed.add("consensus " + before.engine() + " to " + after.engine());
    }
    if (!before.daoForkBlock().equals(after.daoForkBlock())) {
      changed.add("DAO fork " + before.daoForkBlock() + " to " + after.daoForkBlock());
    }
    if (!changed.isEmpty()) {
      throw new ChainRefusedException(
          "the genesis file changes the "
              + String.join(", the ", changed)
              + ": that makes it another chain");
    }
  }

  private void requireSamePast(ChainConfig before, ChainConfig after) {
    ChainHead head = store.head().orElseThrow();
    Header headHeader = store.known(head.hash()).orElseThrow().header();
    OptionalLong first = OptionalLong.empty();
    for (Activation changed : changes(before, after)) {
      OptionalLong from = firstBlock(changed.condition(), head, headHeader);
      if (from.isPresent() && (first.isEmpty() || from.getAsLong() < first.getAsLong())) {
        first = from;
      }
    }
    if (first.isPresent()) {
      throw new ChainRefusedException(
          "the genesis file changes a fork that begins at block "
              + first.getAsLong()
              + ", but the chain is at block "
              + head.number()
              + ": it would have to be rewound to block "
              + Math.max(0, first.getAsLong() - 1)
              + "; use the genesis file of before, or import into another data directory");
    }
  }

  /** Activations that only one of the two has. */
  private static List<Activation> changes(ChainConfig before, ChainConfig after) {
    List<Activation> changes = new ArrayList<>();
    collectMissing(before, byName(after), changes);
    collectMissing(after, byName(before), changes);
    return changes;
  }

  private static Map<String, Activation> byName(ChainConfig config) {
    return config.schedule().activations().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                activation -> activation.fork().name(), activation -> activation));
  }

  private static void collectMissing(
      ChainConfig from, Map<String, Activation> other, List<Activation> missing) {
    for (Activation activation : from.schedule().activations()) {
      Activation twin = other.get(activation.fork().name());
      if (twin == null
          || !twin.condition().equals(activation.condition())
          || !sameRules(twin.fork(), activation.fork())) {
        missing.add(activation);
      }
    }
  }

  private static boolean sameRules(Fork one, Fork other) {
    return one.consensus().equals(other.consensus());
  }

  /** The first canonical block that meets the condition; empty if none does so far. */
  private OptionalLong firstBlock(Condition condition, ChainHead head, Header headHeader) {
    return switch (condition) {
      case Condition.AtBlock(long from) ->
          from <= head.number() ? OptionalLong.of(from) : OptionalLong.empty();
      case Condition.AtTotalDifficulty(var total) ->
          parentTotal(head, headHeader).compareTo(total) >= 0
              ? OptionalLong.of(
                  lowest(head.number(), known -> known.totalDifficulty().compareTo(total) >= 0) + 1)
              : OptionalLong.empty();
      case Condition.AtTime(long from) ->
          Long.compareUnsigned(headHeader.timestamp(), from) >= 0
              ? OptionalLong.of(
                  lowest(
                      head.number(),
                      known -> Long.compareUnsigned(known.header().timestamp(), from) >= 0))
              : OptionalLong.empty();
    };
  }

  private static U256 parentTotal(ChainHead head, Header headHeader) {
    return head.totalDifficulty().minus(headHeader.difficulty());
  }

  /**
   * The lowest canonical block for which the test holds, given that it holds from there on up to
   * {@code high}.
   */
  private long lowest(long high, java.util.function.Predicate<ChainStore.Known> test) {
    long low = 0;
    long top = high;
    while (low < top) {
      long middle = (low + top) >>> 1;
      Optional<ChainStore.Known> known = store.canonicalHash(middle).flatMap(store::known);
      if (known.isPresent() && test.test(known.get())) {
        top = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Root of the state that the genesis file describes. */
  static Hash32 genesisRoot(Genesis genesis) {
    return StateTrie.rootOf(genesis.state());
  }
}

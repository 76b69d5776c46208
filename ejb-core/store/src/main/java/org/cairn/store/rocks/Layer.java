package org.cairn.store.rocks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cairn.node.state.BlockState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * The state after one block: first a layer in memory on top of its parent, and a point of the
 * durable chain after it was flushed. Reads give the same before, while and after that.
 *
 * <p>Look-up: a layer that is the d-th of its chain in memory holds what the newest b layers up to
 * itself changed, b being the lowest bit of d, and refers to the layer before those. So a read
 * looks into at most log2(d) maps, and building them costs each key as many copies.
 *
 * <p>Concurrency: what a layer holds is immutable. Flushing sets {@link #lineage} first and lets go
 * of the content after; a reader that still has the content may go on with it, since what it misses
 * there did not change between the layer's ancestor and the flushed block.
 */
final class Layer implements BlockState {
  /**
   * What a layer in memory holds.
   *
   * @param takesBack whether the delta takes the chain back to the block
   * @param depth number of layers in memory up to this one, when it was made
   * @param span changes of this layer and those after {@code beforeSpan}
   */
  record Content(
      Layer parent, StateDelta delta, boolean takesBack, int depth, Span span, Layer beforeSpan) {}

  private final RocksWorldState world;
  private final long number;
  private volatile @Nullable Hash32 blockHash;
  private volatile @Nullable Content content;
  private volatile @Nullable Lineage lineage;
  private volatile @Nullable StateTrie tree;
  private volatile @Nullable Hash32 root;
  private volatile @Nullable Map<Address, Hash32> storageRoots;
  private volatile @Nullable Layer settledAncestor;

  /** Storage roots that are those of the parent, as far as they were asked for. */
  private final Map<Address, Hash32> keptRoots = new ConcurrentHashMap<>(4);

  private Layer(RocksWorldState world, long number, @Nullable Hash32 blockHash) {
    this.world = world;
    this.number = number;
    this.blockHash = blockHash;
  }

  /** A point of the durable chain. */
  static Layer durable(
      RocksWorldState world, long number, Hash32 blockHash, Hash32 root, Lineage lineage) {
    Layer layer = new Layer(world, number, blockHash);
    layer.root = root;
    layer.lineage = lineage;
    return layer;
  }

  /** A point of the durable chain of which nothing but its number is read yet. */
  static Layer durable(RocksWorldState world, long number, Lineage lineage) {
    Layer layer = new Layer(world, number, null);
    layer.lineage = lineage;
    return layer;
  }

  /** A layer in memory. */
  static Layer on(
      Layer parent, long number, Hash32 blockHash, StateDelta delta, boolean takesBack) {
    Layer layer = new Layer(parent.world, number, blockHash);
    Content below = parent.content;
    int depth = below == null ? 1 : below.depth + 1;
    Span span = Span.of(delta, layer);
    Layer before = parent;
    int first = depth - Integer.lowestOneBit(depth);
    while (below != null && below.depth > first) {
      span = span.over(below.span);
      before = below.beforeSpan;
      below = before.content;
    }
    layer.content = new Content(parent, delta, takesBack, depth, span, before);
    return layer;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Hash32 blockHash() {
    Hash32 known = blockHash;
    return known == null ? logged().blockHash() : known;
  }

  @Override
  public Hash32 root() {
    Hash32 known = root;
    if (known == null) {
      known = content == null ? logged().stateRoot() : world.compute(this).root();
    }
    return known;
  }

  private ChangeLog.Changes logged() {
    ChangeLog.Changes changes = world.logged(this);
    blockHash = changes.blockHash();
    root = changes.stateRoot();
    return changes;
  }

  @Override
  public AccountProof proof(Address address, List<U256> slots) {
    return world.proof(this, address, slots);
  }

  @Override
  public Optional<Account> account(Address address) {
    Layer at = this;
    for (Content here = at.content; here != null; here = at.content) {
      Span.Version version = here.span.of(address);
      if (version != null) {
        return account(address, version);
      }
      at = here.beforeSpan;
    }
    return world.flat().account(settledAncestor(), address);
  }

  private static Optional<Account> account(Address address, Span.Version version) {
    return switch (version.change()) {
      case AccountChange.Deleted deleted -> Optional.empty();
      case AccountChange.Updated updated ->
          Optional.of(
              new Account(
                  updated.nonce(),
                  updated.balance(),
                  version.layer().storageRoot(address, updated),
                  updated.codeHash()));
    };
  }

  /**
   * The storage root after this layer, which changed the account; zero if it is not known yet.
   * Whether there is storage matters for accounts without nonce and code only (EIP-7610), and the
   * tree, whose roots are computed behind the execution of later blocks, is not waited for if the
   * layer left the storage alone.
   */
  private Hash32 storageRoot(Address address, AccountChange.Updated updated) {
    if (storageRoots == null) {
      if (updated.storageCleared() && updated.storage().isEmpty()) {
        return Account.EMPTY_ROOT;
      }
      if (updated.nonce() != 0 || !updated.codeHash().equals(Account.EMPTY_CODE_HASH)) {
        return Hash32.ZERO;
      }
      Content here = content;
      if (here != null && !updated.storageCleared() && updated.storage().isEmpty()) {
        Hash32 root = keptRoots.computeIfAbsent(address, key -> rootIn(here.parent, key));
        if (!root.isZero()) {
          return root;
        }
      }
      root();
    }
    Hash32 storageRoot = storageRoots().get(address);
    if (storageRoot == null) {
      throw new IllegalStateException("no storage root of " + address + " in block " + number);
    }
    return storageRoot;
  }

  private static Hash32 rootIn(Layer parent, Address address) {
    return parent.account(address).map(Account::storageRoot).orElse(Account.EMPTY_ROOT);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    Layer at = this;
    for (Content here = at.content; here != null; here = at.content) {
      Span.Version version = here.span.of(address);
      if (version != null) {
        U256 word = version.slots().get(slot);
        if (word != null) {
          return word;
        }
        if (version.cleared()) {
          return U256.ZERO;
        }
      }
      at = here.beforeSpan;
    }
    return world.flat().storage(settledAncestor(), address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    if (codeHash.equals(Account.EMPTY_CODE_HASH)) {
      return Bytes.EMPTY;
    }
    Layer at = this;
    for (Content here = at.content; here != null; here = at.content) {
      Bytes code = here.delta.codes().get(codeHash);
      if (code != null) {
        return code;
      }
      at = here.parent;
    }
    return world.code(codeHash);
  }

  /** The nearest ancestor, or itself, that is a point of the durable chain. */
  private Layer settledAncestor() {
    Layer known = settledAncestor;
    if (known != null && known == world.flat().newest()) {
      return known;
    }
    Layer at = this;
    for (Content here = at.content; here != null; here = at.content) {
      at = here.parent;
    }
    settledAncestor = at;
    return at;
  }

  /** Null after the layer was flushed. */
  @Nullable Content content() {
    return content;
  }

  /** Of a point of the durable chain. */
  Lineage lineage() {
    Lineage known = lineage;
    if (known == null) {
      throw new IllegalStateException("block " + number + " is not durable");
    }
    return known;
  }

  @Nullable StateTrie tree() {
    return tree;
  }

  /**
   * Computes the tree on top of the parent's, unless it is known and not wanted {@code anew}. Also
   * of a layer that is flushed meanwhile.
   */
  synchronized StateTrie compute(StateTrie below, boolean anew, Content here) {
    StateTrie known = tree;
    if (known != null && !anew) {
      return known;
    }
    StateTrie.Next next = world.next(below, here.delta);
    storageRoots = next.storageRoots();
    root = next.trie().root();
    if (lineage == null) {
      tree = next.trie();
    }
    return next.trie();
  }

  /** Of a layer whose root is computed: storage roots of the accounts that it changed. */
  Map<Address, Hash32> storageRoots() {
    Map<Address, Hash32> known = storageRoots;
    if (known == null) {
      throw new IllegalStateException("the root of block " + number + " is not computed");
    }
    return known;
  }

  /** Makes it a point of the durable chain, whose rows are written. */
  synchronized void settle(Lineage durable) {
    lineage = durable;
    content = null;
    tree = null;
    settledAncestor = null;
  }
}

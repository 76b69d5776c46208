package org.cairn.protocol.trie;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.trie.TrieNode.Branch;
import org.cairn.protocol.trie.TrieNode.Extension;
import org.cairn.protocol.trie.TrieNode.Leaf;
import org.cairn.protocol.trie.TrieNode.Stub;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * The trie of a world state's accounts, with the storage tries below them: an immutable value that
 * shares all that a block did not change with the trie of the block before, and loads stored nodes
 * when it needs them. Thread-safe.
 *
 * <p>Methods throw {@link MissingNodeException} if a needed node is not stored.
 */
public final class StateTrie {
  /**
   * A trie after a block.
   *
   * @param storageRoots of the accounts that the block changed and that are in the state
   */
  public record Next(StateTrie trie, Map<Address, Hash32> storageRoots) {}

  /** An account whose storage a block changes. */
  private static final class Work {
    final Address address;
    final AccountChange.Updated change;
    final byte[] key;
    @Nullable TrieNode storage;

    Work(Address address, AccountChange.Updated change, byte[] key, @Nullable TrieNode storage) {
      this.address = address;
      this.change = change;
      this.key = key;
      this.storage = storage;
    }
  }

  /** Fewer changed slots than this are not worth a second thread. */
  private static final int PARALLEL_SLOTS = 128;

  /** Into how many pieces the storage of many accounts is divided. */
  private static final int PARTS = 4;

  private final @Nullable TrieNode root;
  private final NodeLoader loader;

  private StateTrie(@Nullable TrieNode root, NodeLoader loader) {
    this.root = root;
    this.loader = loader;
  }

  /** The trie of a root; its nodes are read from {@code nodes}. */
  public static StateTrie open(Hash32 root, TrieNodes nodes) {
    boolean empty = root.equals(Account.EMPTY_ROOT);
    return new StateTrie(
        empty ? null : AccountValue.stub(root), new NodeLoader(nodes, NodeLoader.ACCOUNTS));
  }

  /** Root of a state that a delta makes out of nothing, such as that of a genesis block. */
  public static Hash32 rootOf(StateDelta delta) {
    StateTrie empty = open(Account.EMPTY_ROOT, TrieNodes.NONE);
    return empty.with(delta, new KeyHashes(1 << 10), Parallel.SEQUENTIAL, 0).trie().root();
  }

  public Hash32 root() {
    return AccountValue.rootOf(root);
  }

  /**
   * The trie after a block's changes.
   *
   * @param now stamp of what is needed, see {@link #forgetBefore}
   */
  public Next with(StateDelta delta, KeyHashes hashes, Parallel parallel, int now) {
    if (delta.accounts().isEmpty()) {
      return new Next(this, Map.of());
    }
    List<TrieEntry> entries = new ArrayList<>(delta.accounts().size());
    List<Work> works = new ArrayList<>(delta.accounts().size());
    delta
        .accounts()
        .forEach((address, change) -> {
          byte[] key = hashes.of(address);
          switch (change) {
            case AccountChange.Deleted deleted -> entries.add(new TrieEntry(key, null, null));
            case AccountChange.Updated updated ->
                works.add(new Work(address, updated, key, storageBefore(updated, key, now)));
          }
        });
    updateStorage(works, hashes, parallel, now);
    Map<Address, Hash32> storageRoots = HashMap.newHashMap(works.size());
    RlpWriter out = new RlpWriter(128);
    for (Work work : works) {
      Hash32 storageRoot = AccountValue.rootOf(work.storage);
      storageRoots.put(work.address, storageRoot);
      AccountChange.Updated account = work.change;
      new Account(account.nonce(), account.balance(), storageRoot, account.codeHash())
          .writeTo(out.reset());
      entries.add(new TrieEntry(work.key, out.toArray(), work.storage));
    }
    TrieNode updated = TrieUpdate.apply(root, loader, now, entries.toArray(TrieEntry[]::new));
    new TrieHasher().hash(updated);
    return new Next(new StateTrie(updated, loader), storageRoots);
  }

  private @Nullable TrieNode storageBefore(AccountChange.Updated change, byte[] key, int now) {
    if (change.storageCleared()) {
      return null;
    }
    Leaf leaf = TrieWalk.leaf(root, loader, key, now);
    return leaf == null ? null : leaf.storage;
  }

  private void updateStorage(List<Work> works, KeyHashes hashes, Parallel parallel, int now) {
    List<Work> changed = new ArrayList<>();
    int slots = 0;
    for (Work work : works) {
      if (!work.change.storage().isEmpty()) {
        changed.add(work);
        slots += work.change.storage().size();
      }
    }
    int parts = slots < PARALLEL_SLOTS ? 1 : Math.min(PARTS, changed.size());
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      List<Work> part = new ArrayList<>();
      for (int j = i; j < changed.size(); j += parts) {
        part.add(changed.get(j));
      }
      tasks.add(() -> updateStorage(part, hashes, now));
    }
    (parts < 2 ? Parallel.SEQUENTIAL : parallel).run(tasks);
  }

  /** Updates storage tries, and hashes the new nodes of all of them together. */
  private void updateStorage(List<Work> works, KeyHashes hashes, int now) {
    TrieHasher hasher = new TrieHasher();
    RlpWriter out = new RlpWriter(40);
    for (Work work : works) {
      Map<U256, U256> storage = work.change.storage();
      TrieEntry[] entries = new TrieEntry[storage.size()];
      int at = 0;
      for (Map.Entry<U256, U256> slot : storage.entrySet()) {
        byte[] word =
            slot.getValue().isZero() ? null : out.reset().write(slot.getValue()).toArray();
        entries[at++] = new TrieEntry(hashes.of(slot.getKey()), word, null);
      }
      NodeLoader storageLoader = new NodeLoader(loader.nodes(), work.key);
      work.storage = TrieUpdate.apply(work.storage, storageLoader, now, entries);
      hasher.add(work.storage);
    }
    hasher.hashAll();
  }

  /** The account whose address has this hash. */
  public Optional<Account> account(byte[] addressHash) {
    Leaf leaf = TrieWalk.leaf(root, loader, addressHash, 0);
    return leaf == null ? Optional.empty() : Optional.of(AccountValue.read(leaf.value));
  }

  /** The word in a slot; zero where nothing is stored. */
  public U256 storage(byte[] addressHash, byte[] slotHash) {
    Leaf leaf = TrieWalk.leaf(root, loader, addressHash, 0);
    return leaf == null ? U256.ZERO : word(leaf, slotHash);
  }

  private U256 word(Leaf account, byte[] slotHash) {
    Leaf slot =
        TrieWalk.leaf(account.storage, new NodeLoader(loader.nodes(), account.key), slotHash, 0);
    return slot == null ? U256.ZERO : RlpReader.of(slot.value).readU256();
  }

  /** Proofs of an account and of slots of its storage (EIP-1186). */
  public AccountProof proof(Address address, List<U256> slots) {
    byte[] key = KeyHashes.hashOf(address);
    Leaf leaf = TrieWalk.leaf(root, loader, key, 0);
    TrieNode storage = leaf == null ? null : leaf.storage;
    NodeLoader storageLoader = new NodeLoader(loader.nodes(), key);
    List<AccountProof.StorageProof> proofs = new ArrayList<>();
    for (U256 slot : slots) {
      byte[] slotKey = KeyHashes.hashOf(slot);
      U256 word = leaf == null ? U256.ZERO : word(leaf, slotKey);
      proofs.add(
          new AccountProof.StorageProof(
              slot, word, TrieWalk.proof(storage, storageLoader, slotKey)));
    }
    Optional<Account> account =
        leaf == null ? Optional.empty() : Optional.of(AccountValue.read(leaf.value));
    return new AccountProof(address, account, TrieWalk.proof(root, loader, key), proofs);
  }

  /** Reports what turns the stored nodes of an older trie into those of this one. */
  public void changesSince(StateTrie older, NodeChanges changes) {
    TrieDifference.report(older.root, root, loader, changes);
  }

  /**
   * Lets go of stored nodes below branches that were last needed before a stamp; they are loaded
   * again when they are needed. Only for a trie all of whose nodes are stored.
   *
   * @return an estimate of the bytes in memory that are left
   */
  public long forgetBefore(int stamp) {
    return root == null ? 0 : forget(root, stamp);
  }

  private static long forget(TrieNode node, int stamp) {
    return switch (node) {
      case Stub stub -> {
        TrieNode loaded = stub.loaded;
        if (loaded == null) {
          yield 80;
        }
        if (loaded instanceof Branch branch && branch.used < stamp) {
          stub.loaded = null;
          yield 80;
        }
        yield 80 + forget(loaded, stamp);
      }
      case Leaf leaf -> 250 + (leaf.storage == null ? 0 : forget(leaf.storage, stamp));
      case Extension extension -> 150 + forget(extension.childOrStub(), stamp);
      case Branch branch -> {
        long bytes = 200;
        for (int i = 0; i < 16; i++) {
          bytes += forgetChild(branch, i, stamp);
        }
        yield bytes;
      }
    };
  }

  private static long forgetChild(Branch parent, int nibble, int stamp) {
    TrieNode child = parent.childOrStub(nibble);
    if (child == null) {
      return 0;
    }
    if (child instanceof Branch branch && branch.used < stamp && branch.isHashed()) {
      parent.forget(nibble, new Stub(branch.reference()));
      return 80;
    }
    return forget(child, stamp);
  }
}

package org.cairn.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateTrieTest {
  /** Nodes by owner and path, as a store keeps them. */
  private static final class NodeMap implements TrieNodes, NodeChanges {
    final Map<String, Bytes> nodes = new TreeMap<>();

    private static String key(byte[] owner, byte[] path, int nibbles) {
      StringBuilder key = new StringBuilder(Bytes.copyOf(owner).toString()).append('/');
      for (int i = 0; i < nibbles; i++) {
        key.append(Character.forDigit(Nibbles.at(path, i), 16));
      }
      return key.toString();
    }

    @Override
    public byte @Nullable [] node(byte[] owner, byte[] path, int nibbles, Hash32 hash) {
      Bytes node = nodes.get(key(owner, path, nibbles));
      return node == null ? null : node.shared();
    }

    @Override
    public void put(byte[] owner, byte[] path, int nibbles, byte[] rlp, int length) {
      nodes.put(key(owner, path, nibbles), Bytes.copyOf(rlp, 0, length));
    }

    @Override
    public void delete(byte[] owner, byte[] path, int nibbles) {
      nodes.remove(key(owner, path, nibbles));
    }

    @Override
    public void deleteBelow(byte[] owner, byte[] path, int nibbles) {
      String prefix = key(owner, path, nibbles);
      nodes.keySet().removeIf(key -> key.startsWith(prefix));
    }
  }

  private final Random random = Seeds.random(StateTrieTest.class);
  private final KeyHashes hashes = new KeyHashes(64);
  private final Map<Address, AccountChange.Updated> model = new HashMap<>();

  private StateDelta delta(int accounts, int changes) {
    Map<Address, AccountChange> delta = new HashMap<>();
    for (int i = 0; i < changes; i++) {
      Address address = Address.of(1 + random.nextInt(accounts));
      AccountChange.Updated before = model.get(address);
      if (before != null && random.nextInt(6) == 0) {
        delta.put(address, new AccountChange.Deleted());
      } else {
        Map<U256, U256> storage = new HashMap<>();
        for (int s = random.nextInt(5); s > 0; s--) {
          storage.put(U256.of(random.nextInt(12)), U256.of(random.nextInt(3)));
        }
        boolean cleared = random.nextInt(8) == 0;
        delta.put(
            address,
            new AccountChange.Updated(
                random.nextInt(3), U256.of(i), Account.EMPTY_CODE_HASH, cleared, storage));
      }
    }
    delta.forEach((address, change) -> apply(address, change));
    return new StateDelta(delta, Map.of());
  }

  private void apply(Address address, AccountChange change) {
    switch (change) {
      case AccountChange.Deleted deleted -> model.remove(address);
      case AccountChange.Updated updated -> {
        Map<U256, U256> storage = new HashMap<>();
        AccountChange.Updated before = model.get(address);
        if (before != null && !updated.storageCleared()) {
          storage.putAll(before.storage());
        }
        storage.putAll(updated.storage());
        storage.values().removeIf(U256::isZero);
        model.put(
            address,
            new AccountChange.Updated(
                updated.nonce(), updated.balance(), updated.codeHash(), false, storage));
      }
    }
  }

  private static final Parallel THREADS =
      tasks ->
          tasks.stream().map(CompletableFuture::runAsync).toList().forEach(CompletableFuture::join);

  @Test
  void storedNodesAreExactlyThoseOfTheNewestTree() {
    for (int round = 0; round < 60; round++) {
      model.clear();
      NodeMap store = new NodeMap();
      StateTrie stored = StateTrie.open(Account.EMPTY_ROOT, store);
      StateTrie trie = stored;
      int accounts = 1 + random.nextInt(40);
      for (int block = 1; block < 25; block++) {
        trie = trie.with(delta(accounts, 1 + random.nextInt(8)), hashes, THREADS, block).trie();
        if (random.nextInt(3) == 0) {
          trie.changesSince(stored, store);
          stored = forgetful(trie, store, block);
          trie = stored;
          checkAgainstFreshTree(store, trie);
        }
      }
    }
  }

  /** Sometimes starts from stubs again, or forgets what was not needed lately. */
  private StateTrie forgetful(StateTrie trie, NodeMap store, int block) {
    return switch (random.nextInt(3)) {
      case 0 -> StateTrie.open(trie.root(), store);
      case 1 -> {
        assertThat(trie.forgetBefore(block)).isNotNegative();
        yield trie;
      }
      default -> trie;
    };
  }

  private void checkAgainstFreshTree(NodeMap store, StateTrie trie) {
    StateDelta all = new StateDelta(new HashMap<>(model), Map.of());
    assertThat(trie.root()).isEqualTo(StateTrie.rootOf(all));
    NodeMap fresh = new NodeMap();
    StateTrie nothing = StateTrie.open(Account.EMPTY_ROOT, TrieNodes.NONE);
    nothing.with(all, hashes, Parallel.SEQUENTIAL, 0).trie().changesSince(nothing, fresh);
    assertThat(store.nodes).isEqualTo(fresh.nodes);
    StateTrie reopened = StateTrie.open(trie.root(), store);
    model.forEach((address, account) -> {
      byte[] key = hashes.of(address);
      assertThat(reopened.account(key)).map(Account::balance).contains(account.balance());
      account
          .storage()
          .forEach(
              (slot, word) -> assertThat(reopened.storage(key, hashes.of(slot))).isEqualTo(word));
    });
    Address some = Address.of(1 + random.nextInt(40));
    List<U256> slots = List.of(U256.ONE, U256.of(7));
    AccountProof proof = reopened.proof(some, slots);
    Proofs.verify(trie.root(), proof);
    assertThat(proof.account().isPresent()).isEqualTo(model.containsKey(some));
  }

  @Test
  void differencesOfTriesWithSharedPathsAreExact() {
    for (int round = 0; round < 3000; round++) {
      NodeMap store = new NodeMap();
      NodeLoader loader = new NodeLoader(store, new byte[32]);
      TrieNode stored = null;
      TrieNode tree = null;
      Map<Bytes, Bytes> entries = new TreeMap<>();
      for (int step = 0; step < 8; step++) {
        tree = TrieUpdate.apply(tree, loader, 0, randomEntries(entries));
        new TrieHasher().hash(tree);
        if (random.nextInt(3) > 0) {
          TrieDifference.report(stored, tree, loader, store);
          NodeMap fresh = new NodeMap();
          TrieDifference.report(null, freshTree(entries, loader), loader, fresh);
          assertThat(store.nodes).isEqualTo(fresh.nodes);
          if (tree != null && tree.isHashed() && random.nextBoolean()) {
            tree = new TrieNode.Stub(tree.reference());
          }
          stored = tree;
        }
      }
    }
  }

  private static @Nullable TrieNode freshTree(Map<Bytes, Bytes> entries, NodeLoader loader) {
    TrieEntry[] all =
        entries.entrySet().stream()
            .map(e -> new TrieEntry(e.getKey().shared(), e.getValue().shared(), null))
            .toArray(TrieEntry[]::new);
    TrieNode tree = all.length == 0 ? null : TrieUpdate.apply(null, loader, 0, all);
    new TrieHasher().hash(tree);
    return tree;
  }

  /** Keys over a small alphabet, with long values, so that every node has its place. */
  private TrieEntry[] randomEntries(Map<Bytes, Bytes> entries) {
    Map<Bytes, TrieEntry> changes = new HashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      byte[] key = new byte[3];
      for (int j = 0; j < 3; j++) {
        key[j] = (byte) (random.nextInt(2) << 4 | random.nextInt(2));
      }
      byte[] value = new byte[40];
      random.nextBytes(value);
      boolean removes = random.nextInt(5) < 2;
      Bytes wrapped = Bytes.wrap(key);
      changes.put(wrapped, new TrieEntry(key, removes ? null : value, null));
      if (removes) {
        entries.remove(wrapped);
      } else {
        entries.put(wrapped, Bytes.wrap(value));
      }
    }
    return changes.values().toArray(TrieEntry[]::new);
  }

  @Test
  void blocksOnOneParentDoNotDisturbEachOther() {
    NodeMap store = new NodeMap();
    StateTrie parent =
        StateTrie.open(Account.EMPTY_ROOT, store)
            .with(delta(30, 60), hashes, Parallel.SEQUENTIAL, 0)
            .trie();
    Hash32 root = parent.root();
    Map<Address, AccountChange.Updated> before = new HashMap<>(model);
    List<Hash32> roots = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      model.clear();
      model.putAll(before);
      StateDelta delta = delta(30, 10);
      StateTrie child = parent.with(delta, hashes, Parallel.SEQUENTIAL, i).trie();
      assertThat(child.root())
          .isEqualTo(StateTrie.rootOf(new StateDelta(new HashMap<>(model), Map.of())));
      roots.add(child.root());
    }
    assertThat(parent.root()).isEqualTo(root);
    assertThat(roots).doesNotHaveDuplicates();
  }

  @Test
  void readsStateAndProvesItOutOfAWitness() {
    NodeMap store = new NodeMap();
    StateTrie nothing = StateTrie.open(Account.EMPTY_ROOT, store);
    StateTrie full = nothing.with(delta(30, 60), hashes, Parallel.SEQUENTIAL, 0).trie();
    full.changesSince(nothing, store);
    HashedNodes witness = HashedNodes.of(store.nodes.values());
    TrieStateReader reader = TrieStateReader.of(full.root(), witness);
    for (int i = 1; i <= 30; i++) {
      Address address = Address.of(i);
      AccountChange.Updated expected = model.get(address);
      assertThat(reader.account(address).map(Account::balance).orElse(U256.ZERO))
          .isEqualTo(expected == null ? U256.ZERO : expected.balance());
      for (int slot = 0; slot < 12; slot++) {
        U256 word =
            expected == null
                ? U256.ZERO
                : expected.storage().getOrDefault(U256.of(slot), U256.ZERO);
        assertThat(reader.storage(address, U256.of(slot))).isEqualTo(word);
      }
    }
    assertThat(Arrays.asList(reader.code(Account.EMPTY_CODE_HASH))).containsExactly(Bytes.EMPTY);
  }
}

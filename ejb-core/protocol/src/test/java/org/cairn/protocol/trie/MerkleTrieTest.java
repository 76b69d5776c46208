package org.cairn.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.state.Account;
import org.junit.jupiter.api.Test;

class MerkleTrieTest {
  private final Random random = Seeds.random(MerkleTrieTest.class);

  /** Few different nibbles, so that paths are shared, split and joined all the time. */
  private Bytes key(int most) {
    byte[] key = new byte[random.nextInt(most)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(2) << 4 | random.nextInt(3));
    }
    return Bytes.wrap(key);
  }

  private Bytes value() {
    byte[] value = new byte[1 + random.nextInt(40)];
    random.nextBytes(value);
    return Bytes.wrap(value);
  }

  @Test
  void anyOrderOfBatchesGivesTheRootOfTheEntriesThatAreLeft() {
    for (int round = 0; round < 300; round++) {
      Map<Bytes, Bytes> entries = new TreeMap<>();
      MerkleTrie trie = MerkleTrie.EMPTY;
      for (int batch = 0; batch < 12; batch++) {
        Map<Bytes, Bytes> changes = new HashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
          changes.put(key(6), random.nextInt(3) == 0 ? Bytes.EMPTY : value());
        }
        trie = trie.with(changes);
        entries.putAll(changes);
        entries.values().removeIf(Bytes::isEmpty);
        TrieBuilder builder = new TrieBuilder();
        entries.forEach((key, value) -> builder.put(key.shared(), value.shared()));
        assertThat(trie.root()).isEqualTo(builder.root());
        MerkleTrie now = trie;
        entries.forEach((key, value) -> assertThat(now.get(key)).contains(value));
      }
    }
  }

  @Test
  void proofsShowWhatIsThereAndWhatIsNot() {
    Map<Bytes, Bytes> entries = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      entries.put(key(7), value());
    }
    MerkleTrie trie = MerkleTrie.EMPTY.with(entries);
    for (int i = 0; i < 500; i++) {
      Bytes key = key(8);
      List<Bytes> proof = trie.proof(key);
      assertThat(Proofs.verify(trie.root(), key, proof)).isEqualTo(trie.get(key));
      if (i % 10 == 0) {
        refusesDamagedProof(trie.root(), key, proof);
      }
    }
    assertThat(Proofs.verify(Account.EMPTY_ROOT, key(3), List.of())).isEmpty();
  }

  private void refusesDamagedProof(Hash32 root, Bytes key, List<Bytes> proof) {
    List<Bytes> tooShort = proof.subList(0, proof.size() - 1);
    assertThatThrownBy(() -> Proofs.verify(root, key, tooShort))
        .isInstanceOf(Proofs.InvalidProofException.class);
    List<Bytes> tooLong = new ArrayList<>(proof);
    tooLong.add(proof.getFirst());
    assertThatThrownBy(() -> Proofs.verify(root, key, tooLong))
        .isInstanceOf(Proofs.InvalidProofException.class);
    int at = random.nextInt(proof.size());
    byte[] damaged = proof.get(at).toArray();
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    List<Bytes> changed = new ArrayList<>(proof);
    changed.set(at, Bytes.wrap(damaged));
    assertThatThrownBy(() -> Proofs.verify(root, key, changed))
        .isInstanceOf(Proofs.InvalidProofException.class);
  }

  @Test
  void refusesNodesThatNoTrieHas() {
    Bytes key = Bytes.of("0x1234567812345678");
    String filler = "80".repeat(32);
    List<String> malformed =
        List.of(
            "0x",
            "0xc0",
            "0xc28080",
            "0xc3808080",
            "0xc24080",
            "0xc22001",
            "0xc21180",
            "0xd18080808080808080808080808080808080",
            "0xe2a1" + filler + "80",
            "0xd20180808080808080808080808080808080808080",
            "0xc482112201",
            "0xf8");
    for (String node : malformed) {
      Bytes rlp = Bytes.of(node);
      Hash32 root = org.cairn.protocol.crypto.Keccak256.hash(rlp);
      try {
        assertThat(Proofs.verify(root, key, List.of(rlp))).isEmpty();
      } catch (Proofs.InvalidProofException expected) {
        assertThat(expected).hasMessageContaining("node 1 of 1");
      }
    }
  }

  @Test
  void randomBytesAsNodesAreRefusedWithAReason() {
    for (int i = 0; i < 20_000; i++) {
      byte[] node = new byte[random.nextInt(60)];
      random.nextBytes(node);
      if (node.length > 0) {
        node[0] = (byte) (0xc0 + node.length - 1);
      }
      Bytes rlp = Bytes.wrap(node);
      Hash32 root = org.cairn.protocol.crypto.Keccak256.hash(rlp);
      try {
        Proofs.verify(root, key(6), List.of(rlp));
      } catch (Proofs.InvalidProofException | RlpException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void builderRefusesKeysOutOfOrder() {
    TrieBuilder builder = new TrieBuilder();
    builder.put(new byte[] {2}, new byte[] {1});
    assertThatThrownBy(() -> builder.put(new byte[] {2}, new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.put(new byte[] {1}, new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void orderedTrieIsThatOfTheEncodedIndexes() {
    for (int size : new int[] {0, 1, 2, 127, 128, 129, 300}) {
      List<Bytes> items = new ArrayList<>();
      Map<Bytes, Bytes> entries = new HashMap<>();
      for (int i = 0; i < size; i++) {
        items.add(value());
        byte[] key = new org.cairn.protocol.rlp.RlpWriter().write((long) i).toArray();
        entries.put(Bytes.wrap(key), items.get(i));
      }
      assertThat(OrderedTrie.root(items)).isEqualTo(MerkleTrie.root(entries));
    }
  }
}

package org.cairn.protocol.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.junit.jupiter.api.Test;

/** Parts of the state of the main network, as far as single blocks needed them. */
class WitnessReferenceTest {
  @Test
  void readsProvesAndKeepsTheBeneficiariesOfRealBlocks() throws IOException {
    Path path = Path.of(System.getProperty("cairn.shared", "."), "vectors", "real-blocks.zip");
    assumeTrue(Files.exists(path), "test vectors are missing: " + path);
    int checked = 0;
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith("mainnet-witness/")) {
          try (InputStream in = zip.getInputStream(entry)) {
            check(new ObjectMapper().readTree(in));
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(10);
  }

  private static void check(JsonNode block) {
    Hash32 root = stateRoot(header(block.get("parentHeader").asText()));
    List<Bytes> preimages = new ArrayList<>();
    JsonNode stored = block.get("preimages");
    stored.forEach(preimage ->
        preimages.add(Bytes.of(preimage.isArray() ? preimage.get(1).asText() : preimage.asText())));
    TrieStateReader state = TrieStateReader.of(root, HashedNodes.of(preimages));
    RlpReader header = RlpReader.ofList(Bytes.of(block.get("block").asText()).shared()).readList();
    header.skip();
    header.skip();
    Address beneficiary = header.readAddress();
    AccountProof proof = state.trie().proof(beneficiary, List.of());
    Proofs.verify(root, proof);
    assertThat(state.account(beneficiary)).isEqualTo(proof.account());
    proof.account().ifPresent(account -> keepsItsRoot(state, beneficiary, account));
  }

  /** Writes an account as it is, and one that changes and changes back. */
  private static void keepsItsRoot(TrieStateReader state, Address address, Account account) {
    StateTrie trie = state.trie();
    StateTrie changed = with(trie, address, account.nonce() + 1, account);
    assertThat(changed.root()).isNotEqualTo(trie.root());
    assertThat(with(changed, address, account.nonce(), account).root()).isEqualTo(trie.root());
  }

  private static StateTrie with(StateTrie trie, Address address, long nonce, Account account) {
    AccountChange change =
        new AccountChange.Updated(nonce, account.balance(), account.codeHash(), false, Map.of());
    StateDelta delta = new StateDelta(Map.of(address, change), Map.of());
    return trie.with(delta, new KeyHashes(16), Parallel.SEQUENTIAL, 1).trie();
  }

  private static RlpReader header(String rlp) {
    return RlpReader.ofList(Bytes.of(rlp).shared());
  }

  private static Hash32 stateRoot(RlpReader header) {
    header.skip();
    header.skip();
    header.skip();
    return header.readHash();
  }
}

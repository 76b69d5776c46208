package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.node.job.JobStatus;
import org.cairn.node.query.ChainView;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Block;
import org.cairn.store.postgres.TestDatabase;
import org.cairn.tools.fixture.FixtureState;

/**
 * One official block test on a node of its own. Blocks that follow one another are one file, which
 * ends with the block that must be refused, if there is one; the next file goes on behind it.
 */
final class OfficialChain {
  /** Behind the time of every block. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(Integer.MAX_VALUE * 16L));

  private final JsonNode test;
  private final TestDatabase database;
  private final Path directory;
  private final String genesis;
  private final boolean skipSeals;
  private boolean reorganised;

  OfficialChain(JsonNode test, TestDatabase database, Path directory) {
    this.test = test;
    this.database = database;
    this.directory = directory;
    this.genesis = GenesisOfFixture.json(test);
    this.skipSeals = !test.path("sealEngine").asText("NoProof").equals("Ethash");
  }

  /** Throws AssertionError where the node ends elsewhere than the test. */
  void run() {
    Map<String, String> digests;
    List<Block> canonical;
    try (TestNode node = open("first")) {
      assertThat(node.head())
          .as("genesis")
          .isEqualTo(Hash32.of(test.at("/genesisBlockHeader/hash").asText()));
      importBlocks(node);
      assertThat(node.head()).as("head").isEqualTo(Hash32.of(test.get("lastblockhash").asText()));
      canonical = canonical(node);
      assertState(node, canonical.getLast());
      reorganised = node.node().chain().publisher().head().reorganisations() > 0;
      digests = reorganised ? node.digests() : Map.of();
    }
    if (reorganised) {
      database.clear();
      try (TestNode clean = open("clean")) {
        clean.importAll(canonical);
        assertThat(digests).as("tables after a reorganisation").isEqualTo(clean.digests());
      }
    }
  }

  private TestNode open(String name) {
    return TestNode.open(database.source(), directory.resolve(name), genesis, skipSeals, CLOCK);
  }

  private void importBlocks(TestNode node) {
    List<JsonNode> file = new ArrayList<>();
    for (JsonNode entry : test.get("blocks")) {
      file.add(entry);
      if (mustBeRefused(entry)) {
        importFile(node, file);
        file.clear();
      }
    }
    if (!file.isEmpty()) {
      importFile(node, file);
    }
  }

  private static boolean mustBeRefused(JsonNode entry) {
    return !entry.has("blockHeader")
        || entry.properties().stream()
            .anyMatch(member -> member.getKey().startsWith("expectException"));
  }

  /** Imports valid blocks, behind which there may be one that must be refused. */
  private void importFile(TestNode node, List<JsonNode> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    entries.forEach(entry -> bytes.writeBytes(rlp(entry).toArray()));
    Path file = directory.resolve("first").resolve("blocks.rlp");
    try {
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JobStatus status = node.importFile(file);
    boolean refused = mustBeRefused(entries.getLast());
    for (JsonNode entry : refused ? entries.subList(0, entries.size() - 1) : entries) {
      Hash32 hash = Hash32.of(entry.at("/blockHeader/hash").asText());
      assertThat(node.node().reader().block(hash))
          .as("block %s: %s", hash, status.error())
          .isPresent();
    }
    if (!refused) {
      assertThat(status.error()).as("import of %d blocks", entries.size()).isEmpty();
    } else if (status.state() != JobStatus.State.FAILED) {
      assertIsKeptAside(node, rlp(entries.getLast()));
    }
  }

  private static Bytes rlp(JsonNode entry) {
    return Bytes.of(entry.get("rlp").asText());
  }

  /**
   * A block of a branch that does not win is not executed, so what only execution shows stays
   * unknown; such a branch must not become the chain.
   */
  private static void assertIsKeptAside(TestNode node, Bytes rlp) {
    Block block = Block.decode(rlp);
    assertThat(node.node().reader().canonicalHash(block.number()))
        .as("block %s was not refused", block.hash())
        .isPresent()
        .isNotEqualTo(Optional.of(block.hash()));
  }

  /** The blocks from the genesis block to the head, each the child of the one before. */
  private static List<Block> canonical(TestNode node) {
    List<Block> blocks = new ArrayList<>();
    try (ChainView view = node.node().views().open()) {
      for (long number = 0; number <= node.node().headNumber(); number++) {
        Block block =
            view.block(node.node().reader().canonicalHash(number).orElseThrow())
                .orElseThrow()
                .block();
        if (number > 0) {
          assertThat(block.header().parentHash()).isEqualTo(blocks.getLast().hash());
        }
        blocks.add(block);
      }
    }
    assertThat(blocks.getLast().hash()).isEqualTo(node.head());
    return blocks;
  }

  private void assertState(TestNode node, Block head) {
    assertThat(node.node().states().recomputeRoot())
        .as("root of the flat state")
        .isEqualTo(head.header().stateRoot());
    if (test.has("postStateHash")) {
      assertThat(head.header().stateRoot())
          .isEqualTo(Hash32.of(test.get("postStateHash").asText()));
    }
    if (test.has("postState")) {
      MemoryState expected = FixtureState.of(test.get("postState"));
      assertThat(head.header().stateRoot()).isEqualTo(FixtureState.root(expected));
      StateReader flat = node.node().states().at(head.number());
      expected
          .asDelta()
          .accounts()
          .forEach(
              (address, account) -> assertAccount(flat, address, (AccountChange.Updated) account));
    }
  }

  private static void assertAccount(
      StateReader state, Address address, AccountChange.Updated expected) {
    Account account = state.account(address).orElseThrow();
    assertThat(account.nonce()).isEqualTo(expected.nonce());
    assertThat(account.balance()).isEqualTo(expected.balance());
    assertThat(account.codeHash()).isEqualTo(expected.codeHash());
    expected
        .storage()
        .forEach((slot, word) -> assertThat(state.storage(address, slot)).isEqualTo(word));
  }
}

package org.cairn.protocol.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusException;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.consensus.HeaderSource;
import org.cairn.protocol.consensus.SnapshotStore;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.crypto.Sha256;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.MemoryState;
import org.cairn.protocol.vectors.Vectors;

/** Runs block tests of the official suites: chains of blocks, valid and invalid. */
final class BlockTests {
  /** A block that was accepted. */
  private record Known(Block block, U256 totalDifficulty, MemoryState state) {}

  /** Blocks of the last second that 64 bits can count; our headers end at 2^63 - 1. */
  private static final String AFTER_2_TO_THE_63 = "timestamp_1844674407370955161";

  private static final EthashCaches CACHES = new EthashCaches(2);

  private final BlockExecutor executor = new BlockExecutor(new CodeCache(64 << 20));
  private final StateTests.Report report;

  BlockTests(StateTests.Report report) {
    this.report = report;
  }

  void runFile(String archive, String name) {
    Vectors.json(archive, name)
        .properties()
        .forEach(test -> {
          String full = name + " " + test.getKey();
          try {
            String wrong = new Chain(test.getValue()).run();
            if (wrong.isEmpty()) {
              report.passed.merge(test.getValue().get("network").asText(), 1, Integer::sum);
            } else {
              report.fail(full, wrong);
            }
          } catch (RuntimeException e) {
            java.io.StringWriter trace = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(trace));
            report.fail(full, trace.toString().lines().limit(6).toList().toString());
          }
        });
  }

  /** One test's blocks. */
  private final class Chain implements HeaderSource {
    private final JsonNode test;
    private final ConsensusRules rules;
    private final Map<Hash32, Known> blocks = new HashMap<>();
    private Known head;

    Chain(JsonNode test) {
      this.test = test;
      ChainConfig config = TestNetworks.config(test).orElseThrow();
      this.rules = ConsensusRules.of(config, CACHES, SnapshotStore.none());
      Block genesis =
          test.has("genesisRLP")
              ? Block.decode(Bytes.of(test.get("genesisRLP").asText()))
              : new Block(header(test.get("genesisBlockHeader")), BlockBody.EMPTY);
      this.head =
          new Known(genesis, genesis.header().difficulty(), MemoryState.of(test.get("pre")));
      blocks.put(genesis.hash(), head);
    }

    /** A header of before London from its members. */
    private static Header header(JsonNode json) {
      return new Header.Builder()
          .parentHash(Hash32.of(json.get("parentHash").asText()))
          .ommersHash(Hash32.of(json.get("uncleHash").asText()))
          .coinbase(Address.of(json.get("coinbase").asText()))
          .stateRoot(Hash32.of(json.get("stateRoot").asText()))
          .transactionsRoot(Hash32.of(json.get("transactionsTrie").asText()))
          .receiptsRoot(Hash32.of(json.get("receiptTrie").asText()))
          .logsBloom(Bloom.of(Bytes.of(json.get("bloom").asText())))
          .difficulty(U256.of(json.get("difficulty").asText()))
          .number(U256.of(json.get("number").asText()).toLong())
          .gasLimit(U256.of(json.get("gasLimit").asText()).toLong())
          .gasUsed(U256.of(json.get("gasUsed").asText()).toLong())
          .timestamp(U256.of(json.get("timestamp").asText()).toLong())
          .extraData(Bytes.of(json.get("extraData").asText()))
          .mixHash(Hash32.of(json.get("mixHash").asText()))
          .nonce(U256.of(json.get("nonce").asText()).word(3))
          .build();
    }

    String run() {
      if (!head.state.root().equals(head.block.header().stateRoot())) {
        return "genesis root " + head.state.root();
      }
      int i = 0;
      for (JsonNode entry : test.get("blocks")) {
        Optional<String> refusal = refusal(Bytes.of(entry.get("rlp").asText()));
        String expected = expected(entry);
        if (refusal.isPresent() == expected.isEmpty()) {
          return "block " + i + " expected '" + expected + "', got " + refusal;
        }
        if (refusal.isPresent()) {
          report.reasons.add(expected + " <> " + refusal.get());
        }
        i++;
      }
      Hash32 last = Hash32.of(test.get("lastblockhash").asText());
      return head.block.hash().equals(last) ? "" : "head " + head.block + ", expected " + last;
    }

    private String expected(JsonNode entry) {
      for (var member : entry.properties()) {
        if (member.getKey().startsWith("expectException")) {
          return member.getValue().asText();
        }
      }
      return entry.has("blockHeader") ? "" : "invalid";
    }

    private Optional<String> refusal(Bytes rlp) {
      try {
        accept(Block.decode(rlp));
        return Optional.empty();
      } catch (RlpException e) {
        return Optional.of("MALFORMED");
      } catch (ConsensusException e) {
        return Optional.of(e.rule());
      } catch (InvalidBlockException e) {
        return Optional.of(e.reason().name());
      } catch (WrongRoot e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    private void accept(Block block) {
      Header header = block.header();
      Known parent = blocks.get(header.parentHash());
      if (parent == null) {
        throw new WrongRoot("unknownParent");
      }
      U256 total = parent.totalDifficulty;
      rules.check(block, parent.block.header(), total, this);
      Fork fork = rules.forkAt(header, total);
      List<Address> senders = new ArrayList<>();
      for (Transaction transaction : block.transactions()) {
        senders.add(
            transaction
                .recoverSender(Secp256k1.instance())
                .orElseThrow(() -> new WrongRoot("INVALID_SIGNATURE")));
      }
      BlockRequest request =
          new BlockRequest(
              block,
              senders,
              rules.author(header, total),
              fork,
              rules.config().chainId(),
              parent.state,
              number -> ancestor(parent, number),
              rules.rewards(block, total).stream()
                  .map(reward -> new BlockRequest.Reward(reward.account(), reward.wei()))
                  .toList(),
              rules.config().daoForkBlock().orElse(-1) == header.number(),
              rules.config().depositContract(),
              Optional.of(delta -> parent.state.with(delta).root()));
      BlockResult result = executor.execute(request);
      MemoryState after = parent.state.with(result.delta());
      checkRoots(header, result, after);
      Known known = new Known(block, total.plus(header.difficulty()), after);
      blocks.put(block.hash(), known);
      boolean better =
          fork.consensus().merged() || known.totalDifficulty.compareTo(head.totalDifficulty) > 0;
      head = better ? known : head;
    }

    private void checkRoots(Header header, BlockResult result, MemoryState after) {
      List<Bytes> encoded = result.receipts().stream().map(Receipt::encoded).toList();
      require(OrderedTrie.root(encoded).equals(header.receiptsRoot()), "receiptsRoot");
      Bloom bloom = Bloom.union(result.receipts().stream().map(Receipt::bloom).toList());
      require(bloom.equals(header.logsBloom()), "logsBloom");
      require(after.root().equals(header.stateRoot()), "stateRoot");
      Hash32 requests = header.requestsHash();
      require(requests == null || requests.equals(requestsHash(result)), "requestsHash");
    }

    private static Hash32 requestsHash(BlockResult result) {
      byte[] all = new byte[32 * result.requests().size()];
      for (int i = 0; i < result.requests().size(); i++) {
        byte[] hash = Sha256.hash(result.requests().get(i).shared());
        System.arraycopy(hash, 0, all, 32 * i, 32);
      }
      return Hash32.of(Sha256.hash(all));
    }

    private static void require(boolean met, String rule) {
      if (!met) {
        throw new WrongRoot(rule);
      }
    }

    private Hash32 ancestor(Known from, long number) {
      Known at = from;
      while (at.block.number() > number) {
        at = blocks.get(at.block.header().parentHash());
      }
      return at.block.hash();
    }

    @Override
    public Optional<Header> header(Hash32 hash) {
      return Optional.ofNullable(blocks.get(hash)).map(known -> known.block.header());
    }

    @Override
    public List<Hash32> ommers(Hash32 blockHash) {
      return blocks.get(blockHash).block.body().ommers().stream().map(Header::hash).toList();
    }
  }

  /** A root or hash of the header is not that of what was executed. */
  private static final class WrongRoot extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongRoot(String rule) {
      super(rule);
    }
  }

  /** Runs files of the archives and prints a summary: for use without a test framework. */
  public static void main(String[] args) {
    for (String archive : args[0].split(",")) {
      StateTests.Report report = new StateTests.Report();
      BlockTests tests = new BlockTests(report);
      for (String name : Vectors.entries(archive, "")) {
        if (name.contains(args.length > 1 ? args[1] : "") && name.endsWith(".json")) {
          long start = System.nanoTime();
          tests.runFile(archive, name);
          long ms = (System.nanoTime() - start) / 1_000_000;
          if (ms > 5000) {
            System.out.println(ms + " ms " + name);
          }
        }
      }
      System.out.println(archive + " " + report.passed + " failed " + report.failed);
      report.failures.stream()
          .limit(Integer.getInteger("cairn.show", 40))
          .forEach(System.out::println);
      report.reasons.stream()
          .collect(
              java.util.stream.Collectors.groupingBy(
                  reason -> reason, TreeMap::new, java.util.stream.Collectors.counting()))
          .forEach((reason, count) -> System.out.println(count + " " + reason));
    }
  }
}

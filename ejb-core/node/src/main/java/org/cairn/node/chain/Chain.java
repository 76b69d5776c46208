package org.cairn.node.chain;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.consensus.SnapshotStore;
import org.cairn.protocol.genesis.Genesis;

/** An open chain: its rules, its writer and its published head. */
public final class Chain {
  /** Genesis blocks of the public networks, whose seals are always checked. */
  private static final Map<Hash32, String> PUBLIC =
      Map.of(
          Hash32.of("0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3"),
          "mainnet",
          Hash32.of("0x25a5cc106eea7138acab33231d7160d69cb777ee0c2c553fcddf5138993e6dd9"),
          "sepolia",
          Hash32.of("0xb5f7f912443c940f21fd611f12828d75b534364ed9e95ca4e307729a4661bde4"),
          "holesky",
          Hash32.of("0xbbe312868b376a3001692a646dd2d7d1e4406380dfd86b98aa8a34d1557c971b"),
          "hoodi");

  /**
   * What a chain grows out of.
   *
   * @param genesisJson the genesis file as it was given
   * @param skipSeals whether seals of blocks before the merge are left unchecked, for chains made
   *     by tools
   * @param ethash caches for checking proof of work, which chains may share
   */
  public record Origin(
      Genesis genesis, String genesisJson, boolean skipSeals, EthashCaches ethash) {}

  private final Hash32 genesisHash;
  private final BlockProcessor processor;
  private final ChainWriter writer;
  private final HeadPublisher publisher;

  private Chain(
      Hash32 genesisHash, BlockProcessor processor, ChainWriter writer, HeadPublisher publisher) {
    this.genesisHash = genesisHash;
    this.processor = processor;
    this.writer = writer;
    this.publisher = publisher;
  }

  /**
   * Brings database and world state to one head, beginning the chain if both are empty.
   *
   * @param workers run the parts of an import that need no order
   * @param progress told the number of each block whose state has to be applied again
   * @throws ChainRefusedException if they cannot be brought to one head, or belong to another chain
   */
  public static Chain open(
      Origin origin,
      ChainStore store,
      WorldState states,
      Executor workers,
      InstantSource clock,
      LongConsumer progress) {
    StateKeeper keeper = new StateKeeper(states);
    HeadPublisher publisher = new HeadPublisher();
    ChainOpening opening = new ChainOpening(store, keeper, publisher);
    opening.open(origin.genesis(), origin.genesisJson(), progress);
    Lineage lineage = new Lineage(store);
    Hash32 genesisHash = store.identity().orElseThrow().genesisHash();
    BlockProcessor processor =
        new BlockProcessor(rules(origin, genesisHash, store), lineage, clock);
    ChainWriter writer =
        new ChainWriter(processor, store, keeper, lineage, publisher, opening, workers, clock);
    return new Chain(genesisHash, processor, writer, publisher);
  }

  private static ConsensusRules rules(Origin origin, Hash32 genesisHash, ChainStore store) {
    ConsensusRules rules =
        ConsensusRules.of(origin.genesis().config(), origin.ethash(), new StoredSnapshots(store));
    if (!origin.skipSeals()) {
      return rules;
    }
    String network = PUBLIC.get(genesisHash);
    if (network != null) {
      throw new ChainRefusedException(
          "seals are always checked on the public network "
              + network
              + ": start without skipping them");
    }
    return rules.withoutSeals();
  }

  public Hash32 genesisHash() {
    return genesisHash;
  }

  public BlockProcessor rules() {
    return processor;
  }

  public ChainWriter writer() {
    return writer;
  }

  public HeadPublisher publisher() {
    return publisher;
  }

  /** Clique snapshots among the small values of the store. */
  private record StoredSnapshots(ChainStore store) implements SnapshotStore {
    private static String name(Hash32 blockHash) {
      return "clique/" + blockHash;
    }

    @Override
    public Optional<Bytes> load(Hash32 blockHash) {
      return store.value(name(blockHash));
    }

    @Override
    public void save(Hash32 blockHash, Bytes snapshot) {
      store.putValue(name(blockHash), snapshot);
    }
  }
}

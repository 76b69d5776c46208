package org.cairn.protocol.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.HeaderSource;
import org.cairn.protocol.era.BlockSource;
import org.cairn.protocol.era.RawBlock;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;

/** Recorded chains with their genesis blocks. */
public final class Chains {
  private Chains() {}

  /** The genesis block and the chain of a folder below {@code chains}. */
  public static List<Block> folder(String name) throws IOException {
    List<Block> blocks = new ArrayList<>();
    blocks.add(genesis(name).block(TrieOracle::ofState));
    blocks.addAll(file("chains/" + name + "/chain.rlp.gz"));
    return blocks;
  }

  public static Genesis genesis(String name) throws IOException {
    return Genesis.parse(Files.readAllBytes(Vectors.file("chains/" + name + "/genesis.json")));
  }

  /** All blocks of a file of any format. */
  public static List<Block> file(String path) throws IOException {
    try (InputStream in = Files.newInputStream(Vectors.file(path))) {
      return read(in);
    }
  }

  public static List<Block> read(InputStream in) throws IOException {
    List<Block> blocks = new ArrayList<>();
    BlockSource source = BlockSource.open(in, BlockSource.DEFAULT_MAX_BLOCK_BYTES);
    for (Optional<RawBlock> next = source.next(); next.isPresent(); next = source.next()) {
      blocks.add(next.get().decode());
    }
    return blocks;
  }

  /** A source that knows these blocks. */
  public static HeaderSource source(List<Block> blocks) {
    Map<Hash32, Block> byHash = new HashMap<>();
    blocks.forEach(block -> byHash.put(block.hash(), block));
    return new HeaderSource() {
      @Override
      public Optional<Header> header(Hash32 hash) {
        return Optional.ofNullable(byHash.get(hash)).map(Block::header);
      }

      @Override
      public List<Hash32> ommers(Hash32 blockHash) {
        return byHash.get(blockHash).body().ommers().stream().map(Header::hash).toList();
      }
    };
  }
}

package org.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
  private final ChainInMemory chain = SampleChain.modern();
  private final ChainInMemory empty = new ChainInMemory(chain.config());
  private final Hash32 head = chain.head().hash();

  @Test
  void keepsExecutedBlocksAndReceipts() {
    BlockCache cache = new BlockCache(1 << 20);
    assertThat(cache.block(empty, head)).isEmpty();
    assertThat(cache.receipts(empty, head)).isEmpty();
    assertThat(cache.block(chain, head)).isPresent();
    assertThat(cache.receipts(chain, head)).isPresent();
    assertThat(cache.block(empty, head)).isEqualTo(chain.block(head));
    assertThat(cache.receipts(empty, head)).isEqualTo(chain.receipts(head));
  }

  @Test
  void keepsNoBlockThatMayStillBeExecuted() {
    BlockCache cache = new BlockCache(1 << 20);
    Block beside = new Block(new Header.Builder().number(1).build(), BlockBody.EMPTY);
    chain.addBeside(beside);
    assertThat(cache.block(chain, beside.hash())).isPresent();
    assertThat(cache.block(empty, beside.hash())).isEmpty();
  }

  @Test
  void letsTheLeastRecentlyUsedGiveWay() {
    int size = chain.block(head).orElseThrow().size();
    int other = chain.block(chain.genesisHash()).orElseThrow().size();
    BlockCache cache = new BlockCache(Math.max(size, other));
    cache.block(chain, chain.genesisHash());
    cache.block(chain, head);
    assertThat(cache.block(empty, head)).isPresent();
    assertThat(cache.block(empty, chain.genesisHash())).isEmpty();
  }

  @Test
  void keepsNothingWithoutRoom() {
    BlockCache cache = new BlockCache(0);
    cache.block(chain, head);
    cache.receipts(chain, head);
    assertThat(cache.block(empty, head)).isEmpty();
    assertThat(cache.receipts(empty, head)).isEmpty();
  }
}

package org.cairn.explorer;

import org.cairn.node.query.ChainView;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig.SealEngine;

/** What a chain is called. */
final class Chain {
  private static final Hash32 MAINNET =
      Hash32.of("d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3");
  private static final Hash32 SEPOLIA =
      Hash32.of("25a5cc106eea7138acab33231d7160d69cb777ee0c2c553fcddf5138993e6dd9");

  private Chain() {}

  /** The name of a public chain by its genesis block, else how the private one is sealed. */
  static String name(ChainView view) {
    if (view.genesisHash().equals(MAINNET)) {
      return "Ethereum";
    }
    if (view.genesisHash().equals(SEPOLIA)) {
      return "Sepolia";
    }
    if (view.headNumber() > 0 && view.headHeader().difficulty().isZero()) {
      return "Private chain";
    }
    return switch (view.config().engine()) {
      case SealEngine.Clique clique -> "Clique chain";
      case SealEngine.Ethash ethash -> "Ethash chain";
      case SealEngine.Unsealed unsealed -> "Unsealed chain";
    };
  }

  /** Least seconds that the chain leaves between two blocks; 0 where it names none. */
  static long period(ChainView view) {
    return view.config().engine() instanceof SealEngine.Clique(long period, long epoch)
        ? period
        : 0;
  }
}

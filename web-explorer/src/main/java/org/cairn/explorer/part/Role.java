package org.cairn.explorer.part;

import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.uint.U256;

/** What the author of a block is called, and what was done to the block. */
public enum Role {
  SIGNER("Signer", "signed by"),
  MINER("Miner", "mined by"),
  FEE_RECIPIENT("Fee recipient", "proposed for");

  private final String noun;
  private final String verb;

  Role(String noun, String verb) {
    this.noun = noun;
    this.verb = verb;
  }

  /** Blocks of difficulty zero come after the merge (EIP-3675). */
  public static Role of(ChainConfig config, U256 difficulty) {
    if (difficulty.isZero()) {
      return FEE_RECIPIENT;
    }
    return switch (config.engine()) {
      case SealEngine.Clique clique -> SIGNER;
      case SealEngine.Ethash ethash -> MINER;
      case SealEngine.Unsealed unsealed -> MINER;
    };
  }

  public String noun() {
    return noun;
  }

  public String verb() {
    return verb;
  }
}

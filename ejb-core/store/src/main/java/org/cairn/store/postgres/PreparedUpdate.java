package org.cairn.store.postgres;

import org.cairn.node.chain.ChainUpdate;

/**
 * An update whose rows are encoded, under the assumption that none of its blocks is stored yet.
 * Used once.
 */
public final class PreparedUpdate {
  private final ChainUpdate update;
  private final EncodedBlocks encoded;

  PreparedUpdate(ChainUpdate update, EncodedBlocks encoded) {
    this.update = update;
    this.encoded = encoded;
  }

  public ChainUpdate update() {
    return update;
  }

  EncodedBlocks encoded() {
    return encoded;
  }
}

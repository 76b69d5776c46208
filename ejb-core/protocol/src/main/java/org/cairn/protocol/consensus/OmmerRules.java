package org.cairn.protocol.consensus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;

/** Which ommers a proof-of-work block may have (Yellow Paper 11.1). */
final class OmmerRules {
  private static final int MOST_OMMERS = 2;

  /** An ommer's parent is 2 to 7 blocks above the block that includes it. */
  private static final int GENERATIONS = 7;

  /** Checks an ommer's own header, given its parent. */
  @FunctionalInterface
  interface OmmerCheck {
    void check(Header ommer, Header parent);
  }

  private OmmerRules() {}

  static void check(Block block, HeaderSource source, OmmerCheck ommerCheck) {
    List<Header> ommers = block.body().ommers();
    if (ommers.isEmpty()) {
      return;
    }
    Header header = block.header();
    if (ommers.size() > MOST_OMMERS) {
      throw ConsensusException.of(
          header, "ommers", "%d ommers exceed %d", ommers.size(), MOST_OMMERS);
    }
    Map<Hash32, Header> ancestors = new HashMap<>();
    Set<Hash32> included = new HashSet<>();
    collect(header, source, ancestors, included);
    included.add(block.hash());
    for (Header ommer : ommers) {
      Hash32 hash = ommer.hash();
      if (!included.add(hash)) {
        throw ConsensusException.of(header, "ommers", "ommer %s was included before", hash);
      }
      if (ancestors.containsKey(hash)) {
        throw ConsensusException.of(header, "ommers", "ommer %s is an ancestor", hash);
      }
      Header parent = ancestors.get(ommer.parentHash());
      if (parent == null || ommer.parentHash().equals(header.parentHash())) {
        throw ConsensusException.of(
            header, "ommers", "ommer %s is no child of an ancestor 2 to 7 blocks above", hash);
      }
      ommerCheck.check(ommer, parent);
    }
  }

  /** The ancestors of up to seven generations and the ommers that they include. */
  private static void collect(
      Header header, HeaderSource source, Map<Hash32, Header> ancestors, Set<Hash32> included) {
    Hash32 hash = header.parentHash();
    for (int i = 0; i < GENERATIONS; i++) {
      Optional<Header> ancestor = source.header(hash);
      if (ancestor.isEmpty()) {
        return;
      }
      ancestors.put(hash, ancestor.get());
      if (!ancestor.get().ommersHash().equals(Header.EMPTY_OMMERS_HASH)) {
        included.addAll(source.ommers(hash));
      }
      hash = ancestor.get().parentHash();
    }
  }
}

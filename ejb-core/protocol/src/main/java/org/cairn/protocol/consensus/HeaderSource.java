package org.cairn.protocol.consensus;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;

/** Older blocks of the branch that is being checked. Implementations are thread-safe. */
public interface HeaderSource {
  /** The header with that hash; empty if it is not known. */
  Optional<Header> header(Hash32 hash);

  /**
   * Hashes of the ommers of a known block; asked only of blocks whose header says that they have
   * some.
   */
  List<Hash32> ommers(Hash32 blockHash);
}

package org.cairn.explorer;

import java.time.Instant;
import java.time.InstantSource;
import org.cairn.node.query.ChainView;

/** Serves a shared chain on a port, to look at pages while they are made: {@code clique 8180}. */
final class Preview {
  private Preview() {}

  public static void main(String[] args) throws Exception {
    ChainView chain =
        switch (args[0]) {
          case "clique" -> SharedChains.clique();
          case "merged" -> SharedChains.merged();
          default -> SharedChains.ethash();
        };
    Instant now = Instant.ofEpochSecond(chain.head().timestamp() + 7);
    InstantSource clock = args.length > 2 ? InstantSource.system() : InstantSource.fixed(now);
    new ExplorerServer(new MemoryNode(chain), clock, Integer.parseInt(args[1]));
  }
}

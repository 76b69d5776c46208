package org.cairn.protocol.consensus;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;

/** An engine whose seals are taken as they are. */
record WithoutSeal(Engine engine) implements Engine {
  @Override
  public void checkHeader(Header header, Header parent, Fork fork) {
    engine.checkHeader(header, parent, fork);
  }

  @Override
  public void checkSeal(Header header, HeaderSource ancestors) {
    // Taken as it is.
  }

  @Override
  public boolean allowsOmmers() {
    return engine.allowsOmmers();
  }

  @Override
  public Address author(Header header) {
    return engine.author(header);
  }

  @Override
  public List<Reward> rewards(Block block, Fork fork) {
    return engine.rewards(block, fork);
  }

  @Override
  public Hash32 sealHash(Header header) {
    return engine.sealHash(header);
  }

  @Override
  public long latestTime(long now) {
    return engine.latestTime(now);
  }
}

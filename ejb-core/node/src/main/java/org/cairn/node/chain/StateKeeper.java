package org.cairn.node.chain;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.StatePoint;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.StateDelta;

/** Lets the writer and the committer use the world state in turn, as it asks for. Thread-safe. */
final class StateKeeper {
  private final WorldState states;
  private final ReentrantLock lock = new ReentrantLock();

  StateKeeper(WorldState states) {
    this.states = states;
  }

  BlockState derive(BlockState parent, long number, Hash32 hash, StateDelta delta) {
    lock.lock();
    try {
      return states.derive(parent, number, hash, delta);
    } finally {
      lock.unlock();
    }
  }

  /** Roots of states that differ from the parent's by a delta and are thrown away. */
  Function<StateDelta, Hash32> rootsOver(BlockState parent) {
    return delta -> derive(parent, parent.number() + 1, Hash32.ZERO, delta).root();
  }

  BlockState rollBack(BlockState from, long number, Hash32 hash) {
    lock.lock();
    try {
      return states.rollBack(from, number, hash);
    } finally {
      lock.unlock();
    }
  }

  void flush(BlockState upTo) {
    lock.lock();
    try {
      states.flush(upTo);
    } finally {
      lock.unlock();
    }
  }

  BlockState base() {
    return states.base();
  }

  Optional<StatePoint> durable() {
    return states.durable();
  }

  WorldState world() {
    return states;
  }
}

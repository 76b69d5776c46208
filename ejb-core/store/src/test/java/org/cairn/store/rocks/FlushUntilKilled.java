package org.cairn.store.rocks;

import java.nio.file.Path;
import java.util.Random;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.StatePoint;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.trie.Parallel;

/**
 * A process that goes on with a chain, flushes it in groups and takes it back now and then, until
 * it is killed. The blocks depend on the seed and their number alone.
 */
public final class FlushUntilKilled {
  private FlushUntilKilled() {}

  /** Arguments: directory, seed. Prints a line at the first flush. */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[1]);
    Random random = new Random();
    WorldState world =
        RocksWorldState.open(
            Path.of(arguments[0]),
            new RocksWorldState.Limits(8 << 20, 1 << 20, 1 << 20),
            Parallel.SEQUENTIAL);
    BlockState state = world.base();
    StateModel model = model(seed, state.number());
    for (int flushes = 0; ; flushes++) {
      for (int i = random.nextInt(12); i >= 0; i--) {
        StateModel.Next next = next(seed, state.number() + 1, model);
        state = world.derive(state, state.number() + 1, hash(state.number() + 1), next.delta());
        model = next.model();
      }
      world.flush(state);
      if (flushes == 0) {
        System.out.println("flushing");
      }
      long back = Math.max(0, state.number() - random.nextInt(20));
      if (random.nextInt(5) == 0) {
        state = world.rollBack(state, back, hash(back));
        model = model(seed, back);
      }
    }
  }

  /** The model of a block, made from the first block on. */
  static StateModel model(long seed, long number) {
    StateModel model = StateModel.EMPTY;
    for (long i = 0; i <= number; i++) {
      model = next(seed, i, model).model();
    }
    return model;
  }

  private static StateModel.Next next(long seed, long number, StateModel model) {
    Random random = new Random(31 * seed + number);
    return model.next(random, TestChain.ADDRESSES, TestChain.SLOTS, number == 0 ? 30 : 6);
  }

  static Hash32 hash(long number) {
    return Hash32.of(0, 0, 7, number);
  }

  /** The same as the newest durable block of a world state that a killed process left. */
  static boolean isPoint(StatePoint point) {
    return point.blockHash().equals(hash(point.number()));
  }
}

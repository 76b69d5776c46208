package org.cairn.protocol.crypto;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keccak-256 of many inputs in one call, such as the nodes of one level of a trie. Thread-safe.
 *
 * <p>Where the module jdk.incubator.vector is there, the processor has vectors of four longs or
 * more, and the vector code is compiled, inputs are hashed side by side in their lanes, which takes
 * a fifth of the time or less. Otherwise they are hashed one by one. The hashes are the same.
 *
 * <p>Compiling costs as much as {@value #WORTH_COMPILING} hashes one by one, so it is put off until
 * as many were asked for: a process never spends more than twice what it needs.
 */
public final class KeccakBatch {
  /**
   * Whether the JVM has compiled the vector code: a state of the process, like the compiled code
   * itself, and the one thing here that changes.
   */
  private static final AtomicBoolean WARM = new AtomicBoolean();

  private static final long WORTH_COMPILING = 5_000_000;

  /** Inputs that were hashed one by one. */
  private static final AtomicLong SINGLY = new AtomicLong();

  private static final AtomicReference<@Nullable Executor> BACKGROUND = new AtomicReference<>();

  private KeccakBatch() {}

  /** Has the vector code compiled on this executor when it has become worthwhile. */
  public static void warmUpWhenWorthwhile(Executor background) {
    BACKGROUND.set(background);
  }

  /**
   * Has the vector code compiled now, if it can be used: about 1 s of one processor. Returns
   * whether batches are hashed side by side from now on.
   */
  public static boolean warmUp() {
    if (!WARM.get() && isAvailable() && VectorKeccak.isWorthwhile()) {
      // Never zero; keeps the compiler from leaving the work out.
      WARM.set(VectorKeccak.warmUp() != 0);
    }
    return WARM.get();
  }

  /** The module may be there and yet be hidden from this class by a server's class loaders. */
  private static boolean isAvailable() {
    try {
      Class.forName("jdk.incubator.vector.LongVector", false, KeccakBatch.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Hashes {@code count} inputs that lie one behind another in {@code input} from offset 0 on:
   * input i ends in front of {@code ends[i]}, and its hash goes to {@code out} at {@code 32 * i}.
   * The arrays must not overlap in use.
   */
  public static void hash(byte[] input, int[] ends, int count, byte[] out) {
    Objects.checkFromIndexSize(0, Math.multiplyExact(32, count), out.length);
    int start = 0;
    for (int i = 0; i < count; i++) {
      Objects.checkFromToIndex(start, ends[i], input.length);
      start = ends[i];
    }
    if (WARM.get() && count > 1) {
      VectorKeccak.hash(input, ends, count, out);
    } else {
      oneByOne(input, ends, count, out);
      if (SINGLY.addAndGet(count) >= WORTH_COMPILING) {
        compile();
      }
    }
  }

  private static void compile() {
    Executor background = BACKGROUND.getAndSet(null);
    if (background == null) {
      return;
    }
    try {
      background.execute(KeccakBatch::warmUp);
    } catch (RejectedExecutionException e) {
      // whoever offered the executor has closed it: hashes go on one by one
    }
  }

  private static void oneByOne(byte[] input, int[] ends, int count, byte[] out) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      Keccak256.hash(input, start, ends[i] - start, out, 32 * i);
      start = ends[i];
    }
  }
}

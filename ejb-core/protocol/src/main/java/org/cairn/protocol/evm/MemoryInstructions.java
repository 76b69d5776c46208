package org.cairn.protocol.evm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.types.Log;

/** Instructions over memory: loads, stores, copies, hashes and logs. */
final class MemoryInstructions {
  private MemoryInstructions() {}

  static Outcome load(Frame f) {
    int x = f.sp - 4;
    int at = f.reserveBytes(x, 32);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    load(f.machine.stack, x, f.machine.memory, at);
    return Outcome.CONTINUE;
  }

  static void load(long[] s, int x, byte[] memory, int at) {
    s[x + 3] = LongBytes.getLong(memory, at);
    s[x + 2] = LongBytes.getLong(memory, at + 8);
    s[x + 1] = LongBytes.getLong(memory, at + 16);
    s[x] = LongBytes.getLong(memory, at + 24);
  }

  static Outcome store(Frame f) {
    int x = f.sp - 4;
    int at = f.reserveBytes(x, 32);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    store(f.machine.stack, x - 4, f.machine.memory, at);
    f.sp -= 8;
    return Outcome.CONTINUE;
  }

  static void store(long[] s, int y, byte[] memory, int at) {
    LongBytes.putLong(memory, at, s[y + 3]);
    LongBytes.putLong(memory, at + 8, s[y + 2]);
    LongBytes.putLong(memory, at + 16, s[y + 1]);
    LongBytes.putLong(memory, at + 24, s[y]);
  }

  static Outcome storeByte(Frame f) {
    int x = f.sp - 4;
    int at = f.reserveBytes(x, 1);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    f.machine.memory[at] = (byte) f.machine.stack[x - 4];
    f.sp -= 8;
    return Outcome.CONTINUE;
  }

  static long words(long bytes) {
    return bytes + 31 >>> 5;
  }

  /** Reserves and pays for a copy to the offset on top; the size is at {@code size}. */
  private static int reserveCopy(Frame f, int offset, int size) {
    int at = f.reserve(offset, size);
    long perWord = f.machine.parameters.value(Parameter.COPY_WORD);
    return at < 0 || !f.charge(perWord * words(f.machine.stack[size])) ? -1 : at;
  }

  /** CALLDATACOPY and the like: bytes of a source, zero beyond its end. */
  static Outcome copy(Frame f, int top, byte[] source, int start, int length) {
    long[] s = f.machine.stack;
    int size = top - 8;
    int at = reserveCopy(f, top, size);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    int count = (int) s[size];
    int from = top - 4;
    long offset = s[from];
    boolean beyond =
        (s[from + 1] | s[from + 2] | s[from + 3]) != 0 || offset < 0 || offset >= length;
    int present = beyond ? 0 : (int) Math.min(count, length - offset);
    byte[] memory = f.machine.memory;
    if (present > 0) {
      System.arraycopy(source, start + (int) offset, memory, at, present);
    }
    Arrays.fill(memory, at + present, at + count, (byte) 0);
    f.sp = size;
    return Outcome.CONTINUE;
  }

  /** EIP-211: bytes of the last call's output, all of which must be there. */
  static Outcome returnDataCopy(Frame f) {
    long[] s = f.machine.stack;
    int top = f.sp - 4;
    int from = top - 4;
    int size = top - 8;
    long offset = s[from];
    long end = offset + s[size];
    boolean wide =
        (s[from + 1] | s[from + 2] | s[from + 3] | s[size + 1] | s[size + 2] | s[size + 3]) != 0;
    if (wide || offset < 0 || s[size] < 0 || end < 0 || end > f.machine.returnSize) {
      if (reserveCopy(f, top, size) < 0) {
        return Outcome.OUT_OF_GAS;
      }
      f.sp = size;
      return Outcome.RETURN_DATA_OUT_OF_BOUNDS;
    }
    return copy(f, top, f.machine.returnData, 0, f.machine.returnSize);
  }

  /** EIP-5656. */
  static Outcome copyMemory(Frame f) {
    long[] s = f.machine.stack;
    int top = f.sp - 4;
    int size = top - 8;
    if (f.reserve(top, size) < 0) {
      return Outcome.OUT_OF_GAS;
    }
    int from = reserveCopy(f, top - 4, size);
    if (from < 0) {
      return Outcome.OUT_OF_GAS;
    }
    int count = (int) s[size];
    if (count > 0) {
      byte[] memory = f.machine.memory;
      System.arraycopy(memory, from, memory, f.memoryBase + (int) s[top], count);
    }
    f.sp = size;
    return Outcome.CONTINUE;
  }

  static Outcome keccak(Frame f) {
    Machine m = f.machine;
    int x = f.sp - 4;
    int at = f.reserve(x, x - 4);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    int size = (int) m.stack[x - 4];
    if (!f.charge(m.parameters.value(Parameter.KECCAK_WORD) * words(size))) {
      return Outcome.OUT_OF_GAS;
    }
    Keccak256.hash(m.memory, at, size, m.hash, 0);
    load(m.stack, x - 4, m.hash, 0);
    f.sp = x;
    return Outcome.CONTINUE;
  }

  static Outcome log(Frame f, int topics) {
    Machine m = f.machine;
    int x = f.sp - 4;
    int at = f.reserve(x, x - 4);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    int size = (int) m.stack[x - 4];
    long cost =
        m.parameters.value(Parameter.LOG_TOPIC) * topics
            + m.parameters.value(Parameter.LOG_BYTE) * size;
    if (!f.charge(cost)) {
      return Outcome.OUT_OF_GAS;
    }
    if (f.isStatic) {
      return Outcome.WRITE_PROTECTION;
    }
    List<Hash32> list = new ArrayList<>(topics);
    for (int i = 0; i < topics; i++) {
      list.add(m.hashAt(x - 8 - 4 * i));
    }
    f.sp = x - 4 - 4 * topics;
    m.log(f, new Log(f.self.address(), list, Bytes.copyOf(m.memory, at, size)));
    return Outcome.CONTINUE;
  }
}

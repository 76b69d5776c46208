package org.cairn.protocol.evm;

import static org.cairn.protocol.fork.Parameter.*;

import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.state.StorageSlot;

/** SLOAD, SSTORE, TLOAD and TSTORE. */
final class StorageInstructions {
  private StorageInstructions() {}

  private static StorageSlot slotAt(Frame f, int x) {
    long[] s = f.machine.stack;
    return f.machine.journal.slot(f.self, s[x + 3], s[x + 2], s[x + 1], s[x]);
  }

  private static void put(Frame f, int x, StorageSlot slot) {
    long[] s = f.machine.stack;
    s[x] = slot.word(0);
    s[x + 1] = slot.word(1);
    s[x + 2] = slot.word(2);
    s[x + 3] = slot.word(3);
  }

  /** Makes the slot warm that the word on top names; whether it was cold. */
  static boolean warms(Frame f) {
    return f.machine.coldSlot != 0 && !f.machine.journal.warm(slotAt(f, f.sp - 4));
  }

  static Outcome load(Frame f) {
    int x = f.sp - 4;
    long cold = f.machine.coldSlot;
    StorageSlot slot = slotAt(f, x);
    // the base gas has paid for warm access
    if (cold != 0 && !f.machine.journal.warm(slot) && !f.charge(cold - f.machine.warmAccess)) {
      return Outcome.OUT_OF_GAS;
    }
    put(f, x, slot);
    return Outcome.CONTINUE;
  }

  static Outcome store(Frame f) {
    ExecutionParameters p = f.machine.parameters;
    if (f.isStatic) {
      return Outcome.WRITE_PROTECTION;
    }
    if (p.value(SSTORE_SENTRY) != 0 && f.gas <= p.value(SSTORE_SENTRY)) {
      return Outcome.OUT_OF_GAS;
    }
    StateJournal journal = f.machine.journal;
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    int y = x - 4;
    StorageSlot slot = slotAt(f, x);
    long cost = f.machine.coldSlot != 0 && !journal.warm(slot) ? f.machine.coldSlot : 0;
    cost += p.has(Rule.NET_STORAGE_GAS) ? netCost(f, slot, y) : plainCost(f, slot, y);
    if (!f.charge(cost)) {
      return Outcome.OUT_OF_GAS;
    }
    if (!slot.holds(s[y + 3], s[y + 2], s[y + 1], s[y])) {
      journal.set(slot, s[y + 3], s[y + 2], s[y + 1], s[y]);
    }
    f.sp = y;
    return Outcome.CONTINUE;
  }

  /** Yellow Paper, appendix H.2, 0x55, as of 2015. */
  private static long plainCost(Frame f, StorageSlot slot, int y) {
    ExecutionParameters p = f.machine.parameters;
    long[] s = f.machine.stack;
    boolean toZero = (s[y] | s[y + 1] | s[y + 2] | s[y + 3]) == 0;
    if (slot.isZero() && !toZero) {
      return p.value(SSTORE_SET);
    }
    if (!slot.isZero() && toZero) {
      f.machine.refund(p.value(SSTORE_CLEAR_REFUND));
    }
    return p.value(SSTORE_RESET);
  }

  /** EIP-1283, EIP-2200, EIP-2929, EIP-3529: one scheme with other numbers. */
  private static long netCost(Frame f, StorageSlot slot, int y) {
    ExecutionParameters p = f.machine.parameters;
    long[] s = f.machine.stack;
    long noop = p.value(SSTORE_NOOP);
    if (slot.holds(s[y + 3], s[y + 2], s[y + 1], s[y])) {
      return noop;
    }
    boolean toZero = (s[y] | s[y + 1] | s[y + 2] | s[y + 3]) == 0;
    long clear = p.value(SSTORE_CLEAR_REFUND);
    if (slot.isAsBegun()) {
      if (slot.beganAsZero()) {
        return p.value(SSTORE_SET);
      }
      if (toZero) {
        f.machine.refund(clear);
      }
      return p.value(SSTORE_RESET);
    }
    if (!slot.beganAsZero()) {
      if (slot.isZero()) {
        f.machine.refund(-clear);
      } else if (toZero) {
        f.machine.refund(clear);
      }
    }
    if (slot.began(s[y + 3], s[y + 2], s[y + 1], s[y])) {
      long paid = slot.beganAsZero() ? p.value(SSTORE_SET) : p.value(SSTORE_RESET);
      f.machine.refund(paid - noop);
    }
    return noop;
  }

  /** EIP-1153. */
  static Outcome loadTransient(Frame f) {
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    put(f, x, f.machine.journal.transientSlot(f.self, s[x + 3], s[x + 2], s[x + 1], s[x]));
    return Outcome.CONTINUE;
  }

  /** EIP-1153. */
  static Outcome storeTransient(Frame f) {
    if (f.isStatic) {
      return Outcome.WRITE_PROTECTION;
    }
    StateJournal journal = f.machine.journal;
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    StorageSlot slot = journal.transientSlot(f.self, s[x + 3], s[x + 2], s[x + 1], s[x]);
    journal.set(slot, s[x - 1], s[x - 2], s[x - 3], s[x - 4]);
    f.sp -= 8;
    return Outcome.CONTINUE;
  }
}

package org.cairn.protocol.evm;

import static org.cairn.protocol.fork.Parameter.*;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/** Calls, creations and the ends of frames (Yellow Paper, appendix H.2, f0s). */
final class SystemInstructions {
  private SystemInstructions() {}

  /** RETURN and REVERT. */
  static Outcome end(Frame f, Outcome outcome) {
    int x = f.sp - 4;
    int at = f.reserve(x, x - 4);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    f.outputAt = at;
    f.outputSize = (int) f.machine.stack[x - 4];
    f.sp -= 8;
    return outcome;
  }

  /** Gas, callee and value stand from the top down; DELEGATECALL and STATICCALL take no value. */
  static Outcome call(Frame f, CallKind kind) {
    Machine m = f.machine;
    ExecutionParameters p = m.parameters;
    long[] s = m.stack;
    int x = f.sp - 4;
    boolean takesValue = kind == CallKind.CALL || kind == CallKind.CALLCODE;
    int in = takesValue ? x - 12 : x - 8;
    boolean pays = takesValue && (s[x - 8] | s[x - 7] | s[x - 6] | s[x - 5]) != 0;
    if (pays && f.isStatic && kind == CallKind.CALL) {
      return Outcome.WRITE_PROTECTION;
    }
    JournalAccount target = m.accountAt(x - 4);
    int inAt = f.reserve(in, in - 4);
    int outAt = inAt < 0 ? -1 : f.reserve(in - 8, in - 12);
    if (outAt < 0 || !m.chargeAccess(f, target)) {
      return Outcome.OUT_OF_GAS;
    }
    long cost = pays ? p.value(CALL_VALUE) : 0;
    if (kind == CallKind.CALL && bringsToLife(p, target, pays)) {
      cost += p.value(NEW_ACCOUNT);
    }
    if (!f.charge(cost)) {
      return Outcome.OUT_OF_GAS;
    }
    JournalAccount codeAccount = target;
    if (m.delegates(target)) {
      codeAccount = m.delegate(target);
      if (!m.chargeDelegate(f, codeAccount)) {
        return Outcome.OUT_OF_GAS;
      }
    }
    long given = share(f, x);
    if (given < 0) {
      return Outcome.OUT_OF_GAS;
    }
    f.gas -= given;
    m.gasBehindShare = f.gas;
    if (pays) {
      given += p.value(CALL_STIPEND);
    }
    U256 value = pays ? U256.of(s[x - 5], s[x - 6], s[x - 7], s[x - 8]) : U256.ZERO;
    f.sp = in - 12;
    f.childOutputAt = outAt;
    f.childOutputSize = (int) s[in - 12];
    Frame child = m.child(f, kind, given);
    child.input(m.memory, inAt, (int) s[in - 4]);
    aim(child, f, target, codeAccount, value);
    return m.beginCall(child, pays);
  }

  /** Fills in who calls whom for what. */
  private static void aim(
      Frame child, Frame f, JournalAccount target, JournalAccount codeAccount, U256 value) {
    boolean ownStorage = child.kind == CallKind.CALLCODE || child.kind == CallKind.DELEGATECALL;
    child.self = ownStorage ? f.self : target;
    child.codeAccount = codeAccount;
    child.target = target;
    child.caller = child.kind == CallKind.DELEGATECALL ? f.caller : f.self;
    child.value = child.kind == CallKind.DELEGATECALL ? f.value : value;
    child.isStatic = f.isStatic || child.kind == CallKind.STATICCALL;
  }

  private static boolean bringsToLife(ExecutionParameters p, JournalAccount to, boolean pays) {
    return p.has(Rule.EMPTY_ACCOUNTS_REMOVED) ? pays && to.isEmpty() : !to.exists();
  }

  /** The gas that a callee gets of what the word at {@code x} asks for; -1 if there is less. */
  private static long share(Frame f, int x) {
    long[] s = f.machine.stack;
    long wanted = (s[x + 1] | s[x + 2] | s[x + 3]) != 0 || s[x] < 0 ? Long.MAX_VALUE : s[x];
    if (f.machine.parameters.has(Rule.CALLER_KEEPS_A_64TH)) {
      return Math.min(wanted, f.gas - f.gas / 64);
    }
    if (wanted > f.gas) {
      f.machine.missingGas = wanted;
      return -1;
    }
    return wanted;
  }

  static Outcome create(Frame f, CallKind kind) {
    if (f.isStatic) {
      return Outcome.WRITE_PROTECTION;
    }
    Machine m = f.machine;
    ExecutionParameters p = m.parameters;
    long[] s = m.stack;
    int x = f.sp - 4;
    int at = f.reserve(x - 4, x - 8);
    if (at < 0) {
      return Outcome.OUT_OF_GAS;
    }
    int size = (int) s[x - 8];
    if (size > p.value(MAX_INIT_CODE_SIZE)) {
      return Outcome.INIT_CODE_TOO_LONG;
    }
    long perWord = p.value(INIT_CODE_WORD) + (kind == CallKind.CREATE2 ? p.value(KECCAK_WORD) : 0);
    if (!f.charge(perWord * MemoryInstructions.words(size))) {
      return Outcome.OUT_OF_GAS;
    }
    U256 value = U256.of(s[x + 3], s[x + 2], s[x + 1], s[x]);
    f.sp = kind == CallKind.CREATE2 ? x - 12 : x - 8;
    long given = p.has(Rule.CALLER_KEEPS_A_64TH) ? f.gas - f.gas / 64 : f.gas;
    m.gasBehindShare = f.gas;
    f.gas -= given;
    Bytes initCode = Bytes.copyOf(m.memory, at, size);
    Address address =
        kind == CallKind.CREATE
            ? ContractAddress.of(f.self.address(), f.self.nonce())
            : ContractAddress.of(f.self.address(), m.hashAt(x - 12), initCode);
    Frame child = m.child(f, kind, given);
    child.self = m.journal.account(address);
    child.target = child.self;
    child.codeAccount = child.self;
    child.caller = f.self;
    child.value = value;
    child.isStatic = false;
    return m.beginCreation(child, initCode);
  }

  static Outcome selfDestruct(Frame f) {
    if (f.isStatic) {
      return Outcome.WRITE_PROTECTION;
    }
    Machine m = f.machine;
    ExecutionParameters p = m.parameters;
    StateJournal journal = m.journal;
    JournalAccount to = m.accountAt(f.sp - 4);
    U256 balance = f.self.balance();
    long cost = m.warms(to) ? m.coldAccount : 0;
    if (bringsToLife(p, to, !balance.isZero())) {
      cost += p.value(SELFDESTRUCT_NEW_ACCOUNT);
    }
    if (!f.charge(cost)) {
      return Outcome.OUT_OF_GAS;
    }
    f.sp -= 4;
    m.recordSelfDestruct(f, to, balance);
    boolean removes = !p.has(Rule.SELFDESTRUCT_NEW_ONLY) || journal.isCreatedNow(f.self);
    if (removes) {
      if (to != f.self) {
        journal.credit(to, balance);
      }
      journal.setBalance(f.self, U256.ZERO);
      if (!journal.destroy(f.self)) {
        m.refund(p.value(SELFDESTRUCT_REFUND));
      }
    } else {
      journal.debit(f.self, balance);
      journal.credit(to, balance);
    }
    return Outcome.SELFDESTRUCT;
  }

  static ValueCall.Kind valueKind(CallKind kind) {
    return switch (kind) {
      case CREATE -> ValueCall.Kind.CREATE;
      case CREATE2 -> ValueCall.Kind.CREATE2;
      case CALLCODE -> ValueCall.Kind.CALLCODE;
      case CALL, DELEGATECALL, STATICCALL -> ValueCall.Kind.CALL;
    };
  }
}

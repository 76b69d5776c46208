package org.cairn.protocol.evm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.precompile.Precompile;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls and creations over a journal: keeps the frames, their stack and memory, and moves
 * value, code and gas between them. One for a block or a call; confined to one thread, of which it
 * needs little stack at any depth of calls.
 */
public final class Machine {
  /** Bytes of memory that a frame can have; the gas for more would be above 10^11. */
  static final int MEMORY_LIMIT = 1 << 28;

  /** Longs of a frame's stack: 1,024 words. */
  static final int STACK_LIMIT = 4 * 1024;

  private static final int ARENA_LIMIT = 1 << 30;
  private static final int RECENT_CODES = 64;

  final ExecutionParameters parameters;
  final StateJournal journal;
  final BlockEnvironment block;
  final long coldAccount;
  final long coldSlot;
  final long warmAccess;
  final byte[] hash = new byte[32];
  final long[] scratch = new long[64];
  final Division division = new Division();
  final Cancellation cancellation;

  TransactionEnvironment transaction =
      new TransactionEnvironment(Address.ZERO, U256.ZERO, List.of());
  long[] stack = new long[2 * STACK_LIMIT];
  byte[] memory = new byte[1 << 16];
  byte[] returnData = new byte[256];
  int returnSize;

  /**
   * What the instruction that runs left of the gas at its own price, in which a call counts what it
   * gave to its child and a creation does not; -1 if it began no child.
   */
  long gasBehindShare;

  /** What the last instruction asked for in vain. */
  long missingGas;

  private final CodeCache codes;
  private @Nullable Tracer tracer;
  private final long memoryWord;
  private final long maxDepth;
  private final boolean nonceOfOne;
  private final boolean delegation;
  private final @Nullable Code[] recent = new @Nullable Code[RECENT_CODES];
  private final @Nullable Hash32[] recentHashes = new @Nullable Hash32[RECENT_CODES];
  private final List<ValueCall> valueCalls = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private int transactionIndex;

  public Machine(
      ExecutionParameters parameters,
      BlockEnvironment block,
      StateJournal journal,
      CodeCache codes,
      Cancellation cancellation) {
    this.parameters = parameters;
    this.block = block;
    this.journal = journal;
    this.codes = codes;
    this.cancellation = cancellation;
    this.memoryWord = parameters.value(Parameter.MEMORY_WORD);
    this.maxDepth = parameters.value(Parameter.MAX_CALL_DEPTH);
    this.coldAccount = parameters.value(Parameter.COLD_ACCOUNT);
    this.coldSlot = parameters.value(Parameter.COLD_SLOT);
    this.warmAccess = parameters.value(Parameter.WARM_ACCESS);
    this.nonceOfOne = parameters.has(Rule.EMPTY_ACCOUNTS_REMOVED);
    this.delegation = parameters.has(Rule.DELEGATION);
  }

  /** What a call or creation came to. */
  public record Result(Outcome outcome, long gasLeft, Bytes output) {}

  /** Begins a transaction, the {@code index}th of its block. */
  public void begin(TransactionEnvironment environment, int index) {
    transaction = environment;
    transactionIndex = index;
  }

  /** Reports what comes to a tracer, or to none. */
  public void trace(@Nullable Tracer newTracer) {
    tracer = newTracer;
  }

  public StateJournal journal() {
    return journal;
  }

  public BlockEnvironment block() {
    return block;
  }

  public ExecutionParameters parameters() {
    return parameters;
  }

  /** The calls that moved value, created or destroyed, of all transactions so far. */
  public List<ValueCall> valueCalls() {
    return valueCalls;
  }

  /** Runs a call from outside to its end. */
  public Result call(Address from, Address to, U256 value, Bytes input, long gas) {
    Frame f = frame(0);
    f.reset(CallKind.CALL, gas, null);
    f.caller = journal.account(from);
    f.self = journal.account(to);
    f.target = f.self;
    f.codeAccount = delegate(f.self);
    f.value = value;
    f.isStatic = false;
    f.input(input.shared(), 0, input.length());
    return run(f, beginCall(f, !value.isZero()));
  }

  /** Runs a creation from outside to its end; the creator's nonce is counted up by the caller. */
  public Result create(Address from, Address created, U256 value, Bytes initCode, long gas) {
    Frame f = frame(0);
    f.reset(CallKind.CREATE, gas, null);
    f.caller = journal.account(from);
    f.self = journal.account(created);
    f.target = f.self;
    f.codeAccount = f.self;
    f.value = value;
    f.isStatic = false;
    return run(f, beginCreation(f, initCode));
  }

  private Result run(Frame first, Outcome begun) {
    if (begun == Outcome.CHILD) {
      loop(first);
    }
    return new Result(first.outcome, first.gas, Bytes.copyOf(returnData, 0, returnSize));
  }

  private void loop(Frame first) {
    Frame f = first;
    while (true) {
      Outcome outcome =
          tracer == null ? Interpreter.run(this, f) : StepInterpreter.run(this, f, tracer);
      if (outcome == Outcome.CHILD) {
        f = frame(f.depth + 1);
        outcome = cancellation.isRequested() ? Outcome.CANCELLED : Outcome.CONTINUE;
      }
      if (outcome == Outcome.CANCELLED) {
        while (f.depth > 0) {
          complete(f, outcome);
          f = frame(f.depth - 1);
        }
      }
      if (outcome != Outcome.CONTINUE) {
        complete(f, outcome);
        if (f.depth == 0) {
          return;
        }
        f = frame(f.depth - 1);
      }
    }
  }

  // Frames

  private Frame frame(int depth) {
    while (frames.size() <= depth) {
      frames.add(new Frame(this, frames.size(), JournalAccount.nobody()));
    }
    return frames.get(depth);
  }

  /** The frame for a child of {@code parent}, made new. */
  Frame child(Frame parent, CallKind kind, long gas) {
    Frame child = frame(parent.depth + 1);
    child.reset(kind, gas, parent);
    int end = child.stackBase + STACK_LIMIT + 8;
    if (end > stack.length) {
      stack = Arrays.copyOf(stack, Math.max(end, 2 * stack.length));
    }
    return child;
  }

  private void mark(Frame f) {
    f.snapshot = journal.snapshot();
    f.logMark = journal.logs().size();
    f.refundMark = journal.refund();
    f.valueCallMark = valueCalls.size();
    returnSize = 0;
  }

  /** Starts a call; CHILD if there is code to run, CONTINUE if it is over already. */
  Outcome beginCall(Frame c, boolean pays) {
    mark(c);
    if (tracer != null) {
      tracer.enter(
          c.depth,
          c.kind,
          c.kind == CallKind.DELEGATECALL ? c.self.address() : c.caller.address(),
          c.target.address(),
          c.inputBytes(),
          c.gas,
          c.value);
    }
    if (c.depth > maxDepth) {
      return complete(c, Outcome.TOO_DEEP);
    }
    if (pays && c.caller.balance().compareTo(c.value) < 0) {
      return complete(c, Outcome.INSUFFICIENT_BALANCE);
    }
    if (c.kind == CallKind.CALL) {
      moveValue(c);
    } else if (c.kind == CallKind.STATICCALL) {
      journal.touch(c.self);
    }
    if (pays && c.depth > 0) {
      record(c.depth, c.index, c.kind, c.caller.address(), c.target.address(), c.value);
    }
    Precompile precompile = parameters.precompiles().at(c.target.address());
    if (precompile != null) {
      return complete(c, run(c, precompile));
    }
    c.code = code(c.codeAccount);
    return c.code.length() == 0 ? complete(c, Outcome.STOP) : Outcome.CHILD;
  }

  private void moveValue(Frame c) {
    if (!nonceOfOne) {
      journal.bring(c.self);
    }
    journal.touch(c.self);
    if (!c.value.isZero()) {
      journal.debit(c.caller, c.value);
      journal.credit(c.self, c.value);
    }
  }

  private Outcome run(Frame c, Precompile precompile) {
    byte[] input = Arrays.copyOfRange(c.input, c.inputAt, c.inputAt + c.inputSize);
    if (!c.charge(precompile.gas(input))) {
      return Outcome.OUT_OF_GAS;
    }
    byte[] output = precompile.run(input);
    if (output == null) {
      return Outcome.PRECOMPILE_FAILED;
    }
    setReturnData(output, 0, output.length);
    return Outcome.STOP;
  }

  /** Starts a creation; CHILD if its code is to run, CONTINUE if it is over already. */
  Outcome beginCreation(Frame c, Bytes initCode) {
    mark(c);
    if (tracer != null) {
      tracer.enter(c.depth, c.kind, c.caller.address(), c.self.address(), initCode, c.gas, c.value);
    }
    if (c.depth > maxDepth) {
      return complete(c, Outcome.TOO_DEEP);
    }
    if (c.caller.balance().compareTo(c.value) < 0) {
      return complete(c, Outcome.INSUFFICIENT_BALANCE);
    }
    if (c.depth > 0) {
      if (c.caller.nonce() == -1) {
        return complete(c, Outcome.NONCE_OVERFLOW);
      }
      journal.setNonce(c.caller, c.caller.nonce() + 1);
    }
    if (coldAccount != 0) {
      journal.warm(c.self);
    }
    mark(c);
    if (isTaken(c.self)) {
      return complete(c, Outcome.COLLISION);
    }
    if (c.depth > 0) {
      record(c.depth, c.index, c.kind, c.caller.address(), c.self.address(), c.value);
    }
    journal.create(c.self);
    if (nonceOfOne) {
      journal.setNonce(c.self, 1);
    }
    journal.debit(c.caller, c.value);
    journal.credit(c.self, c.value);
    if (initCode.isEmpty()) {
      return complete(c, Outcome.STOP);
    }
    c.code = Code.analyse(initCode, parameters.opcodes());
    return Outcome.CHILD;
  }

  /** EIP-684 and, for all blocks that there ever were, EIP-7610. */
  private static boolean isTaken(JournalAccount account) {
    return account.nonce() != 0 || account.hasCode() || account.hasOldStorage();
  }

  /** Ends a call or creation and hands its outcome to the frame that began it. */
  private Outcome complete(Frame c, Outcome ended) {
    Outcome outcome = c.kind.creates() && ended.succeeded() ? deposit(c) : ended;
    if (!outcome.succeeded()) {
      journal.revertTo(c.snapshot);
      journal.truncateLogs(c.logMark);
      journal.refund(c.refundMark);
      valueCalls.subList(c.valueCallMark, valueCalls.size()).clear();
    }
    if (!outcome.keepsGas()) {
      c.gas = 0;
    }
    if (outcome == Outcome.REVERT || (outcome == Outcome.RETURN && !c.kind.creates())) {
      setReturnData(memory, c.outputAt, c.outputSize);
    } else if (outcome != Outcome.STOP || c.code.length() > 0 || c.kind.creates()) {
      returnSize = 0;
    }
    c.outcome = outcome;
    if (tracer != null) {
      reportExit(tracer, c, ended);
    }
    if (c.depth > 0) {
      resume(frame(c.depth - 1), c);
    }
    return Outcome.CONTINUE;
  }

  /** A creation's output is the code that it returned, deployed or not. */
  private void reportExit(Tracer to, Frame c, Outcome ended) {
    boolean code = c.kind.creates() && ended.succeeded();
    Bytes output =
        code
            ? Bytes.copyOf(memory, c.outputAt, c.outputSize)
            : Bytes.copyOf(returnData, 0, returnSize);
    boolean unpaid = code && c.outcome == Outcome.STOP && c.outputSize > 0 && !isDeployed(c);
    Outcome outcome = unpaid ? Outcome.CODE_NOT_PAID : c.outcome;
    to.exit(c.depth, output, c.gas, outcome, FailedCall.failure(c, outcome));
  }

  /** Whether what a creation returned is its code: Frontier leaves it away if it is too dear. */
  private boolean isDeployed(Frame c) {
    return parameters.has(Rule.CODE_MUST_BE_PAID) || c.self.hasCode();
  }

  private void resume(Frame parent, Frame c) {
    parent.gas += c.gas;
    if (!c.outcome.succeeded()) {
      copyOutput(parent, c);
      parent.push(0);
    } else if (c.kind.creates()) {
      parent.push(c.self.address());
    } else {
      copyOutput(parent, c);
      parent.push(1);
    }
  }

  private void copyOutput(Frame parent, Frame c) {
    if (!c.kind.creates() && returnSize > 0) {
      int count = Math.min(returnSize, parent.childOutputSize);
      System.arraycopy(returnData, 0, memory, parent.childOutputAt, count);
    }
  }

  /** Pays for the code that a creation returned and puts it into the account. */
  private Outcome deposit(Frame c) {
    int size = c.outputSize;
    if (size > 0 && memory[c.outputAt] == (byte) 0xef && parameters.has(Rule.NO_EF_CODE)) {
      return Outcome.INVALID_CODE;
    }
    if (!c.charge(size * parameters.value(Parameter.CODE_BYTE))) {
      return parameters.has(Rule.CODE_MUST_BE_PAID) ? Outcome.CODE_NOT_PAID : Outcome.STOP;
    }
    if (size > parameters.value(Parameter.MAX_CODE_SIZE)) {
      return Outcome.CODE_TOO_LONG;
    }
    journal.setCode(c.self, Bytes.copyOf(memory, c.outputAt, size));
    return Outcome.STOP;
  }

  private void setReturnData(byte[] source, int at, int size) {
    if (size > returnData.length) {
      returnData = new byte[Math.max(size, Math.min(2 * returnData.length, MEMORY_LIMIT))];
    }
    System.arraycopy(source, at, returnData, 0, size);
    returnSize = size;
  }

  // For instructions

  long memoryCost(long words) {
    return memoryWord * words + words * words / 512;
  }

  boolean ensureMemory(long end) {
    if (end > memory.length) {
      if (end > ARENA_LIMIT) {
        return false;
      }
      memory =
          Arrays.copyOf(memory, (int) Math.min(ARENA_LIMIT, Math.max(end, 2L * memory.length)));
    }
    return true;
  }

  /** The account whose address is in the word at stack index {@code x}. */
  JournalAccount accountAt(int x) {
    long w0 = stack[x];
    long w1 = stack[x + 1];
    return journal.account(stack[x + 2] << 32 | w1 >>> 32, w1 << 32 | w0 >>> 32, (int) w0);
  }

  Hash32 hashAt(int x) {
    return Hash32.of(stack[x + 3], stack[x + 2], stack[x + 1], stack[x]);
  }

  /** Makes an account warm; pays what a cold one costs above the base gas. */
  boolean chargeAccess(Frame f, JournalAccount account) {
    return !warms(account) || f.charge(coldAccount - warmAccess);
  }

  /** Makes an account warm; whether it was cold, which a precompiled contract never is. */
  boolean warms(JournalAccount account) {
    return coldAccount != 0
        && !journal.warm(account)
        && parameters.precompiles().at(account.address()) == null;
  }

  /** Likewise for an account that code is delegated to, which no base gas has paid for. */
  boolean chargeDelegate(Frame f, JournalAccount account) {
    return f.charge(warms(account) ? coldAccount : warmAccess);
  }

  /** Whether a call of the account runs another's code, or is to find its own once more (7702). */
  boolean delegates(JournalAccount account) {
    return delegation && account.hasCode() && Delegation.target(journal.code(account)) != null;
  }

  /** Whose code runs when the account is called (EIP-7702). */
  JournalAccount delegate(JournalAccount account) {
    Address to = delegates(account) ? Delegation.target(journal.code(account)) : null;
    return to == null ? account : journal.account(to);
  }

  private Code code(JournalAccount account) {
    if (!account.hasCode()) {
      return Code.EMPTY;
    }
    Hash32 codeHash = account.codeHash();
    int slot = codeHash.hashCode() & RECENT_CODES - 1;
    Code known = recent[slot];
    if (known == null || !codeHash.equals(recentHashes[slot])) {
      known = codes.code(codeHash, journal.code(account), parameters.opcodes());
      recent[slot] = known;
      recentHashes[slot] = codeHash;
    }
    return known;
  }

  void refund(long gas) {
    journal.refund(journal.refund() + gas);
  }

  void log(Frame f, Log log) {
    journal.log(log);
    if (tracer != null) {
      tracer.log(f.depth, log);
    }
  }

  void recordSelfDestruct(Frame f, JournalAccount to, U256 balance) {
    record(f.depth + 1, f.children++, null, f.self.address(), to.address(), balance);
    if (tracer != null) {
      tracer.selfDestruct(f.depth, f.self.address(), to.address(), balance);
    }
  }

  /** Keeps a call of value, creation or, without a kind, destruction for the explorer. */
  private void record(
      int depth, int index, @Nullable CallKind kind, Address from, Address to, U256 value) {
    List<Integer> path = new ArrayList<>(depth);
    for (int i = 1; i < depth; i++) {
      path.add(frames.get(i).index);
    }
    path.add(index);
    ValueCall.Kind name =
        kind == null ? ValueCall.Kind.SELFDESTRUCT : SystemInstructions.valueKind(kind);
    valueCalls.add(new ValueCall(transactionIndex, path, name, from, to, value));
  }
}

package org.cairn.protocol.evm;

import java.util.Arrays;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.InstructionContext;
import org.cairn.protocol.fork.OpcodeTable;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * One call or creation under way: mutable, reused by its {@link Machine}, confined to that
 * machine's thread. Public methods are for hooks, which may look but keep nothing.
 */
public final class Frame implements InstructionContext {
  private static final byte[] NO_BYTES = new byte[0];

  final Machine machine;
  final int depth;

  // What the frame is
  CallKind kind = CallKind.CALL;
  JournalAccount self;
  JournalAccount caller;
  JournalAccount codeAccount;

  /** Whom the call names: not the account whose storage is used or whose code is delegated to. */
  JournalAccount target;

  U256 value = U256.ZERO;
  Code code = Code.EMPTY;
  byte[] input = NO_BYTES;
  int inputAt;
  int inputSize;
  boolean isStatic;

  // Where it stands; indices are into the machine's arrays
  int pc;
  int sp;
  int stackBase;
  int memoryBase;
  int memorySize;
  long gas;

  /** How it ended, once it has. */
  Outcome outcome = Outcome.CONTINUE;

  // What to go back to
  int snapshot;
  int logMark;
  int valueCallMark;
  long refundMark;

  // Its output, and where the output of its current child goes
  int outputAt;
  int outputSize;
  int childOutputAt;
  int childOutputSize;

  /** Calls that this frame began so far, and which of its caller's calls this one is. */
  int children;

  int index;

  Frame(Machine machine, int depth, JournalAccount nobody) {
    this.machine = machine;
    this.depth = depth;
    this.self = nobody;
    this.caller = nobody;
    this.codeAccount = nobody;
    this.target = nobody;
  }

  /** Makes the frame new at the end of its caller's stack and memory. */
  void reset(CallKind newKind, long newGas, @Nullable Frame parent) {
    kind = newKind;
    gas = newGas;
    code = Code.EMPTY;
    pc = 0;
    children = 0;
    memorySize = 0;
    outputSize = 0;
    input = NO_BYTES;
    inputAt = 0;
    inputSize = 0;
    stackBase = parent == null ? 0 : parent.sp;
    memoryBase = parent == null ? 0 : parent.memoryBase + parent.memorySize;
    index = parent == null ? 0 : parent.children++;
    sp = stackBase;
  }

  void input(byte[] bytes, int at, int size) {
    input = bytes;
    inputAt = at;
    inputSize = size;
  }

  // Gas and memory

  @Override
  public boolean charge(long amount) {
    if (gas < amount) {
      machine.missingGas = amount;
      return false;
    }
    gas -= amount;
    return true;
  }

  /**
   * Pays for memory that the words at stack indices {@code offset} and {@code size} name; returns
   * where it begins in the machine's memory, or -1 if it is too dear.
   */
  int reserve(int offset, int size) {
    long[] s = machine.stack;
    long bytes = s[size];
    if ((s[size + 1] | s[size + 2] | s[size + 3]) != 0
        || bytes < 0
        || bytes > Machine.MEMORY_LIMIT) {
      return -1;
    }
    return bytes == 0 ? memoryBase : reserveBytes(offset, (int) bytes);
  }

  /** Likewise for a fixed number of bytes above zero. */
  int reserveBytes(int offset, int size) {
    long[] s = machine.stack;
    long from = s[offset];
    if ((s[offset + 1] | s[offset + 2] | s[offset + 3]) != 0
        || from < 0
        || from > Machine.MEMORY_LIMIT - size) {
      return -1;
    }
    int end = (int) from + size;
    return end <= memorySize || grow(end) ? memoryBase + (int) from : -1;
  }

  private boolean grow(int end) {
    int size = end + 31 & ~31;
    if (!charge(machine.memoryCost(size >>> 5) - machine.memoryCost(memorySize >>> 5))) {
      return false;
    }
    if (!machine.ensureMemory((long) memoryBase + size)) {
      return false;
    }
    Arrays.fill(machine.memory, memoryBase + memorySize, memoryBase + size, (byte) 0);
    memorySize = size;
    return true;
  }

  // Stack

  @Override
  public U256 pop() {
    sp -= 4;
    long[] s = machine.stack;
    return U256.of(s[sp + 3], s[sp + 2], s[sp + 1], s[sp]);
  }

  @Override
  public void push(U256 word) {
    push(word.word(0), word.word(1), word.word(2), word.word(3));
  }

  void push(long w3, long w2, long w1, long w0) {
    long[] s = machine.stack;
    s[sp] = w0;
    s[sp + 1] = w1;
    s[sp + 2] = w2;
    s[sp + 3] = w3;
    sp += 4;
  }

  void push(long word) {
    push(0, 0, 0, word);
  }

  void push(Hash32 word) {
    push(word.word(0), word.word(1), word.word(2), word.word(3));
  }

  void push(Address address) {
    long b = address.middle();
    push(
        0,
        address.high() >>> 32,
        address.high() << 32 | b >>> 32,
        b << 32 | (address.low() & 0xffffffffL));
  }

  // For hooks

  public int depth() {
    return depth;
  }

  public CallKind kind() {
    return kind;
  }

  /** Where the next instruction is, or the one that runs. */
  public int pc() {
    return pc;
  }

  @Override
  public long gasLeft() {
    return gas;
  }

  @Override
  public Address address() {
    return self.address();
  }

  public Address callerAddress() {
    return caller.address();
  }

  /** Whose code runs. */
  public Address codeAddress() {
    return codeAccount.address();
  }

  public U256 value() {
    return value;
  }

  public Bytes inputBytes() {
    return Bytes.copyOf(input, inputAt, inputSize);
  }

  public Bytes codeBytes() {
    return code.bytes;
  }

  public int stackHeight() {
    return (sp - stackBase) / 4;
  }

  /** A word of the stack, 0 being the topmost. */
  public U256 stackWord(int fromTop) {
    long[] s = machine.stack;
    int x = sp - 4 - 4 * fromTop;
    return U256.of(s[x + 3], s[x + 2], s[x + 1], s[x]);
  }

  public int memoryLength() {
    return memorySize;
  }

  public Bytes memoryBytes(int from, int length) {
    return Bytes.copyOf(machine.memory, memoryBase + from, length);
  }

  /** What the last call gave back. */
  public Bytes returnedBytes() {
    return Bytes.copyOf(machine.returnData, 0, machine.returnSize);
  }

  public long refundCounter() {
    return machine.journal.refund();
  }

  OpcodeTable table() {
    return machine.parameters.opcodes();
  }
}

package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;

/** What a frame can see of itself, its block and other accounts. */
final class EnvironmentInstructions {
  private EnvironmentInstructions() {}

  static void callDataLoad(Frame f) {
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    long offset = s[x];
    if ((s[x + 1] | s[x + 2] | s[x + 3]) != 0 || offset < 0 || offset >= f.inputSize) {
      s[x] = 0;
      s[x + 1] = 0;
      s[x + 2] = 0;
      s[x + 3] = 0;
      return;
    }
    int at = f.inputAt + (int) offset;
    int present = (int) Math.min(32, f.inputSize - offset);
    if (present == 32) {
      MemoryInstructions.load(s, x, f.input, at);
      return;
    }
    byte[] word = f.machine.hash;
    LongBytes.putLong(word, 0, 0);
    LongBytes.putLong(word, 8, 0);
    LongBytes.putLong(word, 16, 0);
    LongBytes.putLong(word, 24, 0);
    System.arraycopy(f.input, at, word, 0, present);
    MemoryInstructions.load(s, x, word, 0);
  }

  /**
   * Pushes what needs no operand, or replaces one by what it names; whether there is such a word.
   */
  static boolean word(int op, Frame f) {
    BlockEnvironment block = f.machine.block;
    switch (op) {
      case Op.ADDRESS -> f.push(f.self.address());
      case Op.ORIGIN -> f.push(f.machine.transaction.origin());
      case Op.CALLER -> f.push(f.caller.address());
      case Op.CALLVALUE -> f.push(f.value);
      case Op.CALLDATASIZE -> f.push(f.inputSize);
      case Op.CODESIZE -> f.push(f.code.length());
      case Op.GASPRICE -> f.push(f.machine.transaction.gasPrice());
      case Op.RETURNDATASIZE -> f.push(f.machine.returnSize);
      case Op.BLOCKHASH -> blockHash(f);
      case Op.COINBASE -> f.push(block.beneficiary());
      case Op.TIMESTAMP -> f.push(block.timestamp());
      case Op.NUMBER -> f.push(block.number());
      case Op.PREVRANDAO -> difficultyOrRandom(f);
      case Op.GASLIMIT -> f.push(block.gasLimit());
      case Op.CHAINID -> f.push(block.chainId());
      case Op.SELFBALANCE -> f.push(f.self.balance());
      case Op.BASEFEE -> f.push(block.baseFee());
      case Op.BLOBHASH -> blobHash(f);
      case Op.BLOBBASEFEE -> f.push(block.blobBaseFee());
      default -> {
        return false;
      }
    }
    return true;
  }

  static Outcome balance(Frame f) {
    JournalAccount account = f.machine.accountAt(f.sp - 4);
    if (!f.machine.chargeAccess(f, account)) {
      return Outcome.OUT_OF_GAS;
    }
    f.sp -= 4;
    f.push(account.balance());
    return Outcome.CONTINUE;
  }

  static Outcome externalCodeSize(Frame f) {
    JournalAccount account = f.machine.accountAt(f.sp - 4);
    if (!f.machine.chargeAccess(f, account)) {
      return Outcome.OUT_OF_GAS;
    }
    f.sp -= 4;
    f.push(f.machine.journal.code(account).length());
    return Outcome.CONTINUE;
  }

  static Outcome externalCodeCopy(Frame f) {
    JournalAccount account = f.machine.accountAt(f.sp - 4);
    if (!f.machine.chargeAccess(f, account)) {
      return Outcome.OUT_OF_GAS;
    }
    Bytes code = f.machine.journal.code(account);
    return MemoryInstructions.copy(f, f.sp - 8, code.shared(), 0, code.length());
  }

  /** EIP-1052. */
  static Outcome externalCodeHash(Frame f) {
    JournalAccount account = f.machine.accountAt(f.sp - 4);
    if (!f.machine.chargeAccess(f, account)) {
      return Outcome.OUT_OF_GAS;
    }
    f.sp -= 4;
    f.push(account.isEmpty() ? Hash32.ZERO : account.codeHash());
    return Outcome.CONTINUE;
  }

  private static void blockHash(Frame f) {
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    long number = s[x];
    long current = f.machine.block.number();
    boolean known =
        (s[x + 1] | s[x + 2] | s[x + 3]) == 0
            && number >= 0
            && number < current
            && number >= current - 256;
    f.sp = x;
    f.push(known ? f.machine.block.hashes().hash(number) : Hash32.ZERO);
  }

  private static void difficultyOrRandom(Frame f) {
    if (f.machine.parameters.has(Rule.PREV_RANDAO)) {
      f.push(f.machine.block.prevRandao());
    } else {
      f.push(f.machine.block.difficulty());
    }
  }

  /** EIP-4844. */
  private static void blobHash(Frame f) {
    long[] s = f.machine.stack;
    int x = f.sp - 4;
    var hashes = f.machine.transaction.blobHashes();
    boolean known = (s[x + 1] | s[x + 2] | s[x + 3]) == 0 && s[x] >= 0 && s[x] < hashes.size();
    f.sp = x;
    f.push(known ? hashes.get((int) s[x]) : Hash32.ZERO);
  }
}

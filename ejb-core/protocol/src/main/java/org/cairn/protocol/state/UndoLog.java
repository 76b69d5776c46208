package org.cairn.protocol.state;

import java.util.Arrays;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in a transaction and how it was before, in parallel arrays: an entry is a kind,
 * a subject (account or slot), the former object and up to four former words.
 */
final class UndoLog {
  private static final byte BALANCE = 0;
  private static final byte NONCE = 1;
  private static final byte CODE = 2;
  private static final byte SLOT = 3;
  private static final byte WARM_ACCOUNT = 4;
  private static final byte WARM_SLOT = 5;
  private static final byte EXISTS = 6;
  private static final byte TOUCHED = 7;
  private static final byte CREATED = 8;
  private static final byte DESTROYED = 9;

  private byte[] kinds = new byte[256];
  private Object[] subjects = new Object[256];
  private @Nullable Object[] objects = new @Nullable Object[256];
  private long[] words = new long[4 * 256];
  private int size;

  /** The former code of an account. */
  private record Code(Hash32 hash, @Nullable Bytes bytes) {}

  int size() {
    return size;
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(subjects, 0, Math.min(size, 4096), this);
    Arrays.fill(objects, 0, Math.min(size, 4096), null);
    size = 0;
  }

  private int add(byte kind, Object subject) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      subjects = Arrays.copyOf(subjects, 2 * size);
      objects = Arrays.copyOf(objects, 2 * size);
      words = Arrays.copyOf(words, 8 * size);
    }
    kinds[size] = kind;
    subjects[size] = subject;
    return size++;
  }

  private void add(byte kind, Object subject, long word) {
    int at = add(kind, subject);
    words[4 * at] = word;
  }

  void balance(JournalAccount account) {
    int at = add(BALANCE, account);
    objects[at] = account.balance;
  }

  void nonce(JournalAccount account) {
    add(NONCE, account, account.nonce);
  }

  void code(JournalAccount account) {
    int at = add(CODE, account);
    objects[at] = new Code(account.codeHash, account.code);
  }

  void slot(StorageSlot slot) {
    int at = 4 * add(SLOT, slot);
    words[at] = slot.value0;
    words[at + 1] = slot.value1;
    words[at + 2] = slot.value2;
    words[at + 3] = slot.value3;
  }

  void warm(JournalAccount account) {
    add(WARM_ACCOUNT, account, account.warmIn);
  }

  void warm(StorageSlot slot) {
    add(WARM_SLOT, slot, slot.warmIn);
  }

  void exists(JournalAccount account) {
    add(EXISTS, account, account.exists ? 1 : 0);
  }

  void touched(JournalAccount account) {
    add(TOUCHED, account, account.touchedIn);
  }

  void created(JournalAccount account) {
    add(CREATED, account, account.createdIn);
  }

  void destroyed(JournalAccount account) {
    add(DESTROYED, account, account.destroyedIn);
  }

  /** Undoes the entries behind the first {@code mark}, the newest first. */
  void revertTo(int mark) {
    while (size > mark) {
      undo(--size);
    }
  }

  private void undo(int at) {
    long word = words[4 * at];
    if (subjects[at] instanceof StorageSlot slot) {
      if (kinds[at] == SLOT) {
        slot.set(words[4 * at + 3], words[4 * at + 2], words[4 * at + 1], word);
      } else {
        slot.warmIn = (int) word;
      }
      return;
    }
    JournalAccount account = (JournalAccount) subjects[at];
    switch (kinds[at]) {
      case BALANCE -> {
        if (objects[at] instanceof U256 balance) {
          account.balance = balance;
        }
      }
      case NONCE -> account.nonce = word;
      case CODE -> {
        if (objects[at] instanceof Code(Hash32 hash, Bytes bytes)) {
          account.codeHash = hash;
          account.code = bytes;
        }
      }
      case WARM_ACCOUNT -> account.warmIn = (int) word;
      case EXISTS -> account.exists = word != 0;
      case TOUCHED -> untouch(account, (int) word);
      case CREATED -> account.createdIn = (int) word;
      case DESTROYED -> account.destroyedIn = (int) word;
      default -> throw new IllegalStateException("undo of kind " + kinds[at]);
    }
  }

  /**
   * The touch of the RIPEMD-160 contract outlives a revert: mainnet block 2,675,119 removed that
   * empty account although the call to it ran out of gas, and every client keeps to it.
   */
  private static void untouch(JournalAccount account, int touchedIn) {
    if (!account.address().equals(StateJournal.RIPEMD160)) {
      account.touchedIn = touchedIn;
    }
  }
}

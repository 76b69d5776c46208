package org.cairn.protocol.state;

import java.util.function.Consumer;
import org.cairn.protocol.bytes.Address;
import org.jspecify.annotations.Nullable;

/**
 * Accounts by address, looked up by the address's words so that the interpreter need not make an
 * Address of a stack word: open addressing over one array, never more than half full.
 */
final class AccountTable {
  private @Nullable JournalAccount[] table = new @Nullable JournalAccount[64];
  private int size;

  private static int spread(long high, long middle, int low) {
    long mixed =
        (low ^ Long.rotateLeft(middle, 19) ^ Long.rotateLeft(high, 41)) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 32);
  }

  @Nullable JournalAccount find(long high, long middle, int low) {
    int mask = table.length - 1;
    for (int i = spread(high, middle, low) & mask; ; i = i + 1 & mask) {
      JournalAccount account = table[i];
      if (account == null) {
        return null;
      }
      Address address = account.address();
      if (address.low() == low && address.middle() == middle && address.high() == high) {
        return account;
      }
    }
  }

  /** Adds an account whose address is not in the table. */
  void add(JournalAccount account) {
    if (2 * ++size > table.length) {
      @Nullable JournalAccount[] old = table;
      table = new @Nullable JournalAccount[2 * old.length];
      for (JournalAccount entry : old) {
        if (entry != null) {
          place(entry);
        }
      }
    }
    place(account);
  }

  private void place(JournalAccount account) {
    Address address = account.address();
    int mask = table.length - 1;
    int i = spread(address.high(), address.middle(), address.low()) & mask;
    while (table[i] != null) {
      i = i + 1 & mask;
    }
    table[i] = account;
  }

  void forEach(Consumer<JournalAccount> action) {
    for (JournalAccount account : table) {
      if (account != null) {
        action.accept(account);
      }
    }
  }
}

package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The 23 bytes by which an account delegates to another's code: 0xef0100 ‖ address (EIP-7702). */
public final class Delegation {
  private static final int LENGTH = 23;

  private Delegation() {}

  /** The address that code delegates to; null if it is no delegation. */
  public static @Nullable Address target(Bytes code) {
    boolean delegates =
        code.length() == LENGTH && code.at(0) == (byte) 0xef && code.at(1) == 1 && code.at(2) == 0;
    return delegates ? Address.read(code.shared(), 3) : null;
  }

  public static Bytes to(Address address) {
    byte[] code = new byte[LENGTH];
    code[0] = (byte) 0xef;
    code[1] = 1;
    address.copyTo(code, 3);
    return Bytes.wrap(code);
  }
}

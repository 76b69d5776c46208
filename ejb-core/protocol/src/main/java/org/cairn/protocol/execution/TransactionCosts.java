package org.cairn.protocol.execution;

import static org.cairn.protocol.fork.Parameter.*;

import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.types.AccessListEntry;

/** Gas that a transaction costs before its code runs (Yellow Paper 6.2, and the EIPs since). */
final class TransactionCosts {
  private TransactionCosts() {}

  static long intrinsic(Message tx, ExecutionParameters p) {
    long zeros = zeroBytes(tx.data());
    long gas = p.value(TX_BASE);
    gas += zeros * p.value(TX_ZERO_BYTE);
    gas += (tx.data().length() - zeros) * p.value(TX_OTHER_BYTE);
    if (tx.isCreation()) {
      gas += p.value(TX_CREATION);
      gas += p.value(INIT_CODE_WORD) * ((tx.data().length() + 31) / 32);
    }
    for (AccessListEntry entry : tx.accessList()) {
      gas += p.value(TX_ACCESS_ADDRESS);
      gas += p.value(TX_ACCESS_KEY) * entry.storageKeys().size();
    }
    return gas + p.value(AUTHORIZATION) * tx.authorizations().size();
  }

  /** The least that the transaction pays in the end (EIP-7623); 0 before it. */
  static long floor(Message tx, ExecutionParameters p) {
    long perToken = p.value(TX_FLOOR_TOKEN);
    if (perToken == 0) {
      return 0;
    }
    long zeros = zeroBytes(tx.data());
    long tokens = zeros + 4 * (tx.data().length() - zeros);
    return p.value(TX_BASE) + perToken * tokens;
  }

  private static long zeroBytes(Bytes data) {
    long zeros = 0;
    for (byte b : data.shared()) {
      zeros += b == 0 ? 1 : 0;
    }
    return zeros;
  }
}

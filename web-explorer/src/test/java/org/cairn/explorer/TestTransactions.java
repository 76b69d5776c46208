package org.cairn.explorer;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Signs transactions with a key that everybody knows. */
final class TestTransactions {
  private static final Hash32 KEY = Hash32.of(0, 0, 0, 0xca1L);

  private TestTransactions() {}

  /** The sender of all of them. */
  static Address sender() {
    return sign(0, null, 0, Bytes.EMPTY).recoverSender(Secp256k1.instance()).orElseThrow();
  }

  static LegacyTransaction sign(long nonce, @Nullable Address to, long value, Bytes data) {
    TransactionSignature none = new TransactionSignature(U256.of(27), U256.ONE, U256.ONE);
    LegacyTransaction unsigned = with(nonce, to, value, data, none);
    Secp256k1.Signature made = Secp256k1.instance().sign(unsigned.signingHash(), KEY);
    return with(
        nonce,
        to,
        value,
        data,
        new TransactionSignature(U256.of(27 + made.recoveryId()), made.r(), made.s()));
  }

  private static LegacyTransaction with(
      long nonce, @Nullable Address to, long value, Bytes data, TransactionSignature signature) {
    return new LegacyTransaction(
        nonce, U256.of(1_000_000_000L), 100_000, to, U256.of(value), data, signature);
  }
}

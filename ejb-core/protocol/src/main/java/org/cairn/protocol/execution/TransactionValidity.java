package org.cairn.protocol.execution;

import static org.cairn.protocol.execution.InvalidBlockException.Reason.*;

import java.math.BigInteger;
import java.util.Locale;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.Delegation;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.execution.InvalidBlockException.Reason;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;

/**
 * The rules that a transaction must meet to be in a block (Yellow Paper 6.2, and the EIPs since).
 */
final class TransactionValidity {
  private TransactionValidity() {}

  @SuppressWarnings("AnnotateFormatMethod")
  private static void require(boolean met, Reason reason, String format, Object... values) {
    if (!met) {
      throw new InvalidBlockException(reason, String.format(Locale.ROOT, format, values));
    }
  }

  /** Rules about the signature that need no state. */
  static void checkSignature(Transaction tx, ExecutionParameters p, U256 chainId) {
    if (tx.chainId().isPresent()) {
      boolean bound = tx.type() != TransactionType.LEGACY || p.has(Rule.REPLAY_PROTECTION);
      require(bound, INVALID_SIGNATURE, "signature v %s is of a later fork", tx.signature().v());
      require(
          tx.chainId().get().equals(chainId),
          WRONG_CHAIN_ID,
          "transaction is for chain %s, not %s",
          tx.chainId().get(),
          chainId);
    }
    U256 s = tx.signature().s();
    require(
        !p.has(Rule.LOW_S) || s.compareTo(Secp256k1.HALF_ORDER) <= 0,
        INVALID_SIGNATURE,
        "signature s %s is above half the order",
        s);
  }

  /** Rules that need no state. */
  static void checkForm(Message tx, ExecutionParameters p, long intrinsic, long floor) {
    require(p.allows(tx.type()), TYPE_NOT_SUPPORTED, "%s transactions came later", tx.type());
    long gas = tx.gasLimit();
    require(
        Long.compareUnsigned(gas, intrinsic) >= 0,
        INTRINSIC_GAS_TOO_LOW,
        "gas limit %s is below the intrinsic gas %d",
        Long.toUnsignedString(gas),
        intrinsic);
    require(
        Long.compareUnsigned(gas, floor) >= 0,
        GAS_BELOW_FLOOR,
        "gas limit %s is below the floor %d of its data",
        Long.toUnsignedString(gas),
        floor);
    require(tx.nonce() != -1, NONCE_IS_MAXIMUM, "nonce is 2^64-1");
    require(
        !tx.isCreation() || tx.data().length() <= p.value(Parameter.MAX_INIT_CODE_SIZE),
        INIT_CODE_TOO_LONG,
        "init code of %d bytes exceeds %d",
        tx.data().length(),
        p.value(Parameter.MAX_INIT_CODE_SIZE));
    long most = p.value(Parameter.MAX_TX_GAS);
    require(
        most == Long.MAX_VALUE || Long.compareUnsigned(gas, most) <= 0,
        GAS_LIMIT_EXCEEDS_MAXIMUM,
        "gas limit %s exceeds %d of a transaction",
        Long.toUnsignedString(gas),
        most);
  }

  /** Rules about room and prices in the block. */
  static void checkAgainstBlock(
      Message tx, ExecutionParameters p, BlockEnvironment block, long gasLeft, long blobGasLeft) {
    require(
        Long.compareUnsigned(tx.gasLimit(), gasLeft) <= 0,
        GAS_LIMIT_EXCEEDS_BLOCK,
        "gas limit %s exceeds the %d left in the block",
        Long.toUnsignedString(tx.gasLimit()),
        gasLeft);
    if (p.has(Rule.FEE_MARKET)) {
      require(
          tx.maxPriorityFeePerGas().compareTo(tx.maxFeePerGas()) <= 0,
          PRIORITY_FEE_ABOVE_FEE_CAP,
          "priority fee %s exceeds the fee cap %s",
          tx.maxPriorityFeePerGas(),
          tx.maxFeePerGas());
      require(
          tx.maxFeePerGas().compareTo(block.baseFee()) >= 0,
          FEE_CAP_BELOW_BASE_FEE,
          "fee cap %s is below the base fee %s",
          tx.maxFeePerGas(),
          block.baseFee());
    }
    if (tx.type() == TransactionType.BLOB) {
      checkBlobs(tx, p, block, blobGasLeft);
    }
    require(
        tx.type() != TransactionType.SET_CODE || !tx.authorizations().isEmpty(),
        NO_AUTHORIZATIONS,
        "set-code transaction without authorizations");
  }

  private static void checkBlobs(
      Message tx, ExecutionParameters p, BlockEnvironment block, long blobGasLeft) {
    int blobs = tx.blobHashes().size();
    require(blobs > 0, NO_BLOBS, "blob transaction without blobs");
    require(
        tx.blobGas() <= blobGasLeft,
        BLOB_GAS_EXCEEDS_BLOCK,
        "blob gas %d exceeds the %d left in the block",
        tx.blobGas(),
        blobGasLeft);
    require(
        blobs <= p.value(Parameter.MAX_TX_BLOBS),
        TOO_MANY_BLOBS,
        "%d blobs exceed %d of a transaction",
        blobs,
        p.value(Parameter.MAX_TX_BLOBS));
    for (Hash32 hash : tx.blobHashes()) {
      require(hash.at(0) == 1, UNKNOWN_BLOB_VERSION, "blob hash %s has no known version", hash);
    }
    require(
        tx.maxFeePerBlobGas().compareTo(block.blobBaseFee()) >= 0,
        BLOB_FEE_CAP_TOO_LOW,
        "blob fee cap %s is below the blob base fee %s",
        tx.maxFeePerBlobGas(),
        block.blobBaseFee());
  }

  /** Rules about the sender's nonce and code. */
  static void checkSender(Message tx, Machine machine, JournalAccount sender) {
    int order = Long.compareUnsigned(tx.nonce(), sender.nonce());
    require(
        order == 0,
        order < 0 ? NONCE_TOO_LOW : NONCE_TOO_HIGH,
        "nonce %s of %s should be %s",
        Long.toUnsignedString(tx.nonce()),
        tx.sender(),
        Long.toUnsignedString(sender.nonce()));
    // EIP-3607, which no earlier block contradicts
    if (sender.hasCode()) {
      boolean delegates =
          machine.parameters().has(Rule.DELEGATION)
              && Delegation.target(machine.journal().code(sender)) != null;
      require(delegates, SENDER_HAS_CODE, "sender %s has code", tx.sender());
    }
  }

  /** Some balance must be able to pay for all gas at the highest price. */
  static void checkPrice(Message tx) {
    BigInteger gas = new BigInteger(Long.toUnsignedString(tx.gasLimit()));
    require(
        tx.maxFeePerGas().toBigInteger().multiply(gas).bitLength() <= 256,
        INSUFFICIENT_FUNDS,
        "%s gas at %s wei exceed 256 bits",
        gas,
        tx.maxFeePerGas());
  }

  /** The sender must be able to pay for all gas at the highest price, and the value. */
  static void checkFunds(Message tx, U256 balance) {
    BigInteger gas = new BigInteger(Long.toUnsignedString(tx.gasLimit()));
    BigInteger most =
        tx.maxFeePerGas()
            .toBigInteger()
            .multiply(gas)
            .add(tx.value().toBigInteger())
            .add(tx.maxFeePerBlobGas().toBigInteger().multiply(BigInteger.valueOf(tx.blobGas())));
    require(
        balance.toBigInteger().compareTo(most) >= 0,
        INSUFFICIENT_FUNDS,
        "balance %s of %s is below the %s that it may cost",
        balance,
        tx.sender(),
        most);
  }
}

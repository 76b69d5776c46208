package org.cairn.tools.transition;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.execution.BlobGas;
import org.cairn.protocol.execution.BlockSteps;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.Eip55;

/**
 * Why a transaction may not be in the block, in the words and the order of go-ethereum, which the
 * tools that fill test suites look for. What decides is the execution; this only words it.
 */
final class Refusals {
  private final Environment environment;
  private final ExecutionParameters rules;
  private final U256 chainId;
  private final BlockSteps steps;

  Refusals(Environment environment, U256 chainId, BlockSteps steps) {
    this.environment = environment;
    this.rules = environment.fork().execution();
    this.chainId = chainId;
    this.steps = steps;
  }

  /** What is wrong in front of the state: type, chain and signature. */
  Optional<String> ofForm(Transaction tx) {
    if (tx.type() == TransactionType.BLOB && environment.blobBaseFee().isEmpty()) {
      return Optional.of("blob tx used but field env.ExcessBlobGas missing");
    }
    if (!rules.allows(tx.type())) {
      return Optional.of("transaction type not supported");
    }
    boolean bound = tx.type() != TransactionType.LEGACY || rules.has(Rule.REPLAY_PROTECTION);
    if (bound && tx.chainId().filter(id -> !id.equals(chainId)).isPresent()) {
      return Optional.of(
          "invalid chain id for signer: have "
              + decimal(tx.chainId().orElseThrow())
              + " want "
              + decimal(chainId));
    }
    TransactionSignature signature = tx.signature();
    boolean wrong =
        tx.chainId().isPresent() && !bound
            || tx.recoveryId().isEmpty()
            || signature.r().isZero()
            || signature.s().isZero()
            || signature.r().compareTo(Secp256k1.ORDER) >= 0
            || signature.s().compareTo(Secp256k1.HALF_ORDER) > 0;
    return wrong ? Optional.of("invalid transaction v, r, s values") : Optional.empty();
  }

  /** What is wrong with it on the state as it is now. */
  Optional<String> ofState(Transaction tx, Address sender) {
    return blobRoom(tx)
        .or(() -> nonce(tx, sender))
        .or(() -> senderKind(tx, sender))
        .or(() -> fees(tx, sender))
        .or(() -> blobs(tx, sender))
        .or(() -> shape(tx, sender))
        .or(() -> funds(tx, sender))
        .or(() -> gas(tx, sender));
  }

  private Optional<String> blobRoom(Transaction tx) {
    long blobGas = blobGas(tx);
    long used = steps.blobGasUsed() + blobGas;
    return when(
        blobGas > 0 && used > steps.maxBlobGas(),
        "blob gas (%d) would exceed maximum allowance %d",
        used,
        steps.maxBlobGas());
  }

  private static long blobGas(Transaction tx) {
    return tx.blobVersionedHashes().size() * BlobGas.PER_BLOB;
  }

  private Optional<String> nonce(Transaction tx, Address sender) {
    long nonce = steps.account(sender).nonce();
    int order = Long.compareUnsigned(tx.nonce(), nonce);
    if (order != 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "nonce too %s: address %s, tx: %s state: %s",
              order > 0 ? "high" : "low",
              Eip55.of(sender),
              Long.toUnsignedString(tx.nonce()),
              Long.toUnsignedString(nonce)));
    }
    return when(
        nonce == -1,
        "nonce has max value: address %s, nonce: %s",
        Eip55.of(sender),
        Long.toUnsignedString(nonce));
  }

  private Optional<String> senderKind(Transaction tx, Address sender) {
    long most = rules.value(Parameter.MAX_TX_GAS);
    if (Long.compareUnsigned(tx.gasLimit(), most) > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "transaction gas limit too high (cap: %d, tx: %s)",
              most,
              Long.toUnsignedString(tx.gasLimit())));
    }
    Bytes code = steps.code(sender);
    boolean delegates =
        rules.has(Rule.DELEGATION)
            && code.length() == 23
            && code.slice(0, 3).equals(Bytes.of("ef0100"));
    return when(
        !code.isEmpty() && !delegates,
        "sender not an eoa: address %s, len(code): %d",
        Eip55.of(sender),
        code.length());
  }

  private Optional<String> fees(Transaction tx, Address sender) {
    if (!rules.has(Rule.FEE_MARKET)) {
      return Optional.empty();
    }
    U256 baseFee = environment.baseFee().orElse(U256.ZERO);
    return when(
            tx.maxFeePerGas().compareTo(tx.maxPriorityFeePerGas()) < 0,
            "max priority fee per gas higher than max fee per gas: address %s,"
                + " maxPriorityFeePerGas: %s, maxFeePerGas: %s",
            Eip55.of(sender),
            decimal(tx.maxPriorityFeePerGas()),
            decimal(tx.maxFeePerGas()))
        .or(() ->
            when(
                tx.maxFeePerGas().compareTo(baseFee) < 0,
                "max fee per gas less than block base fee: address %s, maxFeePerGas: %s,"
                    + " baseFee: %s",
                Eip55.of(sender),
                decimal(tx.maxFeePerGas()),
                decimal(baseFee)));
  }

  private Optional<String> blobs(Transaction tx, Address sender) {
    if (tx.type() != TransactionType.BLOB) {
      return Optional.empty();
    }
    int count = tx.blobVersionedHashes().size();
    if (count == 0) {
      return Optional.of("blob transaction missing blob hashes");
    }
    if (count > rules.value(Parameter.MAX_TX_BLOBS)) {
      return Optional.of("blob transaction has too many blobs");
    }
    for (int i = 0; i < count; i++) {
      Hash32 hash = tx.blobVersionedHashes().get(i);
      if (hash.at(0) != 1) {
        return Optional.of("blob " + i + " has invalid hash version");
      }
    }
    U256 price = environment.blobBaseFee().orElse(U256.ZERO);
    return when(
        tx.maxFeePerBlobGas().compareTo(price) < 0,
        "max fee per blob gas less than block blob gas fee: address %s blobGasFeeCap: %s,"
            + " blobBaseFee: %s",
        Eip55.of(sender),
        decimal(tx.maxFeePerBlobGas()),
        decimal(price));
  }

  private Optional<String> shape(Transaction tx, Address sender) {
    long most = rules.value(Parameter.MAX_INIT_CODE_SIZE);
    return when(
            tx.type() == TransactionType.SET_CODE && tx.authorizationList().isEmpty(),
            "EIP-7702 transaction with empty auth list (sender %s)",
            Eip55.of(sender))
        .or(() ->
            when(
                tx.isCreation() && tx.data().length() > most,
                "max initcode size exceeded: code size %d limit %d",
                tx.data().length(),
                most))
        .or(() ->
            when(Long.compareUnsigned(tx.gasLimit(), steps.gasLeft()) > 0, "gas limit reached"));
  }

  private Optional<String> funds(Transaction tx, Address sender) {
    BigInteger gas = new BigInteger(Long.toUnsignedString(tx.gasLimit()));
    BigInteger most =
        tx.maxFeePerGas()
            .toBigInteger()
            .multiply(gas)
            .add(tx.value().toBigInteger())
            .add(tx.maxFeePerBlobGas().toBigInteger().multiply(BigInteger.valueOf(blobGas(tx))));
    BigInteger balance = steps.account(sender).balance().toBigInteger();
    return when(
            most.bitLength() > 256,
            "insufficient funds for gas * price + value: address %s required balance exceeds 256"
                + " bits",
            Eip55.of(sender))
        .or(() ->
            when(
                balance.compareTo(most) < 0,
                "insufficient funds for gas * price + value: address %s have %s want %s",
                Eip55.of(sender),
                balance,
                most));
  }

  private Optional<String> gas(Transaction tx, Address sender) {
    long intrinsic = steps.intrinsicGas(tx, sender);
    long floor = steps.floorGas(tx, sender);
    String have = Long.toUnsignedString(tx.gasLimit());
    return when(
            Long.compareUnsigned(tx.gasLimit(), intrinsic) < 0,
            "intrinsic gas too low: have %s, want %d",
            have,
            intrinsic)
        .or(() ->
            when(
                Long.compareUnsigned(tx.gasLimit(), floor) < 0,
                "insufficient gas for floor data gas cost: have %s, want %d",
                have,
                floor));
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static Optional<String> when(boolean broken, String format, Object... values) {
    return broken ? Optional.of(String.format(Locale.ROOT, format, values)) : Optional.empty();
  }

  private static String decimal(U256 value) {
    return value.toBigInteger().toString();
  }
}

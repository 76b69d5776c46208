package org.cairn.tools.transition;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.AccessListTransaction;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.BlobTransaction;
import org.cairn.protocol.types.DynamicFeeTransaction;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.SetCodeTransaction;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureParts;
import org.cairn.tools.fixture.Member;

/** Reads transactions in JSON and signs those that come with a key instead of a signature. */
final class TransactionReader {
  private static final int MOST_BLOB_HASHES = 1 << 16;

  private final U256 chainId;

  TransactionReader(U256 chainId) {
    this.chainId = chainId;
  }

  List<GivenTransaction> read(Member txs) {
    List<GivenTransaction> list = new ArrayList<>();
    txs.items().forEach(tx -> list.add(new GivenTransaction.Decoded(transaction(tx))));
    return list;
  }

  private Transaction transaction(Member tx) {
    TransactionSignature given =
        new TransactionSignature(
            v(tx),
            tx.optional("r").map(Member::number).orElse(U256.ZERO),
            tx.optional("s").map(Member::number).orElse(U256.ZERO));
    boolean unsigned = given.v().isZero() && given.r().isZero() && given.s().isZero();
    if (!tx.has("secretKey") || !unsigned) {
      return of(tx, given);
    }
    Hash32 key = tx.at("secretKey").hash();
    U256 number = U256.of(key);
    if (number.isZero() || number.compareTo(Secp256k1.ORDER) >= 0) {
      throw tx.at("secretKey").fail("is not within 1..n-1");
    }
    return sign(tx, key);
  }

  /** The signature's v says what is signed, so that it is there first with a parity to be set. */
  private Transaction sign(Member tx, Hash32 key) {
    boolean legacy = tx.optional("type").map(Member::longNumber).orElse(0L) == 0;
    boolean bound = tx.optional("protected").map(given -> given.node().asBoolean()).orElse(true);
    if (!legacy) {
      requireSignable(tx, bound);
    }
    U256 base = U256.ZERO;
    if (legacy) {
      base = bound ? chainId.plus(chainId).plus(U256.of(35)) : U256.of(27);
    }
    Transaction unsigned = of(tx, new TransactionSignature(base, U256.ZERO, U256.ZERO));
    Secp256k1.Signature signature = Secp256k1.instance().sign(unsigned.signingHash(), key);
    U256 v = base.plus(U256.of(signature.recoveryId()));
    return of(tx, new TransactionSignature(v, signature.r(), signature.s()));
  }

  private void requireSignable(Member tx, boolean bound) {
    U256 wanted = chain(tx);
    String wrong =
        bound
            ? "invalid chain id for signer: have "
                + wanted.toBigInteger()
                + " want "
                + chainId.toBigInteger()
            : "transaction type not supported";
    if (!bound || !wanted.equals(chainId)) {
      throw new TransitionException(
          TransitionException.INPUT, tx.path() + ": failed to sign tx: " + wrong);
    }
  }

  private static U256 v(Member tx) {
    return tx.optional("v")
        .map(Member::number)
        .or(() -> tx.optional("yParity").map(Member::number))
        .orElse(U256.ZERO);
  }

  private Transaction of(Member tx, TransactionSignature signature) {
    long type = tx.optional("type").map(Member::longNumber).orElse(0L);
    return switch ((int) Math.min(type, 5)) {
      case 0 ->
          new LegacyTransaction(
              tx.at("nonce").unsignedLong(),
              tx.at("gasPrice").number(),
              gas(tx),
              tx.optional("to").map(Member::address).orElse(null),
              tx.at("value").number(),
              data(tx),
              signature);
      case 1 ->
          new AccessListTransaction(
              chain(tx),
              tx.at("nonce").unsignedLong(),
              tx.at("gasPrice").number(),
              gas(tx),
              tx.optional("to").map(Member::address).orElse(null),
              tx.at("value").number(),
              data(tx),
              accessList(tx),
              signature);
      case 2 ->
          new DynamicFeeTransaction(
              chain(tx),
              tx.at("nonce").unsignedLong(),
              tx.at("maxPriorityFeePerGas").number(),
              tx.at("maxFeePerGas").number(),
              gas(tx),
              tx.optional("to").map(Member::address).orElse(null),
              tx.at("value").number(),
              data(tx),
              accessList(tx),
              signature);
      case 3 ->
          new BlobTransaction(
              chain(tx),
              tx.at("nonce").unsignedLong(),
              tx.at("maxPriorityFeePerGas").number(),
              tx.at("maxFeePerGas").number(),
              gas(tx),
              tx.at("to").address(),
              tx.at("value").number(),
              data(tx),
              accessList(tx),
              tx.at("maxFeePerBlobGas").number(),
              blobHashes(tx),
              signature);
      case 4 ->
          new SetCodeTransaction(
              chain(tx),
              tx.at("nonce").unsignedLong(),
              tx.at("maxPriorityFeePerGas").number(),
              tx.at("maxFeePerGas").number(),
              gas(tx),
              tx.at("to").address(),
              tx.at("value").number(),
              data(tx),
              accessList(tx),
              authorizations(tx),
              signature);
      default ->
          throw new TransitionException(
              TransitionException.INPUT, tx.path() + ": transaction type not supported");
    };
  }

  private U256 chain(Member tx) {
    boolean signed = !tx.has("secretKey");
    return tx.optional("chainId")
        .map(Member::number)
        .filter(id -> signed || !id.isZero())
        .orElse(chainId);
  }

  private static long gas(Member tx) {
    return tx.at(tx.has("gas") ? "gas" : "gasLimit").unsignedLong();
  }

  private static Bytes data(Member tx) {
    return tx.optional("input")
        .map(Member::bytes)
        .or(() -> tx.optional("data").map(Member::bytes))
        .orElseGet(() -> tx.at("input").bytes());
  }

  private static List<AccessListEntry> accessList(Member tx) {
    return tx.items("accessList").stream()
        .map(entry ->
            new AccessListEntry(entry.at("address").address(), hashes(entry.items("storageKeys"))))
        .toList();
  }

  private static List<Hash32> hashes(List<Member> list) {
    return list.stream().map(Member::hash).toList();
  }

  private static List<Hash32> blobHashes(Member tx) {
    List<Member> hashes = tx.items("blobVersionedHashes");
    if (hashes.size() > MOST_BLOB_HASHES) {
      throw tx.fail("has " + hashes.size() + " blobs");
    }
    return hashes(hashes);
  }

  private static List<Authorization> authorizations(Member tx) {
    return tx.at("authorizationList").items().stream().map(FixtureParts::authorization).toList();
  }
}

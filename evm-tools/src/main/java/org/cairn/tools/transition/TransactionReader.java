package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
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

/** Reads transactions in JSON and signs those that come with a key instead of a signature. */
final class TransactionReader {
  private static final int MOST_BLOB_HASHES = 1 << 16;

  private final U256 chainId;

  TransactionReader(U256 chainId) {
    this.chainId = chainId;
  }

  List<GivenTransaction> read(JsonNode json) {
    if (!json.isArray()) {
      throw new TransitionException(
          TransitionException.INPUT, "txs is not an array but " + json.getNodeType());
    }
    List<GivenTransaction> list = new ArrayList<>();
    for (JsonNode node : json) {
      Members members = new Members("txs[" + list.size() + "]", node);
      list.add(new GivenTransaction.Decoded(transaction(members)));
    }
    return list;
  }

  private Transaction transaction(Members tx) {
    TransactionSignature given =
        new TransactionSignature(
            v(tx), tx.findWord("r").orElse(U256.ZERO), tx.findWord("s").orElse(U256.ZERO));
    boolean unsigned = given.v().isZero() && given.r().isZero() && given.s().isZero();
    if (!tx.has("secretKey") || !unsigned) {
      return of(tx, given);
    }
    Hash32 key = tx.findHash("secretKey").orElseThrow();
    U256 number = U256.of(key);
    if (number.isZero() || number.compareTo(Secp256k1.ORDER) >= 0) {
      throw new TransitionException(
          TransitionException.INPUT, tx.path() + ".secretKey is not within 1..n-1");
    }
    return sign(tx, key);
  }

  /** The signature's v says what is signed, so that it is there first with a parity to be set. */
  private Transaction sign(Members tx, Hash32 key) {
    boolean legacy = tx.longOr("type", 0) == 0;
    boolean bound = tx.find("protected").map(JsonNode::asBoolean).orElse(true);
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

  private void requireSignable(Members tx, boolean bound) {
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

  private static U256 v(Members tx) {
    return tx.findWord("v").or(() -> tx.findWord("yParity")).orElse(U256.ZERO);
  }

  private Transaction of(Members tx, TransactionSignature signature) {
    long type = tx.longOr("type", 0);
    return switch ((int) Math.min(type, 5)) {
      case 0 ->
          new LegacyTransaction(
              tx.requiredUnsigned("nonce"),
              tx.requiredWord("gasPrice"),
              gas(tx),
              tx.findAddress("to").orElse(null),
              tx.requiredWord("value"),
              data(tx),
              signature);
      case 1 ->
          new AccessListTransaction(
              chain(tx),
              tx.requiredUnsigned("nonce"),
              tx.requiredWord("gasPrice"),
              gas(tx),
              tx.findAddress("to").orElse(null),
              tx.requiredWord("value"),
              data(tx),
              accessList(tx),
              signature);
      case 2 ->
          new DynamicFeeTransaction(
              chain(tx),
              tx.requiredUnsigned("nonce"),
              tx.requiredWord("maxPriorityFeePerGas"),
              tx.requiredWord("maxFeePerGas"),
              gas(tx),
              tx.findAddress("to").orElse(null),
              tx.requiredWord("value"),
              data(tx),
              accessList(tx),
              signature);
      case 3 ->
          new BlobTransaction(
              chain(tx),
              tx.requiredUnsigned("nonce"),
              tx.requiredWord("maxPriorityFeePerGas"),
              tx.requiredWord("maxFeePerGas"),
              gas(tx),
              tx.requiredAddress("to"),
              tx.requiredWord("value"),
              data(tx),
              accessList(tx),
              tx.requiredWord("maxFeePerBlobGas"),
              blobHashes(tx),
              signature);
      case 4 ->
          new SetCodeTransaction(
              chain(tx),
              tx.requiredUnsigned("nonce"),
              tx.requiredWord("maxPriorityFeePerGas"),
              tx.requiredWord("maxFeePerGas"),
              gas(tx),
              tx.requiredAddress("to"),
              tx.requiredWord("value"),
              data(tx),
              accessList(tx),
              authorizations(tx),
              signature);
      default ->
          throw new TransitionException(
              TransitionException.INPUT, tx.path() + ": transaction type not supported");
    };
  }

  private U256 chain(Members tx) {
    boolean signed = !tx.has("secretKey");
    return tx.findWord("chainId").filter(id -> signed || !id.isZero()).orElse(chainId);
  }

  private static long gas(Members tx) {
    return tx.requiredUnsigned(tx.has("gas") ? "gas" : "gasLimit");
  }

  private static Bytes data(Members tx) {
    return tx.findBytes("input")
        .or(() -> tx.findBytes("data"))
        .orElseThrow(() -> tx.missing("input"));
  }

  private static List<AccessListEntry> accessList(Members tx) {
    List<AccessListEntry> list = new ArrayList<>();
    for (JsonNode node : tx.elements("accessList")) {
      Members entry = new Members(tx.path() + ".accessList", node);
      list.add(new AccessListEntry(entry.requiredAddress("address"), hashes(entry, "storageKeys")));
    }
    return list;
  }

  private static List<Hash32> hashes(Members members, String name) {
    List<Hash32> hashes = new ArrayList<>();
    for (JsonNode node : members.elements(name)) {
      Bytes bytes;
      try {
        bytes = Bytes.of(node.asText());
      } catch (IllegalArgumentException e) {
        bytes = Bytes.EMPTY;
      }
      if (!node.isTextual() || bytes.length() != 32) {
        throw new TransitionException(
            TransitionException.INPUT, members.path() + "." + name + " has what is no hash");
      }
      hashes.add(Hash32.of(bytes.shared()));
    }
    return hashes;
  }

  private static List<Hash32> blobHashes(Members tx) {
    List<Hash32> hashes = hashes(tx, "blobVersionedHashes");
    if (hashes.size() > MOST_BLOB_HASHES) {
      throw new TransitionException(
          TransitionException.INPUT, tx.path() + " has " + hashes.size() + " blobs");
    }
    return hashes;
  }

  private static List<Authorization> authorizations(Members tx) {
    if (!tx.has("authorizationList")) {
      throw tx.missing("authorizationList");
    }
    List<Authorization> list = new ArrayList<>();
    for (JsonNode node : tx.elements("authorizationList")) {
      Members entry = new Members(tx.path() + ".authorizationList", node);
      Address address = entry.requiredAddress("address");
      U256 parity = entry.findWord("yParity").orElseGet(() -> entry.requiredWord("v"));
      if (parity.compareTo(U256.of(255)) > 0) {
        throw new TransitionException(
            TransitionException.INPUT, entry.path() + ".yParity does not fit 8 bits");
      }
      list.add(
          new Authorization(
              entry.requiredWord("chainId"),
              address,
              entry.requiredUnsigned("nonce"),
              (int) parity.toLong(),
              entry.requiredWord("r"),
              entry.requiredWord("s")));
    }
    return list;
  }
}

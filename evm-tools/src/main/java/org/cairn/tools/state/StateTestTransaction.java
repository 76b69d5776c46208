package org.cairn.tools.state;

import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.rlp.RlpException;
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
import org.cairn.tools.fixture.TestNetworks;

/** The transaction of a state test's post entry with its sender. */
public record StateTestTransaction(Transaction transaction, Address sender) {
  private static final TransactionSignature NO_SIGNATURE =
      new TransactionSignature(U256.of(27), U256.ONE, U256.ONE);

  /**
   * Decodes the signed bytes where the entry has them, else makes an unsigned one.
   *
   * @throws RlpException if the bytes are malformed or of no signer, or no transaction of the kind
   *     can be as the test has it
   */
  static StateTestTransaction of(Member test, Member post) {
    Member fields = test.at("transaction");
    Optional<Bytes> bytes =
        post.optional("txbytes").map(Member::bytes).filter(encoded -> !encoded.isEmpty());
    if (bytes.isEmpty()) {
      return new StateTestTransaction(
          new Unsigned(fields, post.optional("indexes"), TestNetworks.chainId(test)).make(),
          sender(fields));
    }
    Transaction decoded = Transaction.decode(bytes.get());
    Address signer =
        decoded
            .recoverSender(Secp256k1.instance())
            .orElseThrow(() -> new RlpException("a signature of nobody", 0));
    return new StateTestTransaction(decoded, signer);
  }

  /** The sender of a transaction in JSON: {@code sender}, or whom {@code secretKey} belongs to. */
  public static Address sender(Member transaction) {
    Optional<Member> sender = transaction.optional("sender");
    if (sender.isPresent()) {
      return sender.get().address();
    }
    Member key = transaction.at("secretKey");
    try {
      return Secp256k1.address(Secp256k1.instance().publicKey(key.hash()));
    } catch (IllegalArgumentException e) {
      throw key.fail("is no private key");
    }
  }

  /** A transaction from the members of {@code transaction} and an entry's indices into them. */
  private record Unsigned(Member fields, Optional<Member> indexes, U256 chainId) {
    Transaction make() {
      if (fields.has("authorizationList")) {
        return setCode();
      }
      if (fields.has("maxFeePerBlobGas") || fields.has("blobVersionedHashes")) {
        return blob();
      }
      if (fields.has("maxFeePerGas")) {
        return dynamicFee();
      }
      Optional<Address> to = to();
      U256 price = fields.at("gasPrice").number();
      return accessListMember().isPresent()
          ? new AccessListTransaction(
              chainId,
              nonce(),
              price,
              gas(),
              to.orElse(null),
              value(),
              data(),
              accesses(),
              NO_SIGNATURE)
          : new LegacyTransaction(
              nonce(), price, gas(), to.orElse(null), value(), data(), NO_SIGNATURE);
    }

    private Transaction dynamicFee() {
      return new DynamicFeeTransaction(
          chainId,
          nonce(),
          priorityFee(),
          maxFee(),
          gas(),
          to().orElse(null),
          value(),
          data(),
          accesses(),
          NO_SIGNATURE);
    }

    private Transaction blob() {
      List<Hash32> hashes =
          fields.optional("blobVersionedHashes").map(Member::items).orElse(List.of()).stream()
              .map(Member::hash)
              .toList();
      U256 blobFee = fields.optional("maxFeePerBlobGas").map(Member::number).orElse(U256.ZERO);
      return new BlobTransaction(
          chainId,
          nonce(),
          priorityFee(),
          maxFee(),
          gas(),
          recipient(),
          value(),
          data(),
          accesses(),
          blobFee,
          hashes,
          NO_SIGNATURE);
    }

    private Transaction setCode() {
      List<Authorization> authorizations =
          fields.at("authorizationList").items().stream().map(FixtureParts::authorization).toList();
      return new SetCodeTransaction(
          chainId,
          nonce(),
          priorityFee(),
          maxFee(),
          gas(),
          recipient(),
          value(),
          data(),
          accesses(),
          authorizations,
          NO_SIGNATURE);
    }

    private int index(String name) {
      return indexes.flatMap(all -> all.optional(name)).map(Member::intNumber).orElse(0);
    }

    private long nonce() {
      return fields.optional("nonce").map(Member::unsignedLong).orElse(0L);
    }

    private long gas() {
      return fields.at("gasLimit").item(index("gas")).unsignedLong();
    }

    private U256 value() {
      return fields.at("value").item(index("value")).number();
    }

    private Bytes data() {
      return fields.at("data").item(index("data")).bytes();
    }

    private U256 maxFee() {
      return fields
          .optional("maxFeePerGas")
          .or(() -> fields.optional("gasPrice"))
          .map(Member::number)
          .orElse(U256.ZERO);
    }

    private U256 priorityFee() {
      return fields.optional("maxPriorityFeePerGas").map(Member::number).orElseGet(this::maxFee);
    }

    private Optional<Address> to() {
      return fields
          .optional("to")
          .filter(to -> !to.text().isEmpty() && !to.text().equals("0x"))
          .map(Member::address);
    }

    private Address recipient() {
      return to().orElseThrow(() -> new RlpException("a recipient of 0 bytes", 0));
    }

    private Optional<Member> accessListMember() {
      return fields
          .optional("accessLists")
          .map(lists -> lists.item(index("data")))
          .filter(list -> !list.isNull());
    }

    private List<AccessListEntry> accesses() {
      return accessListMember().map(Member::items).orElse(List.of()).stream()
          .map(entry ->
              new AccessListEntry(
                  entry.at("address").address(),
                  entry.at("storageKeys").items().stream()
                      .map(key -> key.number().toHash())
                      .toList()))
          .toList();
    }
  }
}

package org.cairn.explorer.transaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.Fees;
import org.cairn.explorer.part.GaugePart;
import org.cairn.explorer.part.HashPart;
import org.cairn.explorer.part.MomentPart;
import org.cairn.explorer.part.Role;
import org.cairn.explorer.part.Selectors;
import org.cairn.explorer.part.Slice;
import org.cairn.explorer.part.WordRow;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.FeeMarket;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.TransactionSummary;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.ContractAddress;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Puts together what is known about one transaction of an executed canonical block. */
final class TransactionReport {
  private static final int WORDS = 48;
  private static final int LOGS = 20;
  private static final int CALLS = 30;
  private static final int ACCESS = 10;
  private static final int ACCESS_KEYS = 8;
  private static final int NEIGHBOURS = 12;

  private final ChainView view;
  private final BlockRecord block;
  private final int index;
  private final Header header;
  private final Transaction transaction;
  private final List<Receipt> receipts;
  private final Receipt receipt;
  private final Address from;
  private final Address target;
  private final long gasUsed;

  TransactionReport(ChainView view, BlockRecord block, int index) {
    this.view = view;
    this.block = block;
    this.index = index;
    this.header = block.block().header();
    this.transaction = block.block().transactions().get(index);
    this.receipts = view.receipts(block.block().hash()).orElseThrow();
    this.receipt = receipts.get(index);
    this.from = block.senders().get(index);
    this.target = transaction.to().orElseGet(() -> ContractAddress.of(from, transaction.nonce()));
    this.gasUsed = Fees.gasUsed(receipts, index);
  }

  /** Empty if the request names rows that a list does not have. */
  Optional<TransactionModel> model(Request request) {
    List<ValueCall> moved =
        view.valueCalls(block.block().hash()).stream()
            .filter(call -> call.transactionIndex() == index)
            .toList();
    int firstLog = receipts.subList(0, index).stream().mapToInt(r -> r.logs().size()).sum();
    List<LogAt> placed =
        IntStream.range(0, receipt.logs().size())
            .mapToObj(i -> new LogAt(i, firstLog + i))
            .toList();
    Optional<Slice<LogPart>> logs =
        Slice.of(
            placed,
            request.parameter("logs"),
            LOGS,
            at -> LogPart.of(receipt.logs().get(at.inTransaction()), at.inBlock()));
    Optional<Slice<CallRow>> calls =
        Slice.of(CallRow.place(moved), request.parameter("calls"), CALLS, CallRow::of);
    Optional<Slice<TransactionModel.Access>> access =
        Slice.of(
            transaction.accessList(),
            request.parameter("access"),
            ACCESS,
            TransactionReport::access);
    return logs.isEmpty() || calls.isEmpty() || access.isEmpty()
        ? Optional.empty()
        : Optional.of(model(request, logs.get(), calls.get(), access.get()));
  }

  /** The place of a log among those of its transaction and among those of its block. */
  private record LogAt(int inTransaction, int inBlock) {}

  private TransactionModel model(
      Request request,
      Slice<LogPart> logs,
      Slice<CallRow> calls,
      Slice<TransactionModel.Access> access) {
    Status status = Status.of(receipt, transaction, gasUsed);
    return new TransactionModel(
        HashPart.of(transaction.hash()),
        Sentence.of(transaction, from, target, callsCode(), status.ending()),
        status,
        place(request),
        AddressPart.of(from),
        AddressPart.of(target),
        transaction.isCreation(),
        AmountPart.ether(transaction.value()),
        fee(),
        GaugePart.of(gasUsed, transaction.gasLimit()),
        Numbers.groupedUnsigned(transaction.nonce()),
        neighbour(view.transactionsOfBefore(from, here(), NEIGHBOURS).rows()),
        neighbour(view.transactionsOfAfter(from, here(), NEIGHBOURS).rows().reversed()),
        type(transaction.type()),
        transaction.chainId().map(U256::toString).orElse("none: valid on every chain"),
        input(),
        access,
        transaction.blobVersionedHashes().stream()
            .map(Hash32::toString)
            .map(TransactionModel.Blob::new)
            .toList(),
        transaction.authorizationList().stream().map(TransactionReport::delegation).toList(),
        logs,
        calls);
  }

  private Hash32 head() {
    return view.resolve(BlockSelector.Tag.LATEST).orElseThrow();
  }

  private PageKey here() {
    return new PageKey(header.number(), index);
  }

  /** The nearest transaction that the same sender sent; null if none is near. */
  private @Nullable HashPart neighbour(List<TransactionSummary> nearestFirst) {
    return nearestFirst.stream()
        .filter(other -> other.from().equals(from))
        .findFirst()
        .map(other -> HashPart.of(other.hash()))
        .orElse(null);
  }

  private TransactionModel.Place place(Request request) {
    long deep = view.headNumber() - header.number();
    return new TransactionModel.Place(
        Long.toString(header.number()),
        Numbers.grouped(header.number()),
        Numbers.grouped(index + 1) + " of " + Numbers.grouped(receipts.size()),
        deep == 0
            ? "in the head of the chain"
            : Numbers.counted(deep, "block", "blocks") + " on top",
        MomentPart.of(header.timestamp(), request.now()),
        Role.of(view.config(), header.difficulty()));
  }

  private TransactionModel.Fee fee() {
    Fees fees = Fees.of(transaction, gasUsed, header, Fees.blobGasPrice(view.config(), block));
    boolean burns = header.baseFeePerGas() != null;
    boolean capped =
        switch (transaction.type()) {
          case LEGACY, ACCESS_LIST -> false;
          case DYNAMIC_FEE, BLOB, SET_CODE -> true;
        };
    return new TransactionModel.Fee(
        AmountPart.ether(fees.total()),
        AmountPart.gwei(fees.price()),
        burns ? AmountPart.ether(fees.burnt()) : null,
        burns ? AmountPart.ether(fees.tip()) : null,
        transaction.type() == TransactionType.BLOB ? blobGas(fees) : null,
        capped ? AmountPart.gwei(transaction.maxFeePerGas()) : null,
        capped ? AmountPart.gwei(transaction.maxPriorityFeePerGas()) : null);
  }

  private TransactionModel.BlobGas blobGas(Fees fees) {
    return new TransactionModel.BlobGas(
        Numbers.grouped(FeeMarket.blobGas(transaction)),
        AmountPart.gwei(Fees.blobGasPrice(view.config(), block)),
        AmountPart.ether(fees.blobs()),
        AmountPart.gwei(transaction.maxFeePerBlobGas()));
  }

  private TransactionModel.Input input() {
    Bytes data = transaction.data();
    boolean selects = !transaction.isCreation() && data.length() >= 4;
    long selector = selects ? LongBytes.getInt(data.shared(), 0) & 0xffffffffL : 0;
    String hex = selects ? Selectors.hex(selector) : "";
    String name = selects ? Selectors.name(selector) : "";
    int start = selects ? 4 : 0;
    int hidden = data.length() - start - 32 * WORDS;
    return new TransactionModel.Input(
        data.isEmpty() ? "" : Numbers.counted(data.length(), "byte", "bytes"),
        hex,
        name.equals(hex) ? "" : name,
        WordRow.of(data, start, WORDS),
        hidden > 0 ? Numbers.counted(hidden, "more byte", "more bytes") : "");
  }

  /**
   * Whether the recipient has code, by the state at the head; if that cannot be read, whether there
   * is a selector.
   */
  private boolean callsCode() {
    try {
      Optional<Account> account = view.state(head()).account(target);
      return account.filter(Account::hasCode).isPresent() || receipt.logs().size() > 0;
    } catch (StateUnavailableException unavailable) {
      return transaction.data().length() >= 4;
    }
  }

  private static TransactionModel.Access access(AccessListEntry entry) {
    int hidden = entry.storageKeys().size() - ACCESS_KEYS;
    return new TransactionModel.Access(
        AddressPart.of(entry.address()),
        entry.storageKeys().stream().limit(ACCESS_KEYS).map(Hash32::toString).toList(),
        hidden > 0 ? Numbers.counted(hidden, "more key", "more keys") : "");
  }

  private static TransactionModel.Delegation delegation(Authorization authorization) {
    Function<Address, AddressPart> part = AddressPart::of;
    return new TransactionModel.Delegation(
        authorization.yParity() > 1
            ? null
            : Secp256k1.instance()
                .recoverAddress(
                    authorization.signingHash(),
                    authorization.yParity(),
                    authorization.r(),
                    authorization.s())
                .map(part)
                .orElse(null),
        authorization.address().isZero() ? null : AddressPart.of(authorization.address()),
        Numbers.groupedUnsigned(authorization.nonce()),
        authorization.chainId().isZero() ? "any" : authorization.chainId().toString());
  }

  private static String type(TransactionType type) {
    return switch (type) {
      case LEGACY -> "legacy";
      case ACCESS_LIST -> "with access list (EIP-2930)";
      case DYNAMIC_FEE -> "with dynamic fee (EIP-1559)";
      case BLOB -> "with blobs (EIP-4844)";
      case SET_CODE -> "sets the code of accounts (EIP-7702)";
    };
  }
}

package org.cairn.explorer.address;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cairn.explorer.address.AddressModel.History;
import org.cairn.explorer.code.Disassembly;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Keys;
import org.cairn.explorer.page.Notice;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.AmountPart;
import org.cairn.explorer.part.HashPart;
import org.cairn.explorer.part.TransactionRow;
import org.cairn.explorer.text.Checksums;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.ContractCreation;
import org.cairn.node.query.HeaderRecord;
import org.cairn.node.query.PageKey;
import org.cairn.node.query.TransactionSummary;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.OpcodeTable;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * One account or contract: {@code /address/ADDRESS}, paged by {@code ?before=B.I} towards older and
 * {@code ?after=B.I} towards newer transactions ({@code after=oldest} for the last page), and as
 * plain text {@code /address/…/code} and {@code /disassembly}.
 */
public final class AddressPage implements Page {
  private static final int ROWS = 25;
  private static final int LINES = 120;
  private static final Pattern ADDRESS = Pattern.compile("0[xX][0-9a-fA-F]{40}");

  @Override
  public Answer answer(ChainView view, Request request) {
    List<String> path = request.path();
    if (path.isEmpty() || path.size() > 2 || !ADDRESS.matcher(path.getFirst()).matches()) {
      return Answer.badRequest("This is no address", "An address is 0x and 40 hexadecimal digits.");
    }
    Address address = Address.of(path.getFirst());
    if (path.size() == 2) {
      return text(view, address, path.getLast());
    }
    Optional<History> history = history(view, address, request);
    if (history.isEmpty()) {
      return Answer.badRequest(
          "This list has no such page",
          "“before” or “after”, not both, is a block's number, a dot and the transaction's index"
              + " in the block.");
    }
    boolean wrong = Checksums.judge(path.getFirst()) == Checksums.Verdict.WRONG;
    return Answer.html("address/address", model(view, address, wrong, history.get()));
  }

  private static Answer text(ChainView view, Address address, String form) {
    Function<Bytes, String> write;
    switch (form) {
      case "code" -> write = code -> code + "\n";
      case "disassembly" -> write = code -> Disassembly.text(code, opcodes(view));
      default -> {
        return Answer.notFound(
            Notice.notFound("There is no such form", "A contract has “code” and “disassembly”."));
      }
    }
    try {
      StateReader state = headState(view);
      Bytes code =
          state.account(address).map(account -> state.code(account.codeHash())).orElse(Bytes.EMPTY);
      return new Answer.Text(write.apply(code));
    } catch (StateUnavailableException e) {
      return Answer.notFound(
          Notice.notFound("The code cannot be read", String.valueOf(e.getMessage())));
    }
  }

  /** Empty if the request's keys are none. */
  private static Optional<History> history(ChainView view, Address address, Request request) {
    Optional<String> before = request.parameter("before");
    Optional<String> after = request.parameter("after");
    if (before.isPresent() && after.isPresent()) {
      return Optional.empty();
    }
    if (after.isPresent()) {
      Optional<PageKey> key =
          after.get().equals("oldest") ? Optional.of(PageKey.OLDEST) : Keys.place(after.get());
      return key.map(
          place -> history(address, view.transactionsOfAfter(address, place, ROWS), request));
    }
    Optional<PageKey> key =
        before.isEmpty() ? Optional.of(PageKey.NEWEST) : Keys.place(before.get());
    return key.map(
        place -> history(address, view.transactionsOfBefore(address, place, ROWS), request));
  }

  private static History history(
      Address address, org.cairn.node.query.Page<TransactionSummary> page, Request request) {
    List<TransactionSummary> rows = page.rows();
    return new History(
        rows.stream().map(row -> TransactionRow.seenFrom(address, row, request.now())).toList(),
        page.newer() && !rows.isEmpty() ? key(rows.getFirst()) : null,
        page.older() && !rows.isEmpty() ? key(rows.getLast()) : null);
  }

  private static String key(TransactionSummary row) {
    return Keys.write(new PageKey(row.blockNumber(), row.index()));
  }

  private static AddressModel model(
      ChainView view, Address address, boolean checksumWrong, History history) {
    AddressModel.Creation creation =
        view.creationOf(address).map(AddressPage::creation).orElse(null);
    AddressPart part = AddressPart.of(address);
    try {
      StateReader state = headState(view);
      Optional<Account> found = state.account(address);
      Account account = found.orElse(Account.EMPTY);
      Bytes code = account.hasCode() ? state.code(account.codeHash()) : Bytes.EMPTY;
      return new AddressModel(
          part,
          checksumWrong,
          kind(found.isPresent(), code, creation != null),
          new AddressModel.Holdings(
              AmountPart.ether(account.balance()), Numbers.groupedUnsigned(account.nonce())),
          "",
          creation,
          code.isEmpty() ? null : code(account, code, opcodes(view)),
          history);
    } catch (StateUnavailableException e) {
      return new AddressModel(
          part,
          checksumWrong,
          creation != null ? "Contract" : "Account",
          null,
          String.valueOf(e.getMessage()),
          creation,
          null,
          history);
    }
  }

  /** The instructions of the fork at the head. */
  private static OpcodeTable opcodes(ChainView view) {
    HeaderRecord head = view.resolve(BlockSelector.Tag.LATEST).flatMap(view::header).orElseThrow();
    Header header = head.header();
    U256 parentTotal = head.totalDifficulty().minus(header.difficulty());
    return view.config()
        .schedule()
        .forkAt(header.number(), header.timestamp(), parentTotal)
        .execution()
        .opcodes();
  }

  private static StateReader headState(ChainView view) {
    return view.state(view.resolve(BlockSelector.Tag.LATEST).orElseThrow());
  }

  private static String kind(boolean present, Bytes code, boolean created) {
    if (Disassembly.delegate(code).isPresent()) {
      return "Account with delegated code";
    }
    if (!code.isEmpty()) {
      return "Contract";
    }
    if (created) {
      return "Contract without code: destroyed, or created empty";
    }
    return present ? "Account" : "Unused address";
  }

  private static AddressModel.Creation creation(ContractCreation creation) {
    return new AddressModel.Creation(
        AddressPart.of(creation.creator()),
        HashPart.of(creation.transactionHash()),
        Long.toString(creation.blockNumber()),
        Numbers.grouped(creation.blockNumber()));
  }

  private static AddressModel.Code code(Account account, Bytes code, OpcodeTable opcodes) {
    Optional<Address> delegate = Disassembly.delegate(code);
    List<Disassembly.Line> lines =
        delegate.isPresent() ? List.of() : Disassembly.of(code, opcodes, LINES + 1);
    boolean cut = lines.size() > LINES;
    return new AddressModel.Code(
        Numbers.counted(code.length(), "byte", "bytes"),
        account.codeHash().toString(),
        account.hasStorage(),
        nullable(delegate.map(AddressPart::of)),
        cut ? lines.subList(0, LINES) : lines,
        cut ? "The first " + LINES + " instructions are shown." : "");
  }

  private static <T> @Nullable T nullable(Optional<T> optional) {
    return optional.orElse(null);
  }
}

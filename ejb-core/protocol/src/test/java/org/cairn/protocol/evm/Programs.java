package org.cairn.protocol.evm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.uint.U256;

/** Runs programs by themselves. */
final class Programs {
  static final Address CALLER = Address.of(0xaa);
  static final Address PROGRAM = Address.of(0xcc);

  private static final U256 RICH = U256.of(1L << 60);

  private Programs() {}

  /** What a run gave, with the journal as it left it. */
  record Run(Machine.Result result, StateJournal journal, Machine machine) {}

  static Run run(Fork fork, Bytes code, long gas) {
    return run(fork, code, Bytes.EMPTY, gas, null);
  }

  static Run run(Fork fork, Bytes code, Bytes input, long gas, Tracer tracer) {
    StateJournal journal = new StateJournal(state(code));
    Machine machine =
        new Machine(fork.execution(), block(), journal, new CodeCache(1 << 24), new Cancellation());
    machine.trace(tracer);
    journal.beginTransaction();
    machine.begin(new TransactionEnvironment(CALLER, U256.ONE, List.of(Hash32.ZERO)), 0);
    return new Run(machine.call(CALLER, PROGRAM, U256.ONE, input, gas), journal, machine);
  }

  static BlockEnvironment block() {
    return new BlockEnvironment(
        U256.ONE,
        1_000,
        1_700_000_000,
        30_000_000,
        Address.of(0xbb),
        U256.of(131_072),
        U256.of(77).toHash(),
        U256.of(7),
        U256.ONE,
        number -> Keccak256.hash(U256.of(number).toArray()));
  }

  private static StateReader state(Bytes code) {
    Hash32 hash = Keccak256.hash(code);
    Map<Address, Account> accounts =
        Map.of(
            PROGRAM, new Account(1, RICH, Account.EMPTY_ROOT, hash),
            CALLER, new Account(1, RICH, Account.EMPTY_ROOT, Account.EMPTY_CODE_HASH));
    return new StateReader() {
      @Override
      public Optional<Account> account(Address address) {
        return Optional.ofNullable(accounts.get(address));
      }

      @Override
      public Bytes code(Hash32 codeHash) {
        return codeHash.equals(hash) ? code : Bytes.EMPTY;
      }

      @Override
      public U256 storage(Address address, U256 slot) {
        return U256.ZERO;
      }
    };
  }
}

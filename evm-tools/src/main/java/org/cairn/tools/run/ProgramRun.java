package org.cairn.tools.run;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.evm.Cancellation;
import org.cairn.protocol.evm.CodeCache;
import org.cairn.protocol.evm.ContractAddress;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.evm.TransactionEnvironment;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.state.StateJournal;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program.
 *
 * @param result its output is what was returned, of a creation the code that it deployed
 * @param after the state that it leaves
 */
public record ProgramRun(Machine.Result result, long gasUsed, MemoryState after) {
  private static final int CODE_CACHE_BYTES = 1 << 20;

  /** Runs it; a tracer sees it from the outermost call on. */
  public static ProgramRun of(Program program, World world, @Nullable Tracer tracer) {
    StateJournal journal = new StateJournal(world.state());
    if (!program.creates() && !program.code().isEmpty()) {
      journal.beginTransaction();
      JournalAccount receiver = journal.account(program.receiver());
      journal.bring(receiver);
      journal.setCode(receiver, program.code());
      journal.endTransaction(false);
    }
    journal.beginTransaction();
    Machine machine =
        new Machine(
            world.fork().execution(),
            world.block(),
            journal,
            new CodeCache(CODE_CACHE_BYTES),
            new Cancellation());
    machine.trace(tracer);
    machine.begin(new TransactionEnvironment(program.sender(), program.gasPrice(), List.of()), 0);
    warmUp(program, world, journal);
    Machine.Result result = run(program, machine);
    journal.endTransaction(world.fork().execution().has(Rule.EMPTY_ACCOUNTS_REMOVED));
    return new ProgramRun(
        result, program.gas() - result.gasLeft(), world.state().with(journal.delta()));
  }

  private static Machine.Result run(Program program, Machine machine) {
    if (!program.creates()) {
      return machine.call(
          program.sender(), program.receiver(), program.value(), program.input(), program.gas());
    }
    JournalAccount sender = machine.journal().account(program.sender());
    long nonce = sender.nonce();
    machine.journal().setNonce(sender, nonce + 1);
    Address created = ContractAddress.of(program.sender(), nonce);
    Machine.Result result =
        machine.create(
            program.sender(),
            created,
            program.value(),
            concatenated(program.code(), program.input()),
            program.gas());
    return result.outcome().succeeded()
        ? new Machine.Result(
            result.outcome(),
            result.gasLeft(),
            machine.journal().code(machine.journal().account(created)))
        : result;
  }

  private static Bytes concatenated(Bytes code, Bytes input) {
    byte[] all = new byte[code.length() + input.length()];
    code.copyTo(all, 0);
    input.copyTo(all, code.length());
    return Bytes.wrap(all);
  }

  private static void warmUp(Program program, World world, StateJournal journal) {
    if (world.fork().execution().value(Parameter.COLD_ACCOUNT) == 0) {
      return;
    }
    journal.warm(journal.account(program.sender()));
    if (!program.creates()) {
      journal.warm(journal.account(program.receiver()));
    }
    if (world.fork().execution().has(Rule.WARM_BENEFICIARY)) {
      journal.warm(journal.account(world.beneficiary()));
    }
  }
}

package org.cairn.protocol.execution;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.evm.BlockEnvironment;
import org.cairn.protocol.evm.ContractAddress;
import org.cairn.protocol.evm.Delegation;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.Outcome;
import org.cairn.protocol.evm.TransactionEnvironment;
import org.cairn.protocol.fork.ExecutionParameters;
import org.cairn.protocol.fork.Parameter;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.state.JournalAccount;
import org.cairn.protocol.state.StateJournal;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Runs one transaction after another on a machine: takes the gas, runs the call or creation, gives
 * back and pays out (Yellow Paper 6). Confined to the machine's thread.
 */
final class TransactionProcessor {
  private final Machine machine;
  private final ExecutionParameters parameters;
  private final StateJournal journal;
  private final BlockEnvironment block;

  TransactionProcessor(Machine machine) {
    this.machine = machine;
    this.parameters = machine.parameters();
    this.journal = machine.journal();
    this.block = machine.block();
  }

  /**
   * What a transaction came to; its logs are the journal's.
   *
   * @param created the address that a creation is for
   */
  record Executed(Outcome outcome, long gasUsed, Bytes output, Optional<Address> created) {}

  /**
   * Runs a transaction; throws InvalidBlockException, the journal being as before, if it may not be
   * in the block.
   *
   * @param gasLeft gas of the block for this and later transactions
   * @param strict whether nonce and code of the sender are looked at
   */
  Executed process(Message tx, int index, long gasLeft, long blobGasLeft, boolean strict) {
    long intrinsic = TransactionCosts.intrinsic(tx, parameters);
    long floor = TransactionCosts.floor(tx, parameters);
    TransactionValidity.checkForm(tx, parameters, intrinsic, floor);
    TransactionValidity.checkAgainstBlock(tx, parameters, block, gasLeft, blobGasLeft);
    JournalAccount sender = journal.account(tx.sender());
    if (strict) {
      TransactionValidity.checkSender(tx, machine, sender);
    }
    TransactionValidity.checkFunds(tx, sender.balance());
    journal.beginTransaction();
    U256 price = tx.effectiveGasPrice(block.baseFee());
    machine.begin(new TransactionEnvironment(tx.sender(), price, tx.blobHashes()), index);
    journal.debit(sender, price.times(tx.gasLimit()));
    journal.debit(sender, block.blobBaseFee().times(tx.blobGas()));
    Executed executed = run(tx, sender, tx.gasLimit() - intrinsic);
    long used = Math.max(executed.gasUsed + intrinsic, floor);
    journal.credit(sender, price.times(tx.gasLimit() - used));
    payBeneficiary(price, used);
    journal.endTransaction(parameters.has(Rule.EMPTY_ACCOUNTS_REMOVED));
    return new Executed(executed.outcome, used, executed.output, executed.created);
  }

  private void payBeneficiary(U256 price, long used) {
    U256 tip = price;
    if (parameters.has(Rule.FEE_MARKET)) {
      tip = price.compareTo(block.baseFee()) > 0 ? price.minus(block.baseFee()) : U256.ZERO;
    }
    journal.credit(journal.account(block.beneficiary()), tip.times(used));
  }

  /** Runs the call or creation; the gas used is without the intrinsic gas, refunds taken off. */
  private Executed run(Message tx, JournalAccount sender, long gas) {
    long nonce = sender.nonce();
    journal.setNonce(sender, nonce + 1);
    Address to = tx.to();
    warmUp(tx, to);
    Machine.Result result;
    Optional<Address> created = Optional.empty();
    if (to == null) {
      Address address = ContractAddress.of(tx.sender(), nonce);
      created = Optional.of(address);
      result = machine.create(tx.sender(), address, tx.value(), tx.data(), gas);
    } else {
      tx.authorizations().forEach(this::authorize);
      warmDelegate(to);
      result = machine.call(tx.sender(), to, tx.value(), tx.data(), gas);
    }
    long used = gas - result.gasLeft();
    long quotient = parameters.value(Parameter.REFUND_QUOTIENT);
    long most = (tx.gasLimit() - result.gasLeft()) / quotient;
    long refund = Math.min(journal.refund(), most);
    return new Executed(result.outcome(), used - refund, result.output(), created);
  }

  private void warmUp(Message tx, @Nullable Address to) {
    if (parameters.value(Parameter.COLD_ACCOUNT) == 0) {
      return;
    }
    journal.warm(journal.account(tx.sender()));
    if (to != null) {
      journal.warm(journal.account(to));
    }
    if (parameters.has(Rule.WARM_BENEFICIARY)) {
      journal.warm(journal.account(block.beneficiary()));
    }
    for (AccessListEntry entry : tx.accessList()) {
      JournalAccount account = journal.account(entry.address());
      journal.warm(account);
      for (Hash32 key : entry.storageKeys()) {
        journal.warm(journal.slot(account, key.word(0), key.word(1), key.word(2), key.word(3)));
      }
    }
  }

  private void warmDelegate(Address to) {
    if (parameters.has(Rule.DELEGATION)) {
      Address target = Delegation.target(journal.code(journal.account(to)));
      if (target != null) {
        journal.warm(journal.account(target));
      }
    }
  }

  /** Sets an account's delegation as it asked for; an entry that is wrong is passed over (7702). */
  private void authorize(Authorization entry) {
    boolean here = entry.chainId().isZero() || entry.chainId().equals(block.chainId());
    if (!here || entry.nonce() == -1 || entry.yParity() > 1) {
      return;
    }
    if (entry.s().compareTo(Secp256k1.HALF_ORDER) > 0) {
      return;
    }
    Secp256k1.instance()
        .recoverAddress(entry.signingHash(), entry.yParity(), entry.r(), entry.s())
        .ifPresent(signer -> delegate(journal.account(signer), entry));
  }

  private void delegate(JournalAccount authority, Authorization entry) {
    journal.warm(authority);
    boolean free = !authority.hasCode() || Delegation.target(journal.code(authority)) != null;
    if (!free || authority.nonce() != entry.nonce()) {
      return;
    }
    if (authority.exists()) {
      journal.refund(journal.refund() + parameters.value(Parameter.AUTHORIZATION_REFUND));
    }
    Bytes code = entry.address().isZero() ? Bytes.EMPTY : Delegation.to(entry.address());
    journal.setCode(authority, code);
    journal.setNonce(authority, entry.nonce() + 1);
  }
}

package org.cairn.protocol.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.evm.Machine;
import org.cairn.protocol.evm.TransactionEnvironment;
import org.cairn.protocol.execution.InvalidBlockException.Reason;
import org.cairn.protocol.fork.Rule;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.uint.U256;

/**
 * Calls that the protocol itself makes at the ends of a block, and the requests that come of them
 * (EIP-4788, 2935, 6110, 7002, 7251, 7685).
 */
final class SystemContracts {
  private static final Address CALLER = Address.of("fffffffffffffffffffffffffffffffffffffffe");
  private static final Address BEACON_ROOTS =
      Address.of("000f3df6d732807ef1319fb7b8bb8522d0beac02");
  private static final Address PARENT_HASHES =
      Address.of("0000f90827f1c53a10cb7a02335b175320002935");
  private static final Address WITHDRAWAL_REQUESTS =
      Address.of("00000961ef480eb55e80d19ad83579a64c007002");
  private static final Address CONSOLIDATION_REQUESTS =
      Address.of("0000bbddc7ce488642fb579f8b00f3a590007251");

  /** keccak("DepositEvent(bytes,bytes,bytes,bytes,bytes)") */
  private static final Hash32 DEPOSIT_EVENT =
      Hash32.of("649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5");

  private static final long GAS = 30_000_000;
  private static final int DEPOSIT_TYPE = 0;
  private static final int WITHDRAWAL_TYPE = 1;
  private static final int CONSOLIDATION_TYPE = 2;

  /** Lengths of a deposit's public key, credentials, amount, signature and index. */
  private static final int[] DEPOSIT_LENGTHS = {48, 32, 8, 96, 8};

  private static final int DEPOSIT_LOG_LENGTH = 576;

  private final Machine machine;

  SystemContracts(Machine machine) {
    this.machine = machine;
  }

  /** What comes before the first transaction. */
  void beginBlock(Hash32 parentHash, Optional<Hash32> parentBeaconRoot) {
    parentBeaconRoot.ifPresent(this::keepBeaconRoot);
    if (machine.parameters().has(Rule.PARENT_HASH_KEPT)) {
      keepParentHash(parentHash);
    }
  }

  /** EIP-4788. */
  void keepBeaconRoot(Hash32 root) {
    call(BEACON_ROOTS, root.toBytes());
  }

  /** EIP-2935. */
  void keepParentHash(Hash32 parentHash) {
    call(PARENT_HASHES, parentHash.toBytes());
  }

  private Machine.Result call(Address contract, Bytes input) {
    machine.journal().beginTransaction();
    machine.begin(new TransactionEnvironment(CALLER, U256.ZERO, List.of()), 0);
    int known = machine.valueCalls().size();
    Machine.Result result = machine.call(CALLER, contract, U256.ZERO, input, GAS);
    machine.valueCalls().subList(known, machine.valueCalls().size()).clear();
    machine.journal().endTransaction(true);
    return result;
  }

  /** The requests of a block, whose transactions are done; the contracts must be there. */
  List<Bytes> requests(List<Receipt> receipts, Optional<Address> depositContract) {
    List.of(WITHDRAWAL_REQUESTS, CONSOLIDATION_REQUESTS).forEach(this::requirePresent);
    return requestsOfPresent(receipts, depositContract);
  }

  private void requirePresent(Address contract) {
    if (!machine.journal().account(contract).hasCode()) {
      throw new InvalidBlockException(
          Reason.SYSTEM_CONTRACT_MISSING, "no code at system contract " + contract);
    }
  }

  /** Likewise; a contract that is not there makes no requests. */
  List<Bytes> requestsOfPresent(List<Receipt> receipts, Optional<Address> depositContract) {
    List<Bytes> requests = new ArrayList<>(3);
    depositContract.ifPresent(
        contract -> addRequest(requests, DEPOSIT_TYPE, deposits(receipts, contract)));
    addRequest(requests, WITHDRAWAL_TYPE, dequeue(WITHDRAWAL_REQUESTS));
    addRequest(requests, CONSOLIDATION_TYPE, dequeue(CONSOLIDATION_REQUESTS));
    return requests;
  }

  private static void addRequest(List<Bytes> requests, int type, Bytes data) {
    if (!data.isEmpty()) {
      byte[] request = new byte[1 + data.length()];
      request[0] = (byte) type;
      data.copyTo(request, 1);
      requests.add(Bytes.wrap(request));
    }
  }

  private Bytes dequeue(Address contract) {
    Machine.Result result = call(contract, Bytes.EMPTY);
    if (!result.outcome().succeeded()) {
      throw new InvalidBlockException(
          Reason.SYSTEM_CALL_FAILED,
          "system contract " + contract + ": " + result.outcome().message());
    }
    return result.output();
  }

  private static Bytes deposits(List<Receipt> receipts, Address contract) {
    List<byte[]> deposits = new ArrayList<>();
    int length = 0;
    for (Receipt receipt : receipts) {
      for (Log log : receipt.logs()) {
        boolean deposit =
            log.address().equals(contract)
                && !log.topics().isEmpty()
                && log.topics().getFirst().equals(DEPOSIT_EVENT);
        if (deposit) {
          byte[] data = deposit(log.data());
          deposits.add(data);
          length += data.length;
        }
      }
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] deposit : deposits) {
      System.arraycopy(deposit, 0, all, at, deposit.length);
      at += deposit.length;
    }
    return Bytes.wrap(all);
  }

  /** The five members of the event's data, which must stand exactly where Solidity puts them. */
  private static byte[] deposit(Bytes log) {
    byte[] data = log.shared();
    if (data.length != DEPOSIT_LOG_LENGTH) {
      throw malformed("a deposit's log has " + data.length + " bytes");
    }
    byte[] out = new byte[192];
    int at = 0;
    int expected = 32 * DEPOSIT_LENGTHS.length;
    for (int i = 0; i < DEPOSIT_LENGTHS.length; i++) {
      int length = DEPOSIT_LENGTHS[i];
      if (word(data, 32 * i) != expected || word(data, expected) != length) {
        throw malformed("member " + i + " of a deposit's log is not where it should be");
      }
      System.arraycopy(data, expected + 32, out, at, length);
      at += length;
      expected += 32 + (length + 31) / 32 * 32;
    }
    return out;
  }

  /** A word that is small, or -1. */
  private static long word(byte[] data, int at) {
    long high =
        LongBytes.getLong(data, at)
            | LongBytes.getLong(data, at + 8)
            | LongBytes.getLong(data, at + 16);
    long low = LongBytes.getLong(data, at + 24);
    return high != 0 || low < 0 ? -1 : low;
  }

  private static InvalidBlockException malformed(String message) {
    return new InvalidBlockException(Reason.DEPOSIT_MALFORMED, message);
  }
}

package org.cairn.rpc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.BlobTransaction;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.DynamicFeeTransaction;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.SetCodeTransaction;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;

/** A made-up chain of two blocks: an empty one, and one with a transaction of each newer type. */
final class SampleChain {
  static final Address ALICE = Address.of("0x" + "a1".repeat(20));
  static final Address BOB = Address.of("0x" + "b0".repeat(20));
  static final Hash32 TOPIC = Hash32.of("0x" + "77".repeat(32));
  static final U256 CHAIN_ID = U256.of(1337);

  private SampleChain() {}

  static ChainInMemory at(Fork fork) {
    ChainConfig config =
        new ChainConfig(
            CHAIN_ID,
            ForkSchedule.always(fork),
            new ChainConfig.SealEngine.Unsealed(),
            OptionalLong.empty(),
            Optional.empty());
    ChainInMemory chain = new ChainInMemory(config);
    chain.add(
        new Block(new Header.Builder().gasLimit(30_000_000).build(), BlockBody.EMPTY),
        List.of(),
        List.of());
    return chain;
  }

  /** Cancun: a creation, a transfer with a log, a blob transaction and a set-code transaction. */
  static ChainInMemory modern() {
    ChainInMemory chain = at(Forks.PRAGUE);
    List<Transaction> transactions = List.of(creation(), transfer(), blobs(), setCode());
    Block block =
        new Block(
            new Header.Builder()
                .number(1)
                .timestamp(12)
                .gasLimit(30_000_000)
                .gasUsed(160_000)
                .parentHash(chain.genesisHash())
                .baseFeePerGas(U256.of(100))
                .withdrawalsRoot(Hash32.ZERO)
                .blobGasUsed(131_072L)
                .excessBlobGas(0L)
                .parentBeaconBlockRoot(Hash32.ZERO)
                .requestsHash(Hash32.ZERO)
                .build(),
            new BlockBody(transactions, List.of(), List.of(new Withdrawal(7, 8, BOB, 9))));
    Log log = new Log(BOB, List.of(TOPIC), Bytes.of("0x01"));
    chain.add(
        block,
        List.of(ALICE, ALICE, ALICE, BOB),
        List.of(
            Receipt.ofStatus(TransactionType.LEGACY, true, 53_000, List.of(log)),
            Receipt.ofStatus(TransactionType.DYNAMIC_FEE, false, 80_000, List.of()),
            Receipt.ofStatus(TransactionType.BLOB, true, 110_000, List.of(log, log)),
            Receipt.ofStatus(TransactionType.SET_CODE, true, 160_000, List.of())));
    return chain;
  }

  private static TransactionSignature signature(long v) {
    return new TransactionSignature(U256.of(v), U256.ONE, U256.of(2));
  }

  private static Transaction creation() {
    return new LegacyTransaction(
        0, U256.of(150), 60_000, null, U256.ZERO, Bytes.of("0x6000"), signature(27));
  }

  private static Transaction transfer() {
    return new DynamicFeeTransaction(
        CHAIN_ID,
        1,
        U256.of(2),
        U256.of(500),
        30_000,
        BOB,
        U256.ONE,
        Bytes.EMPTY,
        List.of(new AccessListEntry(BOB, List.of(TOPIC))),
        signature(1));
  }

  private static Transaction blobs() {
    return new BlobTransaction(
        CHAIN_ID,
        2,
        U256.of(90),
        U256.of(110),
        30_000,
        BOB,
        U256.ZERO,
        Bytes.EMPTY,
        List.of(),
        U256.of(3),
        List.of(Hash32.of("01" + "00".repeat(31))),
        signature(0));
  }

  private static Transaction setCode() {
    return new SetCodeTransaction(
        CHAIN_ID,
        0,
        U256.ZERO,
        U256.of(100),
        60_000,
        ALICE,
        U256.ZERO,
        Bytes.EMPTY,
        List.of(),
        List.of(new Authorization(CHAIN_ID, ALICE, 5, 1, U256.of(3), U256.of(4))),
        signature(1));
  }
}

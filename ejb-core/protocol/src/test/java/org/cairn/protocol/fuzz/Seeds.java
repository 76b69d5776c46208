package org.cairn.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.Initiator;
import org.cairn.protocol.devp2p.NodeKey;
import org.cairn.protocol.devp2p.RlpxException;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.BlobTransaction;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
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

/** Well-formed bytes of every kind, from which the fuzzer sets out. */
final class Seeds {
  private static final Address ADDRESS = Address.of(0x1234);
  private static final Hash32 HASH = U256.of(5).toHash();
  private static final TransactionSignature SIGNATURE =
      new TransactionSignature(U256.ONE, U256.of(77), U256.of(88));
  private static final String GENESIS =
      """
      {"config": {"chainId": 5, "homesteadBlock": 0, "clique": {"period": 1, "epoch": 2},
       "shanghaiTime": 7, "terminalTotalDifficulty": 0,
       "blobSchedule": {"cancun": {"target": 3, "max": 6, "baseFeeUpdateFraction": 3338477}}},
       "gasLimit": "0x10000", "difficulty": "0x1", "extraData": "0x00", "timestamp": "0x5",
       "alloc": {"0x0000000000000000000000000000000000001234":
         {"balance": "0x7", "nonce": 1, "code": "0x6001", "storage": {"0x01": "0x02"}}}}\
      """;

  private Seeds() {}

  static Stream<byte[]> all() {
    return Stream.of(
            transactions().map(Transaction::encoded),
            Stream.of(block().encoded(), receipt().encoded(), auth()),
            Stream.of(Receipt.encodeList(List.of(receipt(), receipt()))),
            Stream.of(Bytes.wrap(GENESIS.getBytes(StandardCharsets.UTF_8))),
            Stream.of("c0", "f800", "bfffffffffffffffff", "65320000", "1f8b08", "", "c1c1c1c0")
                .map(Bytes::of))
        .flatMap(bytes -> bytes)
        .map(Bytes::toArray);
  }

  private static Stream<Transaction> transactions() {
    List<AccessListEntry> accesses = List.of(new AccessListEntry(ADDRESS, List.of(HASH)));
    TransactionSignature legacy = new TransactionSignature(U256.of(37), U256.of(7), U256.of(8));
    return Stream.of(
        new LegacyTransaction(1, U256.of(9), 21_000, ADDRESS, U256.ONE, Bytes.of("0102"), legacy),
        new BlobTransaction(
            U256.ONE,
            1,
            U256.ONE,
            U256.of(2),
            50_000,
            ADDRESS,
            U256.ZERO,
            Bytes.EMPTY,
            accesses,
            U256.of(3),
            List.of(HASH),
            SIGNATURE),
        new SetCodeTransaction(
            U256.ONE,
            1,
            U256.ONE,
            U256.of(2),
            50_000,
            ADDRESS,
            U256.ZERO,
            Bytes.EMPTY,
            accesses,
            List.of(new Authorization(U256.ONE, ADDRESS, 3, 1, U256.of(4), U256.of(5))),
            SIGNATURE));
  }

  private static Block block() {
    Header header =
        new Header.Builder()
            .number(7)
            .gasLimit(30_000_000)
            .baseFeePerGas(U256.of(7))
            .withdrawalsRoot(HASH)
            .build();
    BlockBody body =
        new BlockBody(
            transactions().toList(), List.of(), List.of(new Withdrawal(1, 2, ADDRESS, 3)));
    return new Block(header, body);
  }

  private static Receipt receipt() {
    Log log = new Log(ADDRESS, List.of(HASH), Bytes.of("ff"));
    return Receipt.ofStatus(TransactionType.DYNAMIC_FEE, true, 21_000, List.of(log));
  }

  private static Bytes auth() {
    Secp256k1 curve = Secp256k1.instance();
    try {
      return Initiator.start(
              curve,
              NodeKey.of(curve, U256.of(8).toHash()),
              NodeKey.of(curve, U256.of(7).toHash()).id(),
              new Random(3))
          .auth();
    } catch (RlpxException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.cairn.node.chain.ChainStore.Identity;
import org.cairn.node.chain.ChainUpdate;
import org.cairn.node.chain.ExecutedBlock;
import org.cairn.node.chain.StoreException;
import org.cairn.node.query.LogFilter;
import org.cairn.node.query.PageKey;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;
import org.cairn.store.LocalUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contents as large and as odd as a chain may hold. */
class HostileContentsTest {
  private static final Address ADDRESS = Address.of(-1, -1, -1);

  private final TestDatabase database = TestDatabase.create();
  private final PostgresChainReader reader = new PostgresChainReader(database.pool());
  private final Block genesis = new Block(new Header.Builder().build(), BlockBody.EMPTY);

  private static Transaction transaction(long nonce, U256 value, Bytes data) {
    TransactionSignature signature = new TransactionSignature(U256.of(27), U256.MAX, U256.MAX);
    return new LegacyTransaction(nonce, U256.ZERO, -1L, ADDRESS, value, data, signature);
  }

  private ExecutedBlock block(
      List<Transaction> transactions, List<Receipt> receipts, List<ValueCall> calls) {
    Header header =
        new Header.Builder()
            .parentHash(genesis.hash())
            .number(1)
            .difficulty(U256.MAX)
            .gasLimit(Long.MAX_VALUE)
            .gasUsed(Long.MAX_VALUE)
            .timestamp(Long.MAX_VALUE)
            .nonce(-1)
            .extraData(Bytes.wrap(new byte[100_000]))
            .baseFeePerGas(U256.ZERO)
            .withdrawalsRoot(Hash32.ZERO)
            .blobGasUsed(-1L)
            .excessBlobGas(-1L)
            .build();
    StateDelta delta =
        new StateDelta(
            Map.of(
                ADDRESS,
                new AccountChange.Updated(
                    -1, U256.MAX, Hash32.ZERO, true, Map.of(U256.MAX, U256.MAX)),
                Address.ZERO,
                new AccountChange.Deleted()),
            Map.of());
    return new ExecutedBlock(
        new Block(header, new BlockBody(transactions, List.of(header, header), List.of())),
        U256.MAX,
        ADDRESS,
        transactions.stream().map(t -> ADDRESS).toList(),
        receipts,
        calls,
        delta);
  }

  private void store(ExecutedBlock block) {
    try (PostgresChainStore store =
        PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test")) {
      store.create(
          new Identity(genesis.hash(), "{\"odd\": \"\\u0000 \ud83d\ude00\"}"),
          new ExecutedBlock(
              genesis, U256.ZERO, Address.ZERO, List.of(), List.of(), List.of(), StateDelta.EMPTY));
      store.commit(new ChainUpdate(List.of(), OptionalLong.empty(), List.of(block)));
      assertThat(store.identity().orElseThrow().genesisJson()).contains("\ud83d\ude00");
      assertThat(store.delta(block.block().hash())).contains(block.delta());
    }
    assertThat(reader.block(block.block().hash()).orElseThrow().block()).isEqualTo(block.block());
    assertThat(reader.receipts(block.block().hash())).contains(block.receipts());
    assertThat(reader.valueCalls(block.block().hash())).isEqualTo(block.valueCalls());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void storesTheLargestNumbers() {
    ExecutedBlock block =
        block(
            List.of(transaction(-1, U256.MAX, Bytes.EMPTY)),
            List.of(Receipt.ofStatus(TransactionType.LEGACY, true, Long.MAX_VALUE, List.of())),
            List.of(
                new ValueCall(
                    0,
                    List.of(Integer.MAX_VALUE, 0),
                    ValueCall.Kind.SELFDESTRUCT,
                    ADDRESS,
                    ADDRESS,
                    U256.MAX)));
    store(block);
    var row = reader.transactionsOfBefore(ADDRESS, PageKey.NEWEST, 5, 1).rows();
    assertThat(row).hasSize(1);
    assertThat(row.getFirst().value()).isEqualTo(U256.MAX);
    assertThat(row.getFirst().method()).isEqualTo(-1);
    assertThat(reader.summaries(1, 1).getFirst().timestamp()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void storesAMegabyteOfCallDataAndLogs() {
    byte[] noise = new byte[1 << 20];
    new Random(1).nextBytes(noise);
    List<Log> logs = new ArrayList<>();
    logs.add(new Log(ADDRESS, List.of(), Bytes.wrap(noise)));
    for (int i = 0; i < 20_000; i++) {
      logs.add(
          new Log(
              ADDRESS, List.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO, Hash32.ZERO), Bytes.EMPTY));
    }
    store(
        block(
            List.of(transaction(0, U256.ZERO, Bytes.wrap(noise))),
            List.of(Receipt.ofStatus(TransactionType.LEGACY, true, 1, logs)),
            List.of()));
    LogFilter all = new LogFilter(0, 1, List.of(ADDRESS), List.of());
    assertThat(reader.logs(all, 30_000, 1))
        .hasSize(20_001)
        .first()
        .satisfies(record -> assertThat(record.log().data()).isEqualTo(Bytes.wrap(noise)));
  }

  @Test
  void storesDeepAndManyCalls() {
    List<Integer> path = new ArrayList<>();
    List<ValueCall> calls = new ArrayList<>();
    for (int depth = 0; depth < 1024; depth++) {
      path.add(depth);
      calls.add(new ValueCall(0, path, ValueCall.Kind.CREATE2, ADDRESS, ADDRESS, U256.of(depth)));
    }
    store(
        block(
            List.of(transaction(0, U256.ZERO, Bytes.EMPTY)),
            List.of(Receipt.ofStatus(TransactionType.LEGACY, false, 0, List.of())),
            calls));
    assertThat(reader.creationOf(ADDRESS, 1)).isPresent();
  }

  @Test
  void refusesTextThatTheDatabaseCannotHold() {
    try (PostgresChainStore store =
        PostgresChainStore.open(new LocalUnitOfWork(database.pool()), database.source(), "test")) {
      ExecutedBlock block =
          new ExecutedBlock(
              genesis, U256.ZERO, Address.ZERO, List.of(), List.of(), List.of(), StateDelta.EMPTY);
      assertThatThrownBy(() -> store.create(new Identity(genesis.hash(), "{\0}"), block))
          .isInstanceOf(StoreException.class);
      assertThat(store.identity()).isEmpty();
    }
  }

  @Test
  void writesEveryNumberAsTheDatabaseReadsIt() {
    List<U256> numbers = new ArrayList<>(List.of(U256.ZERO, U256.ONE, U256.MAX));
    Random random = new Random(7);
    for (int bits = 1; bits <= 256; bits++) {
      numbers.add(U256.of(new BigInteger(bits, random)));
      numbers.add(U256.of(BigInteger.ONE.shiftLeft(bits - 1)));
    }
    for (int exponent = 1; exponent < 78; exponent++) {
      numbers.add(U256.of(BigInteger.TEN.pow(exponent)));
      numbers.add(U256.of(BigInteger.TEN.pow(exponent).subtract(BigInteger.ONE)));
    }
    DecimalDigits digits = new DecimalDigits();
    for (U256 number : numbers) {
      digits.set(number);
      BigInteger value = BigInteger.ZERO;
      for (int i = 0; i < digits.count(); i++) {
        BigInteger weight = BigInteger.valueOf(10_000).pow(digits.weight() - i);
        value = value.add(BigInteger.valueOf(digits.at(i)).multiply(weight));
      }
      assertThat(value).isEqualTo(number.toBigInteger());
    }
  }

  @Test
  void unpacksWhatItPackedAndRefusesDamage() {
    Packed packed = new Packed();
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 95, 96, 97, 5_000, 200_000}) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      assertThat(Packed.unpack(packed.pack(Bytes.wrap(noise)).shared()))
          .isEqualTo(Bytes.wrap(noise));
      Bytes zeros = Bytes.wrap(new byte[length]);
      byte[] small = packed.pack(zeros).toArray();
      assertThat(Packed.unpack(small)).isEqualTo(zeros);
      if (small[0] == 1) {
        assertThat(small.length).isLessThan(length / 4);
        small[2] ^= 0x7f;
        assertThatThrownBy(() -> Packed.unpack(small)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> Packed.unpack(new byte[] {1, 0, 0}))
            .isInstanceOf(StoreException.class);
      }
    }
    assertThatThrownBy(() -> Packed.unpack(new byte[0])).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> Packed.unpack(new byte[] {2})).isInstanceOf(StoreException.class);
  }
}

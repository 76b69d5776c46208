package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.ForkSchedule.Activation;
import org.cairn.protocol.fork.ForkSchedule.Condition;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsensusRulesTest {
  private static final U256 NO_WORK_YET = U256.ZERO;

  private static ConsensusRules rules(ForkSchedule schedule, OptionalLong daoForkBlock) {
    return ConsensusRules.of(
        new ChainConfig(
            U256.ONE, schedule, new SealEngine.Unsealed(), daoForkBlock, Optional.empty()),
        new EthashCaches(1),
        SnapshotStore.none());
  }

  private static ConsensusRules rules(Fork fork) {
    return rules(ForkSchedule.always(fork), OptionalLong.empty());
  }

  /** A header that may stand at the beginning of a chain of this fork. */
  private static Header first(Fork fork) {
    ConsensusParameters rules = fork.consensus();
    Header.Builder header =
        new Header.Builder()
            .number(99)
            .timestamp(1000)
            .gasLimit(8_000_000)
            .gasUsed(5_000_000)
            .transactionsRoot(Account.EMPTY_ROOT)
            .receiptsRoot(Account.EMPTY_ROOT)
            .difficulty(rules.merged() ? U256.ZERO : U256.of(1_000_000));
    if (rules.baseFee()) {
      header.baseFeePerGas(U256.of(1_000_000_000));
    }
    if (rules.withdrawals()) {
      header.withdrawalsRoot(Account.EMPTY_ROOT);
    }
    if (rules.blobs().isPresent()) {
      header.blobGasUsed(131_072L).excessBlobGas(0L).parentBeaconBlockRoot(Hash32.ZERO);
    }
    if (rules.requests()) {
      header.requestsHash(Hash32.ZERO);
    }
    return header.build();
  }

  /** A header without transactions that follows its parent by the rules of the fork. */
  private static Header next(Header parent, Fork fork) {
    ConsensusParameters rules = fork.consensus();
    Header.Builder header =
        first(fork).toBuilder()
            .parentHash(parent.hash())
            .number(parent.number() + 1)
            .timestamp(parent.timestamp() + 12)
            .gasUsed(0);
    if (!rules.merged()) {
      header.difficulty(Difficulty.of(rules, parent.number() + 1, parent.timestamp() + 12, parent));
    }
    if (rules.baseFee()) {
      header.baseFeePerGas(GasRules.baseFeeAfter(parent));
    }
    if (rules.blobs().isPresent()) {
      header.blobGasUsed(0L).excessBlobGas(GasRules.excessBlobGasAfter(parent, rules));
    }
    return header.build();
  }

  private static void assertBroken(String rule, String words, ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            ConsensusException.class,
            broken -> {
              assertThat(broken.rule()).isEqualTo(rule);
              assertThat(broken).hasMessageContaining(words).hasMessageContaining(" in block ");
              assertThat(broken.hash()).isNotNull();
            });
  }

  private static void assertRejects(
      Fork fork, String rule, String words, UnaryOperator<Header.Builder> change) {
    Header parent = first(fork);
    Header wrong = change.apply(next(parent, fork).toBuilder()).build();
    assertBroken(rule, words, () -> rules(fork).checkHeader(wrong, parent, NO_WORK_YET));
  }

  static List<Fork> forks() {
    return Forks.ALL;
  }

  @ParameterizedTest
  @MethodSource("forks")
  void acceptsHeadersOfEveryFork(Fork fork) {
    Header parent = first(fork);
    for (int i = 0; i < 5; i++) {
      Header header = next(parent, fork);
      rules(fork).checkHeader(header, parent, NO_WORK_YET);
      parent = header;
    }
  }

  @ParameterizedTest
  @MethodSource("forks")
  void rejectsHeadersThatBreakARuleOfAllForks(Fork fork) {
    assertRejects(fork, "parentHash", "is not that of its parent", b -> b.parentHash(Hash32.ZERO));
    assertRejects(fork, "number", "number 101 does not follow its parent's 99", b -> b.number(101));
    assertRejects(fork, "timestamp", "timestamp 1000 is not after", b -> b.timestamp(1000));
    assertRejects(fork, "gasLimit", "gas limit 8,007,812", b -> b.gasLimit(8_007_812));
    assertRejects(fork, "gasLimit", "gas limit 7,992,188", b -> b.gasLimit(7_992_188));
    assertRejects(
        fork, "gasUsed", "gas used 8,000,001 exceeds limit 8,000,000", b -> b.gasUsed(8_000_001));
    assertRejects(
        fork,
        "extraData",
        "extra data of 33 bytes exceeds 32",
        b -> b.extraData(Bytes.wrap(new byte[33])));
    assertRejects(fork, "difficulty", "difficulty 7 is not", b -> b.difficulty(U256.of(7)));
  }

  @Test
  void acceptsGasLimitsWithinABitLessThanOne1024th() {
    Header parent = first(Forks.FRONTIER);
    for (long limit : new long[] {8_007_811, 7_992_189}) {
      Header header = next(parent, Forks.FRONTIER).toBuilder().gasLimit(limit).build();
      rules(Forks.FRONTIER).checkHeader(header, parent, NO_WORK_YET);
    }
    assertThat(GasRules.isGasLimitInBounds(4999, 5000)).isFalse();
    assertThat(GasRules.isGasLimitInBounds(5000, 5001)).isTrue();
    assertThat(GasRules.isGasLimitInBounds(Long.MAX_VALUE, 5000)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("forks")
  void wantsEachMemberFromItsForkOn(Fork fork) {
    ConsensusParameters rules = fork.consensus();
    if (!rules.baseFee()) {
      assertRejects(fork, "baseFeePerGas", "before its fork", b -> b.baseFeePerGas(U256.ONE));
    } else if (!rules.withdrawals()) {
      assertRejects(fork, "baseFeePerGas", "is missing", b -> b.baseFeePerGas(null));
      assertRejects(
          fork, "withdrawalsRoot", "before its fork", b -> b.withdrawalsRoot(Hash32.ZERO));
    } else if (rules.blobs().isEmpty()) {
      assertRejects(fork, "withdrawalsRoot", "is missing", b -> b.withdrawalsRoot(null));
      assertRejects(fork, "blobGasUsed", "before its fork", b -> b.blobGasUsed(0L));
    } else if (!rules.requests()) {
      assertRejects(
          fork, "parentBeaconBlockRoot", "is missing", b -> b.parentBeaconBlockRoot(null));
      assertRejects(fork, "requestsHash", "before its fork", b -> b.requestsHash(Hash32.ZERO));
    } else {
      assertRejects(fork, "requestsHash", "is missing", b -> b.requestsHash(null));
    }
  }

  @Test
  void rejectsAWrongBaseFee() {
    assertRejects(
        Forks.LONDON,
        "baseFeePerGas",
        "base fee 1 is not 1031250000",
        b -> b.baseFeePerGas(U256.ONE));
  }

  @Test
  void doublesTheGasLimitWhereTheBaseFeeBegins() {
    Header parent = first(Forks.BERLIN);
    ConsensusRules rules =
        rules(
            ForkSchedule.of(
                List.of(
                    new Activation(Forks.BERLIN, new Condition.AtBlock(0)),
                    new Activation(Forks.LONDON, new Condition.AtBlock(100)))),
            OptionalLong.empty());
    Header header = next(parent, Forks.LONDON).toBuilder().gasLimit(16_000_000).build();
    assertThat(header.baseFeePerGas()).isEqualTo(GasRules.INITIAL_BASE_FEE);
    rules.checkHeader(header, parent, NO_WORK_YET);
    Header undoubled = header.toBuilder().gasLimit(8_000_000).build();
    assertBroken(
        "gasLimit",
        "its parent's 16,000,000",
        () -> rules.checkHeader(undoubled, parent, NO_WORK_YET));
  }

  @Test
  void movesTheBaseFeeByAnEighthAtMost() {
    Header full = first(Forks.LONDON).toBuilder().gasUsed(8_000_000).build();
    assertThat(GasRules.baseFeeAfter(full)).isEqualTo(U256.of(1_125_000_000));
    Header empty = full.toBuilder().gasUsed(0).build();
    assertThat(GasRules.baseFeeAfter(empty)).isEqualTo(U256.of(875_000_000));
    Header half = full.toBuilder().gasUsed(4_000_000).build();
    assertThat(GasRules.baseFeeAfter(half)).isEqualTo(U256.of(1_000_000_000));
    Header cheap = full.toBuilder().gasUsed(4_000_001).baseFeePerGas(U256.ONE).build();
    assertThat(GasRules.baseFeeAfter(cheap)).isEqualTo(U256.of(2));
    Header free = full.toBuilder().gasUsed(0).baseFeePerGas(U256.ZERO).build();
    assertThat(GasRules.baseFeeAfter(free)).isEqualTo(U256.ZERO);
  }

  @Test
  void rejectsWorkAfterTheMerge() {
    assertRejects(Forks.PARIS, "ommersHash", "is not that of none", b -> b.ommersHash(Hash32.ZERO));
    assertRejects(Forks.PARIS, "nonce", "is not zero", b -> b.nonce(7));
    assertRejects(Forks.PARIS, "difficulty", "difficulty 1 is not 0", b -> b.difficulty(U256.ONE));
  }

  @Test
  void totalDifficultyDecidesWhoseRulesCount() {
    ForkSchedule schedule =
        ForkSchedule.of(
            List.of(
                new Activation(Forks.LONDON, new Condition.AtBlock(0)),
                new Activation(Forks.PARIS, new Condition.AtTotalDifficulty(U256.of(5000)))));
    ConsensusRules rules = rules(schedule, OptionalLong.empty());
    Header parent = first(Forks.LONDON);
    Header worked = next(parent, Forks.LONDON);
    Header merged = worked.toBuilder().difficulty(U256.ZERO).build();
    rules.checkHeader(worked, parent, U256.of(4999));
    rules.checkHeader(merged, parent, U256.of(5000));
    assertBroken("difficulty", "is not 0", () -> rules.checkHeader(worked, parent, U256.of(5000)));
    assertBroken(
        "difficulty", "difficulty 0", () -> rules.checkHeader(merged, parent, U256.of(4999)));
    assertThat(rules.engineAt(merged, U256.of(4999)).allowsOmmers()).isTrue();
    assertThat(rules.engineAt(merged, U256.of(5000)).allowsOmmers()).isFalse();
  }

  @Test
  void rejectsWrongBlobGas() {
    assertRejects(
        Forks.CANCUN,
        "blobGasUsed",
        "blob gas used 917504 exceeds limit 786432",
        b -> b.blobGasUsed(7 * 131_072L));
    assertRejects(Forks.CANCUN, "blobGasUsed", "exceeds limit", b -> b.blobGasUsed(-131_072L));
    assertRejects(Forks.CANCUN, "blobGasUsed", "no multiple", b -> b.blobGasUsed(1000L));
    assertRejects(
        Forks.CANCUN, "excessBlobGas", "excess blob gas 1 is not 0", b -> b.excessBlobGas(1L));
  }

  @Test
  void letsBlobGasFollowItsTargetAndReserve() {
    Header busy =
        first(Forks.CANCUN).toBuilder().blobGasUsed(6 * 131_072L).excessBlobGas(500L).build();
    assertThat(GasRules.excessBlobGasAfter(busy, Forks.CANCUN.consensus()))
        .isEqualTo(3 * 131_072L + 500);
    Header osaka =
        first(Forks.OSAKA).toBuilder().blobGasUsed(9 * 131_072L).excessBlobGas(500L).build();
    assertThat(GasRules.excessBlobGasAfter(osaka, Forks.OSAKA.consensus()))
        .as("at a base fee so high that blobs cost less than the reserve")
        .isEqualTo(500 + 9 * 131_072L * 3 / 9);
    Header quiet = osaka.toBuilder().baseFeePerGas(U256.ONE).build();
    assertThat(GasRules.excessBlobGasAfter(quiet, Forks.OSAKA.consensus()))
        .isEqualTo(3 * 131_072L + 500);
  }

  @Test
  void pricesBlobGasExponentially() {
    BlobSchedule cancun = new BlobSchedule(3, 6, 3_338_477);
    assertThat(GasRules.blobBaseFee(0, cancun)).isEqualTo(U256.ONE);
    assertThat(GasRules.blobBaseFee(2_314_057, cancun)).isEqualTo(U256.ONE);
    assertThat(GasRules.blobBaseFee(2_314_058, cancun)).isEqualTo(U256.of(2));
    assertThat(GasRules.blobBaseFee(10L << 20, cancun)).isEqualTo(U256.of(23));
    assertThat(GasRules.blobBaseFee(-1, cancun)).isEqualTo(U256.MAX);
  }

  @Test
  void tenBlocksFromTheDaoForkOnCarryItsMark() {
    Bytes mark = Bytes.wrap("dao-hard-fork".getBytes(StandardCharsets.US_ASCII));
    ConsensusRules rules = rules(ForkSchedule.always(Forks.HOMESTEAD), OptionalLong.of(100));
    Header parent = first(Forks.HOMESTEAD);
    for (int i = 0; i < 12; i++) {
      Header marked = next(parent, Forks.HOMESTEAD).toBuilder().extraData(mark).build();
      Header plain = next(parent, Forks.HOMESTEAD);
      Header before = parent;
      rules.checkHeader(marked, parent, NO_WORK_YET);
      if (i < 10) {
        assertBroken(
            "daoExtraData",
            "is not that of the DAO fork",
            () -> rules.checkHeader(plain, before, NO_WORK_YET));
      } else {
        rules.checkHeader(plain, parent, NO_WORK_YET);
      }
      parent = marked;
    }
  }

  @Test
  void headersFromTheFutureWait() {
    ConsensusRules rules = rules(Forks.FRONTIER);
    Header header = first(Forks.FRONTIER);
    rules.checkTime(header, NO_WORK_YET, 985);
    assertBroken(
        "futureTime",
        "timestamp 1000 is ahead of the clock's 984",
        () -> rules.checkTime(header, NO_WORK_YET, 984));
    rules(Forks.PARIS).checkTime(first(Forks.PARIS), NO_WORK_YET, 0);
  }

  @Test
  void bodiesMatchTheirHeaders() {
    Fork fork = Forks.SHANGHAI;
    Header header = next(first(fork), fork);
    BlockBody body = new BlockBody(List.of(), List.of(), List.of());
    ConsensusRules rules = rules(fork);
    rules.checkBody(new Block(header, body), NO_WORK_YET);
    assertBody("withdrawals", rules, header, BlockBody.EMPTY);
    Withdrawal withdrawal = new Withdrawal(1, 2, Address.of(3), 4);
    assertBody(
        "withdrawalsRoot", rules, header, new BlockBody(List.of(), List.of(), List.of(withdrawal)));
    assertBody("ommersHash", rules, header, new BlockBody(List.of(), List.of(header), List.of()));
    assertBody(
        "transactionsRoot", rules, header.toBuilder().transactionsRoot(Hash32.ZERO).build(), body);
  }

  @Test
  void blobsOfABodyMatchTheirHeader() {
    Header header =
        next(first(Forks.CANCUN), Forks.CANCUN).toBuilder().blobGasUsed(131_072L).build();
    assertBody(
        "blobGasUsed", rules(Forks.CANCUN), header, new BlockBody(List.of(), List.of(), List.of()));
  }

  private static void assertBody(String rule, ConsensusRules rules, Header header, BlockBody body) {
    assertBroken(rule, "", () -> rules.checkBody(new Block(header, body), NO_WORK_YET));
  }

  @Test
  void limitsTheEncodedBlockFromOsakaOn() {
    Fork small = Forks.OSAKA.withConsensus(Forks.OSAKA.consensus().withMaxBlockBytes(100));
    Header header = next(first(small), small);
    assertBody("blockSize", rules(small), header, new BlockBody(List.of(), List.of(), List.of()));
    assertThat(Forks.OSAKA.consensus().maxBlockBytes()).isEqualTo(8_388_608);
  }

  /** A chain of ten blocks, and a block on its top with the given ommers. */
  private static final class Family {
    final List<Block> chain = new ArrayList<>();

    Family() {
      Header header = first(Forks.FRONTIER);
      for (int i = 0; i < 10; i++) {
        chain.add(new Block(header, BlockBody.EMPTY));
        header = next(header, Forks.FRONTIER);
      }
    }

    /** A block that is not in the chain but could be in the place behind {@code index}. */
    Header brother(int index) {
      return next(chain.get(index).header(), Forks.FRONTIER).toBuilder()
          .coinbase(Address.of(index + 1))
          .build();
    }

    Block with(Header... ommers) {
      BlockBody body = new BlockBody(List.of(), List.of(ommers), null);
      Header top = next(chain.getLast().header(), Forks.FRONTIER);
      return new Block(
          top.toBuilder().ommersHash(Keccak256.hash(body.encodedOmmers())).build(), body);
    }

    void check(Block block) {
      rules(Forks.FRONTIER)
          .check(block, chain.getLast().header(), NO_WORK_YET, Chains.source(chain));
    }
  }

  @Test
  void acceptsOmmersOfSixGenerations() {
    Family family = new Family();
    for (int index = 3; index <= 8; index++) {
      family.check(family.with(family.brother(index)));
    }
    family.check(family.with(family.brother(7), family.brother(8)));
  }

  @Test
  void rejectsOmmersThatMayNotBe() {
    Family family = new Family();
    Header fine = family.brother(8);
    assertOmmers(family, "is no child of an ancestor", family.brother(9));
    assertOmmers(family, "is no child of an ancestor", family.brother(2));
    assertOmmers(family, "was included before", fine, fine);
    assertOmmers(family, "is an ancestor", family.chain.get(8).header());
    assertOmmers(family, "3 ommers exceed 2", fine, family.brother(7), family.brother(6));
    Header greedy = fine.toBuilder().gasUsed(9_000_000).build();
    assertBroken("gasUsed", "exceeds limit", () -> family.check(family.with(greedy)));
    Block including = family.with(fine);
    family.chain.add(including);
    assertOmmers(family, "was included before", fine);
  }

  private static void assertOmmers(Family family, String words, Header... ommers) {
    assertBroken("ommers", words, () -> family.check(family.with(ommers)));
  }

  @Test
  void paysAuthorsOfBlocksAndOmmers() {
    Family family = new Family();
    Block block = family.with(family.brother(8), family.brother(3));
    U256 ether = U256.of(1_000_000_000_000_000_000L);
    assertThat(rules(Forks.FRONTIER).rewards(block, NO_WORK_YET))
        .containsExactly(
            new Engine.Reward(Address.of(9), ether.times(35).dividedBy(U256.of(8))),
            new Engine.Reward(Address.of(4), ether.times(10).dividedBy(U256.of(8))),
            new Engine.Reward(Address.ZERO, ether.times(85).dividedBy(U256.of(16))));
    assertThat(rules(Forks.BYZANTIUM).rewards(block, NO_WORK_YET).getLast().wei())
        .isEqualTo(ether.times(51).dividedBy(U256.of(16)));
    assertThat(rules(Forks.PARIS).rewards(block, NO_WORK_YET)).isEmpty();
    assertThatCode(() -> rules(Forks.FRONTIER).author(block.header(), NO_WORK_YET))
        .doesNotThrowAnyException();
  }
}

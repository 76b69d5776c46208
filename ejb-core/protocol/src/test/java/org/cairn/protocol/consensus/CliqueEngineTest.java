package org.cairn.protocol.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.junit.jupiter.api.Test;

/** A Clique chain of three signers with a period of 5 seconds and an epoch of 6 blocks. */
class CliqueEngineTest {
  private static final Secp256k1 CURVE = Secp256k1.instance();
  private static final SealEngine.Clique PARAMETERS = new SealEngine.Clique(5, 6);

  private final TreeMap<Address, Hash32> keys = new TreeMap<>();
  private final List<Block> chain = new ArrayList<>();
  private final Map<Hash32, Bytes> stored = new HashMap<>();

  CliqueEngineTest() {
    for (int i = 1; i <= 3; i++) {
      Hash32 key = U256.of(1000 + i).toHash();
      keys.put(Secp256k1.address(CURVE.publicKey(key)), key);
    }
    append(
        new Header.Builder()
            .gasLimit(8_000_000)
            .difficulty(U256.ONE)
            .extraData(CliqueSeal.unsealedExtraData(Bytes.EMPTY, signers()))
            .build());
  }

  private SortedSet<Address> signers() {
    return new TreeSet<>(keys.keySet());
  }

  private void append(Header header) {
    chain.add(new Block(header, BlockBody.EMPTY));
  }

  private Header head() {
    return chain.getLast().header();
  }

  private Address inTurn(long number) {
    return List.copyOf(keys.keySet()).get((int) (number % 3));
  }

  /** The next block by the signer whose turn it is, changed and then signed by it. */
  private Header next(UnaryOperator<Header.Builder> change) {
    return nextBy(inTurn(head().number() + 1), change);
  }

  private Header nextBy(Address signer, UnaryOperator<Header.Builder> change) {
    long number = head().number() + 1;
    SortedSet<Address> listed = number % 6 == 0 ? signers() : new TreeSet<>();
    Header.Builder header =
        new Header.Builder()
            .parentHash(head().hash())
            .number(number)
            .timestamp(head().timestamp() + 5)
            .gasLimit(8_000_000)
            .difficulty(signer.equals(inTurn(number)) ? CliqueSeal.IN_TURN : CliqueSeal.OUT_OF_TURN)
            .extraData(CliqueSeal.unsealedExtraData(Bytes.EMPTY, listed));
    return signed(change.apply(header).build(), keys.get(signer));
  }

  private static Header signed(Header header, Hash32 key) {
    return CliqueSeal.sealed(header, CURVE.sign(CliqueSeal.sealHash(header), key));
  }

  private ConsensusRules rules() {
    ChainConfig config =
        new ChainConfig(
            U256.ONE,
            ForkSchedule.always(Forks.PETERSBURG),
            PARAMETERS,
            java.util.OptionalLong.empty(),
            Optional.empty());
    return ConsensusRules.of(config, new EthashCaches(1), store());
  }

  private SnapshotStore store() {
    return new SnapshotStore() {
      @Override
      public Optional<Bytes> load(Hash32 blockHash) {
        return Optional.ofNullable(stored.get(blockHash));
      }

      @Override
      public void save(Hash32 blockHash, Bytes snapshot) {
        stored.put(blockHash, snapshot);
      }
    };
  }

  private HeaderSource source() {
    return Chains.source(chain);
  }

  private void assertBroken(String rule, Header header) {
    assertThatThrownBy(
            () -> {
              rules().checkHeader(header, head(), U256.ZERO);
              rules().checkSeal(header, U256.ZERO, source());
            })
        .isInstanceOfSatisfying(
            ConsensusException.class, broken -> assertThat(broken.rule()).isEqualTo(rule));
  }

  private void grow(int blocks) {
    ConsensusRules rules = rules();
    for (int i = 0; i < blocks; i++) {
      Header header = next(UnaryOperator.identity());
      rules.checkHeader(header, head(), U256.ZERO);
      rules.checkSeal(header, U256.ZERO, source());
      append(header);
    }
  }

  @Test
  void acceptsSignersInTheirTurn() {
    grow(20);
    assertThat(rules().author(head(), U256.ZERO)).isEqualTo(inTurn(20));
    assertThat(rules().rewards(chain.getLast(), U256.ZERO)).isEmpty();
  }

  @Test
  void acceptsASignerOutOfTurnThatDidNotSignRecently() {
    grow(4);
    Header header = nextBy(inTurn(head().number() + 2), UnaryOperator.identity());
    rules().checkHeader(header, head(), U256.ZERO);
    rules().checkSeal(header, U256.ZERO, source());
    assertBroken("recentSigner", nextBy(inTurn(head().number()), UnaryOperator.identity()));
  }

  @Test
  void rejectsMembersThatCliqueGivesAnotherMeaning() {
    grow(1);
    assertBroken("timestamp", next(b -> b.timestamp(head().timestamp() + 4)));
    assertBroken("nonce", next(b -> b.nonce(7)));
    assertBroken("mixHash", next(b -> b.mixHash(Hash32.of(0, 0, 0, 1))));
    assertBroken("ommersHash", next(b -> b.ommersHash(Hash32.ZERO)));
    assertBroken("difficulty", next(b -> b.difficulty(U256.of(3))));
    assertBroken("turn", next(b -> b.difficulty(CliqueSeal.OUT_OF_TURN)));
    assertBroken("gasLimit", next(b -> b.gasLimit(9_000_000)));
    assertBroken(
        "extraData", next(b -> b.extraData(CliqueSeal.unsealedExtraData(Bytes.EMPTY, signers()))));
    Header cut = next(b -> b).toBuilder().extraData(Bytes.wrap(new byte[96])).build();
    assertBroken("extraData", cut);
  }

  @Test
  void rejectsSealsThatNoSignerMade() {
    grow(1);
    Header unsealed =
        next(b -> b).toBuilder()
            .extraData(CliqueSeal.unsealedExtraData(Bytes.EMPTY, new TreeSet<>()))
            .build();
    assertBroken("seal", unsealed);
    byte[] extra = next(b -> b).extraData().toArray();
    extra[extra.length - 1] = 27;
    assertBroken("seal", unsealed.toBuilder().extraData(Bytes.wrap(extra)).build());
    assertBroken("unauthorizedSigner", signed(unsealed, U256.of(77).toHash()));
    Header changed = next(b -> b).toBuilder().gasUsed(1).build();
    assertBroken("unauthorizedSigner", changed);
  }

  @Test
  void checkpointsListTheSignersAndCarryNoVote() {
    grow(5);
    SortedSet<Address> fewer = new TreeSet<>(signers());
    fewer.removeFirst();
    assertBroken(
        "checkpointSigners",
        next(b -> b.extraData(CliqueSeal.unsealedExtraData(Bytes.EMPTY, fewer))));
    assertBroken(
        "extraData",
        signed(
            next(b -> b).toBuilder().extraData(Bytes.wrap(new byte[32 + 21 + 65])).build(),
            keys.get(inTurn(6))));
    assertBroken("checkpointVote", next(b -> b.nonce(CliqueSeal.AUTHORIZE)));
    assertBroken("checkpointVote", next(b -> b.coinbase(Address.of(5))));
    grow(1);
  }

  @Test
  void aMajorityMakesAndUnmakesSigners() {
    Hash32 key = U256.of(5000).toHash();
    Address candidate = Secp256k1.address(CURVE.publicKey(key));
    for (int i = 0; i < 2; i++) {
      append(next(b -> b.coinbase(candidate).nonce(CliqueSeal.AUTHORIZE)));
    }
    CliqueEngine engine = new CliqueEngine(PARAMETERS, store());
    CliqueSnapshot snapshot = engine.snapshotAfter(head(), source());
    assertThat(snapshot.signers()).hasSize(4).contains(candidate);
    assertThat(snapshot.votes()).isEmpty();
    assertThat(snapshot.signingWindow()).isEqualTo(3);
    assertThat(snapshot.signedRecently(inTurn(2), 3)).isTrue();
    assertThat(snapshot.signedRecently(candidate, 3)).isFalse();
    assertThat(snapshot.difficulty(List.copyOf(snapshot.signers()).get(3), 3))
        .isEqualTo(CliqueSeal.IN_TURN);
  }

  @Test
  void knownSnapshotsSpareTheirAncestors() {
    grow(12);
    CliqueEngine first = new CliqueEngine(PARAMETERS, store());
    CliqueSnapshot snapshot = first.snapshotAfter(head(), source());
    stored.put(head().hash(), snapshot.encoded());
    CliqueEngine restarted = new CliqueEngine(PARAMETERS, store());
    assertThat(restarted.snapshotAfter(head(), Chains.source(List.of()))).isEqualTo(snapshot);
    stored.put(head().hash(), Bytes.of("c0"));
    CliqueEngine damaged = new CliqueEngine(PARAMETERS, store());
    assertThat(damaged.snapshotAfter(head(), source())).isEqualTo(snapshot);
  }

  @Test
  void aCheckpointWithoutItsParentIsTakenAtItsWord() {
    grow(8);
    List<Block> fromCheckpoint = chain.subList(6, chain.size());
    CliqueEngine engine = new CliqueEngine(PARAMETERS, SnapshotStore.none());
    assertThat(engine.snapshotAfter(head(), Chains.source(fromCheckpoint)).signers())
        .isEqualTo(signers());
    CliqueEngine other = new CliqueEngine(PARAMETERS, SnapshotStore.none());
    assertThatThrownBy(
            () -> other.snapshotAfter(head(), Chains.source(chain.subList(7, chain.size()))))
        .isInstanceOfSatisfying(
            ConsensusException.class,
            broken -> assertThat(broken.rule()).isEqualTo("unknownAncestor"));
  }

  @Test
  void everyThousandthSnapshotIsStored() {
    ConsensusRules rules = rules();
    for (int i = 0; i < 1024; i++) {
      append(next(UnaryOperator.identity()));
    }
    rules.checkSeal(next(UnaryOperator.identity()), U256.ZERO, source());
    assertThat(stored.keySet()).containsExactly(chain.get(1024).hash());
  }
}

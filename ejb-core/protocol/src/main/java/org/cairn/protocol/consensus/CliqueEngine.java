package org.cairn.protocol.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.fork.ChainConfig.SealEngine.Clique;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * Proof of authority (EIP-225).
 *
 * <p>Snapshots: the signers after a block follow from the nearest known snapshot before it and the
 * headers between. Known are those of the memory (bounded), of the store (every 1,024 blocks), the
 * genesis block, and a checkpoint whose parent is not there, which is taken at its word.
 * Thread-safe.
 */
public final class CliqueEngine implements Engine {
  private static final int STORE_INTERVAL = 1024;
  private static final int SNAPSHOTS_IN_MEMORY = 256;
  private static final int SIGNERS_IN_MEMORY = 4096;

  private final long period;
  private final long epoch;
  private final SnapshotStore store;
  private final Secp256k1 curve = Secp256k1.instance();
  private final BoundedMemory<Hash32, CliqueSnapshot> snapshots =
      new BoundedMemory<>(SNAPSHOTS_IN_MEMORY);
  private final BoundedMemory<Hash32, Address> signers = new BoundedMemory<>(SIGNERS_IN_MEMORY);

  public CliqueEngine(Clique parameters, SnapshotStore store) {
    this.period = parameters.period();
    this.epoch = parameters.epoch();
    this.store = store;
  }

  public long period() {
    return period;
  }

  public boolean isCheckpoint(long number) {
    return number % epoch == 0;
  }

  @Override
  public void checkHeader(Header header, Header parent, Fork fork) {
    timestamp(header, parent);
    vote(header);
    extraData(header);
    HeaderRules.noOmmers(header);
    if (!header.mixHash().isZero()) {
      throw ConsensusException.of(header, "mixHash", "mix hash %s is not zero", header.mixHash());
    }
    boolean known =
        header.difficulty().equals(CliqueSeal.IN_TURN)
            || header.difficulty().equals(CliqueSeal.OUT_OF_TURN);
    if (!known) {
      throw ConsensusException.of(
          header, "difficulty", "difficulty %s is neither 1 nor 2", header.difficulty());
    }
  }

  private void timestamp(Header header, Header parent) {
    long later = header.timestamp() - parent.timestamp();
    boolean earlier = Long.compareUnsigned(header.timestamp(), parent.timestamp()) < 0;
    if (earlier || Long.compareUnsigned(later, period) < 0) {
      throw ConsensusException.of(
          header,
          "timestamp",
          "timestamp %s is not %d seconds after its parent's %s",
          Long.toUnsignedString(header.timestamp()),
          period,
          Long.toUnsignedString(parent.timestamp()));
    }
  }

  private void vote(Header header) {
    boolean none = header.nonce() == CliqueSeal.DROP && header.coinbase().isZero();
    if (isCheckpoint(header.number()) && !none) {
      throw ConsensusException.of(
          header,
          "checkpointVote",
          "nonce %s on %s at a checkpoint",
          header.nonceBytes(),
          header.coinbase());
    }
    if (header.nonce() != CliqueSeal.DROP && header.nonce() != CliqueSeal.AUTHORIZE) {
      throw ConsensusException.of(header, "nonce", "nonce %s is no vote", header.nonceBytes());
    }
  }

  private void extraData(Header header) {
    int between = CliqueSeal.signerBytes(header);
    if (between < 0) {
      throw ConsensusException.of(
          header,
          "extraData",
          "extra data of %d bytes has no room for vanity and seal",
          header.extraData().length());
    }
    boolean checkpoint = isCheckpoint(header.number());
    if (checkpoint ? between % 20 != 0 : between != 0) {
      throw ConsensusException.of(
          header,
          "extraData",
          "%d bytes of signers %s",
          between,
          checkpoint ? "are no addresses" : "outside of a checkpoint");
    }
  }

  @Override
  public void checkSeal(Header header, HeaderSource ancestors) {
    CliqueSnapshot before = snapshot(header.parentHash(), header, ancestors);
    Address signer = signer(header);
    checkpointSigners(header, before);
    // Counting checks that the signer is one and did not sign recently.
    CliqueSnapshot after = before.after(header, signer, epoch);
    U256 expected = before.difficulty(signer, header.number());
    if (!header.difficulty().equals(expected)) {
      throw ConsensusException.of(
          header,
          "turn",
          "difficulty %s where it is %s turn of signer %s",
          header.difficulty(),
          expected.equals(CliqueSeal.IN_TURN) ? "the" : "not the",
          signer);
    }
    remember(header.hash(), after);
  }

  private void checkpointSigners(Header header, CliqueSnapshot before) {
    if (isCheckpoint(header.number()) && !CliqueSeal.signers(header).equals(before.signerList())) {
      throw ConsensusException.of(
          header,
          "checkpointSigners",
          "the checkpoint's signers %s are not %s",
          CliqueSeal.signers(header),
          before.signers());
    }
  }

  /** Who may sign after a block; the node asks before it seals the next one. */
  public CliqueSnapshot snapshotAfter(Header header, HeaderSource ancestors) {
    return snapshot(header.hash(), header, ancestors);
  }

  /** The snapshot after the block with that hash, which {@code asking} needs. */
  private CliqueSnapshot snapshot(Hash32 hash, Header asking, HeaderSource ancestors) {
    List<Header> pending = new ArrayList<>();
    Hash32 at = hash;
    Optional<CliqueSnapshot> known = known(at);
    while (known.isEmpty()) {
      Header header =
          at.equals(hash) && asking.hash().equals(hash) ? asking : required(at, asking, ancestors);
      known = checkpoint(header, ancestors);
      if (known.isEmpty()) {
        pending.add(header);
        at = header.parentHash();
        known = known(at);
      }
    }
    CliqueSnapshot snapshot = known.get();
    for (Header header : pending.reversed()) {
      snapshot = snapshot.after(header, signer(header), epoch);
      if (header.number() % STORE_INTERVAL == 0) {
        store.save(header.hash(), snapshot.encoded());
      }
    }
    snapshots.put(hash, snapshot);
    return snapshot;
  }

  private static Header required(Hash32 hash, Header asking, HeaderSource ancestors) {
    return ancestors
        .header(hash)
        .orElseThrow(() ->
            ConsensusException.of(asking, "unknownAncestor", "ancestor %s is not known", hash));
  }

  private Optional<CliqueSnapshot> known(Hash32 hash) {
    Optional<CliqueSnapshot> inMemory = snapshots.get(hash);
    return inMemory.isPresent() ? inMemory : store.load(hash).flatMap(CliqueEngine::decoded);
  }

  /** What cannot be read counts as lost: it is computed again. */
  private static Optional<CliqueSnapshot> decoded(Bytes encoded) {
    try {
      return Optional.of(CliqueSnapshot.decode(encoded));
    } catch (RlpException e) {
      return Optional.empty();
    }
  }

  private Optional<CliqueSnapshot> checkpoint(Header header, HeaderSource ancestors) {
    boolean begins =
        header.number() == 0
            || (isCheckpoint(header.number()) && ancestors.header(header.parentHash()).isEmpty());
    if (!begins) {
      return Optional.empty();
    }
    if (CliqueSeal.signerBytes(header) < 20 || CliqueSeal.signerBytes(header) % 20 != 0) {
      throw ConsensusException.of(header, "extraData", "the first checkpoint lists no signers");
    }
    return Optional.of(CliqueSnapshot.ofCheckpoint(header.number(), CliqueSeal.signers(header)));
  }

  private void remember(Hash32 hash, CliqueSnapshot snapshot) {
    snapshots.put(hash, snapshot);
    if (snapshot.number() % STORE_INTERVAL == 0) {
      store.save(hash, snapshot.encoded());
    }
  }

  private Address signer(Header header) {
    Hash32 hash = header.hash();
    Optional<Address> known = signers.get(hash);
    if (known.isPresent()) {
      return known.get();
    }
    if (CliqueSeal.signerBytes(header) < 0) {
      throw ConsensusException.of(header, "extraData", "the extra data holds no seal");
    }
    Address signer =
        CliqueSeal.signer(header, curve)
            .orElseThrow(() -> ConsensusException.of(header, "seal", "the seal is no signature"));
    signers.put(hash, signer);
    return signer;
  }

  @Override
  public boolean allowsOmmers() {
    return false;
  }

  /** The signer, except of the genesis block, which has none. */
  @Override
  public Address author(Header header) {
    return header.number() == 0 ? header.coinbase() : signer(header);
  }

  @Override
  public List<Reward> rewards(Block block, Fork fork) {
    return List.of();
  }

  @Override
  public Hash32 sealHash(Header header) {
    return CliqueSeal.sealHash(header);
  }

  @Override
  public long latestTime(long now) {
    return now;
  }
}

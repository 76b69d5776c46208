package org.cairn.protocol.consensus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * Who may sign after a block, and the votes that are open (EIP-225). Immutable and thread-safe.
 *
 * @param number of the block
 * @param signers in ascending order, which is the order of their turns
 * @param recents who signed each of the last blocks, as many as keep a signer from signing again
 * @param votes open votes in the order in which they were cast
 */
public record CliqueSnapshot(
    long number, SortedSet<Address> signers, SortedMap<Long, Address> recents, List<Vote> votes) {

  /** A signer's open vote on whether {@code subject} is to be a signer. */
  public record Vote(Address signer, Address subject, boolean authorize) {}

  public CliqueSnapshot {
    signers = Collections.unmodifiableSortedSet(new TreeSet<>(signers));
    recents = Collections.unmodifiableSortedMap(new TreeMap<>(recents));
    votes = List.copyOf(votes);
  }

  /** The beginning of a chain, or of what is known of it. */
  public static CliqueSnapshot ofCheckpoint(long number, Collection<Address> signers) {
    return new CliqueSnapshot(number, new TreeSet<>(signers), new TreeMap<>(), List.of());
  }

  /** Among how many blocks in a row a signer may sign one. */
  public int signingWindow() {
    return signers.size() / 2 + 1;
  }

  /** Whether it is the signer's turn at a block. */
  public boolean isInTurn(Address signer, long blockNumber) {
    return !signers.isEmpty()
        && signers.contains(signer)
        && blockNumber % signers.size() == signers.headSet(signer).size();
  }

  /** The difficulty of the signer's block. */
  public U256 difficulty(Address signer, long blockNumber) {
    return isInTurn(signer, blockNumber) ? CliqueSeal.IN_TURN : CliqueSeal.OUT_OF_TURN;
  }

  /** Whether the signer signed a block so recently that it must not sign this one. */
  public boolean signedRecently(Address signer, long blockNumber) {
    return recents.tailMap(blockNumber - signingWindow() + 1).containsValue(signer);
  }

  /**
   * The snapshot after the next block, which {@code signer} signed.
   *
   * @throws ConsensusException if the signer is none, signed too recently, or the vote is none
   */
  public CliqueSnapshot after(Header header, Address signer, long epoch) {
    return new CliqueTally(this, header).count(signer, epoch);
  }

  /** {@code [number, [signer …], [[block, signer] …], [[signer, subject, authorize] …]]}. */
  public Bytes encoded() {
    RlpWriter out = new RlpWriter().startList().write(number).startList();
    signers.forEach(out::write);
    out.endList().startList();
    recents.forEach((block, signer) -> out.startList().write(block).write(signer).endList());
    out.endList().startList();
    for (Vote vote : votes) {
      out.startList().write(vote.signer).write(vote.subject);
      out.write(vote.authorize ? 1L : 0L).endList();
    }
    return out.endList().endList().toBytes();
  }

  /** The reverse of {@link #encoded}. */
  public static CliqueSnapshot decode(Bytes encoded) {
    RlpReader in = RlpReader.ofList(encoded.shared());
    long number = in.readLong();
    SortedSet<Address> signers = new TreeSet<>();
    for (RlpReader list = in.readList(); list.hasNext(); ) {
      signers.add(list.readAddress());
    }
    SortedMap<Long, Address> recents = new TreeMap<>();
    for (RlpReader list = in.readList(); list.hasNext(); ) {
      RlpReader entry = list.readList();
      recents.put(entry.readLong(), entry.readAddress());
      entry.end();
    }
    List<Vote> votes = new ArrayList<>();
    for (RlpReader list = in.readList(); list.hasNext(); ) {
      RlpReader entry = list.readList();
      votes.add(new Vote(entry.readAddress(), entry.readAddress(), entry.readInt() != 0));
      entry.end();
    }
    in.end();
    return new CliqueSnapshot(number, signers, recents, votes);
  }

  /** The signers as a checkpoint lists them. */
  List<Address> signerList() {
    return List.copyOf(signers);
  }
}

package org.cairn.protocol.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.consensus.CliqueSnapshot.Vote;
import org.cairn.protocol.types.Header;

/** Counts one header's vote on top of a snapshot. Used once, by one thread. */
final class CliqueTally {
  private final Header header;
  private final TreeSet<Address> signers;
  private final TreeMap<Long, Address> recents;
  private final List<Vote> votes;

  CliqueTally(CliqueSnapshot before, Header header) {
    this.header = header;
    signers = new TreeSet<>(before.signers());
    recents = new TreeMap<>(before.recents());
    votes = new ArrayList<>(before.votes());
  }

  CliqueSnapshot count(Address signer, long epoch) {
    if (header.number() % epoch == 0) {
      votes.clear();
    }
    forgetOldSigner();
    requireMaySign(signer);
    recents.put(header.number(), signer);
    castVote(signer);
    applyMajority();
    return new CliqueSnapshot(header.number(), signers, recents, votes);
  }

  /** The oldest of the recent signers may sign again; a shrinking set of signers frees one more. */
  private void forgetOldSigner() {
    recents.remove(header.number() - (signers.size() / 2 + 1));
  }

  private void requireMaySign(Address signer) {
    if (!signers.contains(signer)) {
      throw ConsensusException.of(
          header, "unauthorizedSigner", "signer %s is none of %d", signer, signers.size());
    }
    recents.forEach((number, recent) -> {
      if (recent.equals(signer)) {
        throw ConsensusException.of(
            header,
            "recentSigner",
            "signer %s signed block %d, too recently to sign again",
            signer,
            number);
      }
    });
  }

  /** A signer's new vote on a subject takes the place of its old one. */
  private void castVote(Address signer) {
    Address subject = header.coinbase();
    votes.removeIf(vote -> vote.signer().equals(signer) && vote.subject().equals(subject));
    if (header.nonce() != CliqueSeal.AUTHORIZE && header.nonce() != CliqueSeal.DROP) {
      throw ConsensusException.of(header, "nonce", "nonce %s is no vote", header.nonceBytes());
    }
    boolean authorize = header.nonce() == CliqueSeal.AUTHORIZE;
    if (signers.contains(subject) != authorize) {
      votes.add(new Vote(signer, subject, authorize));
    }
  }

  private void applyMajority() {
    Address subject = header.coinbase();
    List<Vote> onSubject = votes.stream().filter(vote -> vote.subject().equals(subject)).toList();
    if (onSubject.size() <= signers.size() / 2) {
      return;
    }
    if (onSubject.getFirst().authorize()) {
      signers.add(subject);
    } else {
      signers.remove(subject);
      forgetOldSigner();
      votes.removeIf(vote -> vote.signer().equals(subject));
    }
    votes.removeIf(vote -> vote.subject().equals(subject));
  }
}

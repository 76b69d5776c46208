package org.cairn.protocol.devp2p;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.KeccakState;

/**
 * What both sides derive from the handshake (RLPx specification, "Initial Handshake").
 *
 * @param aes key of the frames' key streams
 * @param mac key of the block cipher in the MACs
 * @param outgoing running hash over what we send; belongs to one codec
 * @param incoming running hash over what we receive; belongs to one codec
 */
record Secrets(Hash32 aes, Hash32 mac, KeccakState outgoing, KeccakState incoming) {
  /** Both nonces and both packets, as they went over the wire. */
  record Transcript(Hash32 initiatorNonce, Hash32 recipientNonce, byte[] auth, byte[] ack) {}

  static Secrets ofInitiator(Hash32 ephemeral, Transcript transcript) {
    return derive(ephemeral, transcript, true);
  }

  static Secrets ofRecipient(Hash32 ephemeral, Transcript transcript) {
    return derive(ephemeral, transcript, false);
  }

  private static Secrets derive(Hash32 ephemeral, Transcript transcript, boolean initiator) {
    Hash32 nonces = hash(transcript.recipientNonce, transcript.initiatorNonce);
    Hash32 shared = hash(ephemeral, nonces);
    Hash32 aes = hash(ephemeral, shared);
    Hash32 mac = hash(ephemeral, aes);
    KeccakState auth =
        new KeccakState()
            .update(xor(mac, transcript.recipientNonce).toArray())
            .update(transcript.auth);
    KeccakState ack =
        new KeccakState()
            .update(xor(mac, transcript.initiatorNonce).toArray())
            .update(transcript.ack);
    return initiator ? new Secrets(aes, mac, auth, ack) : new Secrets(aes, mac, ack, auth);
  }

  private static Hash32 hash(Hash32 first, Hash32 second) {
    byte[] both = new byte[64];
    first.copyTo(both, 0);
    second.copyTo(both, 32);
    return Keccak256.hash(both);
  }

  static Hash32 xor(Hash32 a, Hash32 b) {
    return Hash32.of(
        a.word(0) ^ b.word(0), a.word(1) ^ b.word(1), a.word(2) ^ b.word(2), a.word(3) ^ b.word(3));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Secrets[]";
  }
}

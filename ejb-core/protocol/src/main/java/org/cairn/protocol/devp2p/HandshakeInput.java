package org.cairn.protocol.devp2p;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Aes;
import org.cairn.protocol.crypto.Ecies;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.RlpxException.Reason;

/**
 * Collects one packet of the handshake and decrypts it, in the form of EIP-8 or in the older one.
 *
 * <p>The older form starts with the byte 4, which in the newer one is the high byte of a size of
 * 1,024 to 1,279. So where it stands, the old length is read and decrypted first, and only if that
 * fails is the rest of the newer packet asked for. A packet's size has 16 bits, which bounds what a
 * stranger can make us keep.
 */
final class HandshakeInput {
  private static final int SIZE = 2;
  private static final byte[] NOTHING = {};

  private final Ecies ecies;
  private final Hash32 key;
  private final int oldLength;
  private byte[] packet = new byte[SIZE];
  private int filled;
  private boolean oldForm;
  private byte[] plain = NOTHING;

  HandshakeInput(Ecies ecies, Hash32 key, int oldLength) {
    this.ecies = ecies;
    this.key = key;
    this.oldLength = oldLength;
  }

  /** Bytes to add before the packet can be decided on; 0 if it is decrypted. */
  int missing() {
    return packet.length - filled;
  }

  void add(byte[] bytes) throws RlpxException {
    if (bytes.length > missing()) {
      throw new IllegalArgumentException(bytes.length + " bytes, missing are " + missing());
    }
    System.arraycopy(bytes, 0, packet, filled, bytes.length);
    filled += bytes.length;
    if (missing() > 0) {
      return;
    }
    if (filled == SIZE) {
      if (size() < Ecies.OVERHEAD) {
        throw unreadable();
      }
      expect(packet[0] == 4 ? oldLength : SIZE + size());
    } else if (filled == oldLength && packet[0] == 4) {
      decryptOldForm();
    } else {
      byte[] sealed = Arrays.copyOfRange(packet, SIZE, filled);
      plain = decrypt(sealed, Arrays.copyOf(packet, SIZE)).orElseThrow(this::unreadable);
    }
  }

  private void decryptOldForm() {
    Optional<byte[]> message = decrypt(packet, NOTHING);
    oldForm = message.isPresent();
    if (oldForm) {
      plain = message.get();
    } else {
      expect(SIZE + size());
    }
  }

  private Optional<byte[]> decrypt(byte[] sealed, byte[] associated) {
    return ecies.decrypt(sealed, key, associated);
  }

  private RlpxException unreadable() {
    return new RlpxException(
        Reason.UNREADABLE_HANDSHAKE, "a handshake packet of " + filled + " bytes is not for us");
  }

  private int size() {
    return (packet[0] & 0xff) << 8 | (packet[1] & 0xff);
  }

  private void expect(int length) {
    packet = Arrays.copyOf(packet, length);
  }

  /** The packet as it came over the wire. */
  byte[] wire() {
    return packet;
  }

  byte[] plain() {
    return plain;
  }

  /** Whether it came in the form before EIP-8. */
  boolean oldForm() {
    return oldForm;
  }

  /** Encrypts a list in the form of EIP-8 and pads it, so that its length tells nothing. */
  static byte[] seal(Secp256k1 curve, byte[] list, Bytes recipient, RandomGenerator random) {
    byte[] padded = new byte[list.length + random.nextInt(100, 300)];
    random.nextBytes(padded);
    System.arraycopy(list, 0, padded, 0, list.length);
    int size = padded.length + Ecies.OVERHEAD;
    byte[] packet = new byte[SIZE + size];
    packet[0] = (byte) (size >> 8);
    packet[1] = (byte) size;
    byte[] sealed = sealPlain(curve, padded, recipient, random, Arrays.copyOf(packet, SIZE));
    System.arraycopy(sealed, 0, packet, SIZE, size);
    return packet;
  }

  /** Encrypts in the form before EIP-8. */
  static byte[] sealOldForm(
      Secp256k1 curve, byte[] message, Bytes recipient, RandomGenerator random) {
    return sealPlain(curve, message, recipient, random, NOTHING);
  }

  private static byte[] sealPlain(
      Secp256k1 curve, byte[] message, Bytes recipient, RandomGenerator random, byte[] size) {
    byte[] iv = new byte[Aes.BLOCK];
    random.nextBytes(iv);
    Hash32 ephemeral = NodeKey.generate(curve, random).secret();
    return new Ecies(curve).encrypt(message, recipient, ephemeral, iv, size);
  }
}

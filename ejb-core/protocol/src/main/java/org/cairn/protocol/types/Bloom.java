package org.cairn.protocol.types;

import java.util.Arrays;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/** The 2048-bit filter over addresses and topics of logs (Yellow Paper 4.3.1, M3:2048). */
public final class Bloom {
  /** Bytes of a filter. */
  public static final int LENGTH = 256;

  public static final Bloom EMPTY = new Bloom(new byte[LENGTH]);

  private final byte[] bits;

  private Bloom(byte[] bits) {
    this.bits = bits;
  }

  /** Copies exactly 256 bytes. */
  public static Bloom of(Bytes bytes) {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException("a bloom has 256 bytes, not " + bytes.length());
    }
    return new Bloom(bytes.toArray());
  }

  public static Bloom read(RlpReader in) {
    return new Bloom(in.readBytes(LENGTH).shared());
  }

  /** The filter of the addresses and topics of all logs. */
  public static Bloom of(List<Log> logs) {
    if (logs.isEmpty()) {
      return EMPTY;
    }
    byte[] bits = new byte[LENGTH];
    for (Log log : logs) {
      add(bits, Keccak256.hash(log.address().toArray()));
      for (Hash32 topic : log.topics()) {
        add(bits, Keccak256.hash(topic.toArray()));
      }
    }
    return new Bloom(bits);
  }

  /** The union of the filters. */
  public static Bloom union(Iterable<Bloom> blooms) {
    byte[] bits = new byte[LENGTH];
    for (Bloom bloom : blooms) {
      for (int i = 0; i < LENGTH; i++) {
        bits[i] |= bloom.bits[i];
      }
    }
    return new Bloom(bits);
  }

  private static void add(byte[] bits, Hash32 hash) {
    for (int i = 0; i < 6; i += 2) {
      int bit = (hash.at(i) & 0x07) << 8 | (hash.at(i + 1) & 0xff);
      bits[LENGTH - 1 - bit / 8] |= (byte) (1 << (bit & 7));
    }
  }

  /** Whether the address or topic may be among the logs; false is certain. */
  public boolean mayContain(Bytes addressOrTopic) {
    Hash32 hash = Keccak256.hash(addressOrTopic);
    for (int i = 0; i < 6; i += 2) {
      int bit = (hash.at(i) & 0x07) << 8 | (hash.at(i + 1) & 0xff);
      if ((bits[LENGTH - 1 - bit / 8] & 1 << (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  public Bytes toBytes() {
    return Bytes.copyOf(bits);
  }

  void writeTo(RlpWriter out) {
    out.write(bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bloom that && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return toBytes().toString();
  }
}

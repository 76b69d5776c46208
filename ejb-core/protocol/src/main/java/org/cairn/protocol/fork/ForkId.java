package org.cairn.protocol.fork;

import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/**
 * Which forks of a chain a node has behind it (EIP-2124).
 *
 * @param hash CRC-32 over the genesis hash and the forks that are past
 * @param next block or time of the next fork, 0 if none is known; the sign bit is its highest
 */
public record ForkId(int hash, long next) {
  public static ForkId read(RlpReader outer) {
    RlpReader in = outer.readList();
    int at = in.position();
    byte[] hash = in.readBytes().shared();
    if (hash.length != 4) {
      throw new RlpException("a fork hash of " + hash.length + " bytes", at);
    }
    long next = in.readUnsignedLong();
    in.end();
    int value =
        (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
    return new ForkId(value, next);
  }

  public void writeTo(RlpWriter out) {
    byte[] bytes = {(byte) (hash >>> 24), (byte) (hash >>> 16), (byte) (hash >>> 8), (byte) hash};
    out.startList().write(bytes).write(next).endList();
  }

  /** {@code 0x} and eight digits. */
  public String hashHex() {
    return "0x%08x".formatted(hash);
  }
}

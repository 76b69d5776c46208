package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/**
 * An account's word that its code be that of {@code address} (EIP-7702).
 *
 * @param nonce 0..2^64-1 with the sign bit as its highest
 * @param yParity 0..255; only 0 and 1 are valid
 */
public record Authorization(
    U256 chainId, Address address, long nonce, int yParity, U256 r, U256 s) {
  private static final int MAGIC = 5;

  static List<Authorization> readList(RlpReader in) {
    RlpReader entries = in.readList();
    List<Authorization> list = new ArrayList<>();
    while (entries.hasNext()) {
      RlpReader entry = entries.readList();
      U256 chainId = entry.readU256();
      Address address = entry.readAddress();
      long nonce = entry.readUnsignedLong();
      int at = entry.position();
      int yParity = entry.readInt();
      if (yParity > 255) {
        throw new org.cairn.protocol.rlp.RlpException("a parity above 255", at);
      }
      list.add(
          new Authorization(chainId, address, nonce, yParity, entry.readU256(), entry.readU256()));
      entry.end();
    }
    return list;
  }

  static void writeList(List<Authorization> list, RlpWriter out) {
    out.startList();
    for (Authorization entry : list) {
      out.startList().write(entry.chainId).write(entry.address).write(entry.nonce);
      out.write((long) entry.yParity).write(entry.r).write(entry.s).endList();
    }
    out.endList();
  }

  /** What the account signed: keccak(0x05 ‖ rlp([chain id, address, nonce])). */
  public Hash32 signingHash() {
    RlpWriter out = new RlpWriter(96).put((byte) MAGIC);
    out.startList().write(chainId).write(address).write(nonce).endList();
    return Keccak256.hash(out.buffer(), 0, out.size());
  }
}

package org.cairn.protocol.types;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpWriter;

/** Where a creation puts its contract (Yellow Paper 7). */
public final class ContractAddress {
  private ContractAddress() {}

  /**
   * The last 20 bytes of keccak(rlp([creator, nonce])).
   *
   * @param nonce of the creator before the creation, 0..2^64-1
   */
  public static Address of(Address creator, long nonce) {
    RlpWriter out = new RlpWriter(32).startList().write(creator).write(nonce).endList();
    return Address.lastOf(Keccak256.hash(out.buffer(), 0, out.size()));
  }
}

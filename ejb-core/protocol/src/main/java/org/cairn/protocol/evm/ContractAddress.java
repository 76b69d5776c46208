package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpWriter;

/** Addresses of contracts that are created. */
public final class ContractAddress {
  private ContractAddress() {}

  /** keccak(rlp([creator, nonce]))[12..] (Yellow Paper 7). */
  public static Address of(Address creator, long nonce) {
    RlpWriter out = new RlpWriter(32).startList().write(creator).write(nonce).endList();
    return Address.lastOf(Keccak256.hash(out.buffer(), 0, out.size()));
  }

  /** keccak(0xff ‖ creator ‖ salt ‖ keccak(init code))[12..] (EIP-1014) */
  public static Address of(Address creator, Hash32 salt, Bytes initCode) {
    byte[] bytes = new byte[85];
    bytes[0] = (byte) 0xff;
    creator.copyTo(bytes, 1);
    salt.copyTo(bytes, 21);
    Keccak256.hash(initCode).copyTo(bytes, 53);
    return Address.lastOf(Keccak256.hash(bytes));
  }
}

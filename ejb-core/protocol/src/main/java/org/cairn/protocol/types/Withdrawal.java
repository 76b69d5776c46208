package org.cairn.protocol.types;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/**
 * A withdrawal from the beacon chain (EIP-4895).
 *
 * @param amount in Gwei, 0..2^64-1 with the sign bit as its highest
 */
public record Withdrawal(long index, long validatorIndex, Address address, long amount) {
  public static Withdrawal read(RlpReader in) {
    RlpReader list = in.readList();
    Withdrawal withdrawal =
        new Withdrawal(
            list.readUnsignedLong(),
            list.readUnsignedLong(),
            list.readAddress(),
            list.readUnsignedLong());
    list.end();
    return withdrawal;
  }

  public void writeTo(RlpWriter out) {
    out.startList().write(index).write(validatorIndex).write(address).write(amount).endList();
  }

  /** The entry of the trie of withdrawals. */
  public Bytes encoded() {
    RlpWriter out = new RlpWriter(48);
    writeTo(out);
    return out.toBytes();
  }
}

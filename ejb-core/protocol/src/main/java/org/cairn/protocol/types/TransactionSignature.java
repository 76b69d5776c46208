package org.cairn.protocol.types;

import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/**
 * The signature of a transaction as it is encoded.
 *
 * @param v 27, 28 or 35 + 2 · chain id + parity (EIP-155) in a legacy transaction, the parity in
 *     any other
 */
public record TransactionSignature(U256 v, U256 r, U256 s) {
  static TransactionSignature read(RlpReader in) {
    return new TransactionSignature(in.readU256(), in.readU256(), in.readU256());
  }

  void writeTo(RlpWriter out) {
    out.write(v).write(r).write(s);
  }
}

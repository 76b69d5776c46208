package org.cairn.rpc;

import org.cairn.node.Node;
import org.cairn.protocol.crypto.Keccak256;

/** {@code web3_…}. */
final class Web3Methods {
  private final Node node;

  Web3Methods(Node node) {
    this.node = node;
  }

  void addTo(MethodTable table) {
    table.add("web3_clientVersion", 0, (call, out) -> out.string(node.clientVersion()));
    table.add("web3_sha3", 1, (call, out) -> out.data(Keccak256.hash(call.parameters().data(0))));
  }
}

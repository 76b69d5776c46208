package org.cairn.rpc;

import org.cairn.node.Node;

/** {@code net_…}. The network's id is the chain's. */
final class NetMethods {
  private final Node node;

  NetMethods(Node node) {
    this.node = node;
  }

  void addTo(MethodTable table) {
    table.add(
        "net_version", 0, (call, out) -> out.string(call.view().config().chainId().toString()));
    table.add(
        "net_listening",
        0,
        (call, out) -> out.bool(node.network().map(Node.Network::listening).orElse(false)));
    table.add(
        "net_peerCount",
        0,
        (call, out) -> out.quantity(node.network().map(Node.Network::peers).orElse(0)));
  }
}

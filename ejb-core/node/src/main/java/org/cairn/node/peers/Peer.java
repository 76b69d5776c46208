package org.cairn.node.peers;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.Capability;

/**
 * Who is at the other end of a connection. Except for its id, which it has proved, a peer's words
 * are claims.
 *
 * @param connection number of the connection, not used again while the network runs
 * @param nodeId public key, 64 bytes
 * @param client name and version of its software, free of control characters
 * @param offered what it can speak
 * @param shared what both can speak; empty if the connection is of no use
 * @param remoteAddress literal address and port
 * @param inbound whether it dialled us
 */
public record Peer(
    long connection,
    Bytes nodeId,
    String client,
    List<Capability> offered,
    List<Capability> shared,
    String remoteAddress,
    boolean inbound) {
  public Peer {
    offered = List.copyOf(offered);
    shared = List.copyOf(shared);
  }
}

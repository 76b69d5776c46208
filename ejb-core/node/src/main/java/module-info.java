/** What a node does with the protocol: import, fork choice, queries, and the ports it needs. */
module org.cairn.node {
  requires transitive org.cairn.protocol;

  exports org.cairn.node;
  exports org.cairn.node.chain;
  exports org.cairn.node.job;
  exports org.cairn.node.peers;
  exports org.cairn.node.query;
  exports org.cairn.node.state;
}

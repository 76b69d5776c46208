/** What a node does with the protocol: import, fork choice, queries, and the ports it needs. */
module org.cairn.node {
  requires transitive org.cairn.protocol;
}

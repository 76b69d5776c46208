/** Ethereum itself: encodings, tries, the EVM and the rules of every fork. */
module org.cairn.protocol {
  requires static jdk.incubator.vector;
  requires transitive org.jspecify;
  requires org.bouncycastle.provider;
  requires aircompressor.v3;
  requires com.fasterxml.jackson.databind;

  exports org.cairn.protocol.bytes;
  exports org.cairn.protocol.consensus;
  exports org.cairn.protocol.crypto;
  exports org.cairn.protocol.devp2p;
  exports org.cairn.protocol.era;
  exports org.cairn.protocol.evm;
  exports org.cairn.protocol.execution;
  exports org.cairn.protocol.fork;
  exports org.cairn.protocol.genesis;
  exports org.cairn.protocol.precompile;
  exports org.cairn.protocol.rlp;
  exports org.cairn.protocol.state;
  exports org.cairn.protocol.trie;
  exports org.cairn.protocol.types;
  exports org.cairn.protocol.uint;
}

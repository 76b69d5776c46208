/** Tools that run the EVM and the rules of blocks without a node. */
module org.cairn.tools {
  requires transitive org.cairn.protocol;
  requires transitive com.fasterxml.jackson.databind;

  exports org.cairn.tools.block;
  exports org.cairn.tools.fixture;
  exports org.cairn.tools.run;
  exports org.cairn.tools.state;
  exports org.cairn.tools.suite;
  exports org.cairn.tools.transition;
}

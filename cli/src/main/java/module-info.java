/** The command {@code cairn}: a client of running nodes, the launcher, and tools without a node. */
module org.cairn.cli {
  requires org.cairn.store;
  requires org.cairn.tools;
  requires info.picocli;
  requires com.fasterxml.jackson.databind;
  requires com.zaxxer.hikari;
  requires java.management;
  requires java.net.http;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;

  exports org.cairn.cli;

  // picocli sets the fields of commands.
  opens org.cairn.cli to
      info.picocli;
  opens org.cairn.cli.bench to
      info.picocli;
  opens org.cairn.cli.evm to
      info.picocli;
  opens org.cairn.cli.launch to
      info.picocli;
  opens org.cairn.cli.remote to
      info.picocli;
}

/** Adapters of the node's storage ports: PostgreSQL for the chain, RocksDB for the world state. */
module org.cairn.store {
  requires transitive org.cairn.node;
  requires transitive java.sql;
  requires static jakarta.jakartaee.api; // the server has it; without one nothing of it is used
  requires org.postgresql.jdbc;
  requires flyway.core;
  requires rocksdbjni;
  requires aircompressor.v3;

  exports org.cairn.store;
  exports org.cairn.store.entity;
  exports org.cairn.store.postgres;
  exports org.cairn.store.rocks;

  opens org.cairn.store.entity;
}

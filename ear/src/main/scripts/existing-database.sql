-- Prepares a PostgreSQL of your own (version 14 or later); run it as a superuser:
--
--   psql --set=password="$DB_PASSWORD" --file=existing-database.sql
--
-- The node's role owns its database and nothing else: no superuser, no other databases, no replication. The tables are
-- made by the node itself when it starts.

CREATE ROLE cairn LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE cairn OWNER cairn ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE cairn FROM PUBLIC;

-- For people and tools that only look: membership in cairn_reader gives every table of the node, read only.
CREATE ROLE cairn_reader NOLOGIN;
GRANT CONNECT ON DATABASE cairn TO cairn_reader;
\connect cairn
GRANT USAGE ON SCHEMA public TO cairn_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE cairn IN SCHEMA public GRANT SELECT ON TABLES TO cairn_reader;

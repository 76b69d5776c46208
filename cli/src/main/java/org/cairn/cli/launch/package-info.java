/**
 * Starts and stops a whole node on this machine: a PostgreSQL of its own and the server that
 * carries the deployment.
 *
 * <p>Everything that belongs to a node is below one data directory:
 *
 * <pre>
 * cairn.lock              held while a launcher runs on the directory
 * genesis.json | network  the chain that was chosen at the first start
 * rpc.properties          the command line's own user of the node, mode 600
 * database.properties     address and passwords of the database, mode 600
 * postgres/               the database cluster
 * server/                 the server's base directory: configuration, deployment, logs
 * (others)                the node's own: world state, keys, files to import
 * </pre>
 *
 * <p>The two processes outlive a launcher that is killed. The next launcher on the same directory
 * finds them by their process files and stops them, first the server, then the database.
 */
@NullMarked
package org.cairn.cli.launch;

import org.jspecify.annotations.NullMarked;

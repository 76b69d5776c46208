/** Benchmarks that run the node's own code without a server. */
package org.cairn.cli.bench;

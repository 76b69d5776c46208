/** Benchmarks that run the node's own code without a server. */
@NullMarked
package org.cairn.cli.bench;

import org.jspecify.annotations.NullMarked;

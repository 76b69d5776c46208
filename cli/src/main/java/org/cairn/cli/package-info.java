/**
 * The command {@code cairn}: one class a command, registered in {@link org.cairn.cli.Main}. A
 * command prints its answer on the standard output, and a failure as one sentence on the standard
 * error with exit code 1; a wrong command line ends with a sentence too, and exit code 2.
 */
@NullMarked
package org.cairn.cli;

import org.jspecify.annotations.NullMarked;

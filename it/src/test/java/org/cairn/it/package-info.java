/**
 * Tests of the whole system: the server as {@code ./cairn run} starts it, reached from outside
 * only.
 *
 * <p>{@link org.cairn.it.RunningNode} is a node with the sample chain that all tests of a run
 * share; a test takes it as a parameter and leaves it as it was. What a test needs to start, stop
 * or kill is a {@link org.cairn.it.NodeProcess} of its own.
 */
package org.cairn.it;

/**
 * Whole suites of official tests, with the totals that {@code docs/conformance.md} shows.
 *
 * <p>Totals are kept in a file a suite, a line a fork: the fork's name, passed, failed, skipped,
 * separated by tabs.
 */
@NullMarked
package org.cairn.tools.suite;

import org.jspecify.annotations.NullMarked;

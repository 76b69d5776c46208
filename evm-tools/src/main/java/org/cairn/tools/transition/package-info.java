/**
 * The transition tool: a state, a block's environment and transactions in, the state after them and
 * what a header says of them out. Options, files, exit codes and the words of refusals are those of
 * go-ethereum's {@code evm t8n}, so that what fills and checks test suites can use either.
 *
 * <p>Numbers are decimal or hex, bare or in quotes. Transactions come as JSON, signed or with the
 * key to sign with, or as RLP: a list of transactions as a block's body holds them, in hex.
 */
@NullMarked
package org.cairn.tools.transition;

import org.jspecify.annotations.NullMarked;

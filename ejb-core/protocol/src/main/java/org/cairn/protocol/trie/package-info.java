/** The Merkle-Patricia trie (Yellow Paper, appendix D) and proofs of its entries. */
@NullMarked
package org.cairn.protocol.trie;

import org.jspecify.annotations.NullMarked;

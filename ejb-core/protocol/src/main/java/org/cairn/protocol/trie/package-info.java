/**
 * The Merkle-Patricia trie (Yellow Paper, appendix D) and proofs of its entries.
 *
 * <p>A trie maps keys, read as nibbles, to values. A <em>branch</em> has a child for each next
 * nibble and a value if a key ends there; an <em>extension</em> skips nibbles that all keys below
 * share; a <em>leaf</em> holds the rest of a key and its value. A node is the RLP list of its
 * items; a parent holds the Keccak-256 of a child, or the child itself if that takes less than 32
 * bytes. The hash of the root node stands for all entries.
 *
 * <p>The state is a trie of accounts by the hash of their address; each account refers to the root
 * of a trie of its storage by the hash of the slot ({@link org.cairn.protocol.trie.StateTrie}).
 * Stored nodes are keyed by their place, the storage's owner and the path from the root, so that a
 * store holds one version of each and forgets the others.
 */
@NullMarked
package org.cairn.protocol.trie;

import org.jspecify.annotations.NullMarked;

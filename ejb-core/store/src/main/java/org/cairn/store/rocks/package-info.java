/**
 * World state in RocksDB, behind the port {@link org.cairn.node.state.WorldState}.
 *
 * <p>Column families, numbers big-endian:
 *
 * <table>
 * <caption>Rows</caption>
 * <tr><th>family</th><th>key</th><th>value</th></tr>
 * <tr><td>default</td><td>{@code durable}</td><td>number (8), block hash, state root</td></tr>
 * <tr><td>default</td><td>{@code earliest}</td><td>number (8)</td></tr>
 * <tr><td>accounts</td><td>keccak(address)</td><td>account, see {@code AccountCodec}</td></tr>
 * <tr><td>storage</td><td>keccak(address) keccak(slot)</td><td>word without leading zeros</td></tr>
 * <tr><td>account_history</td><td>keccak(address) block (8)</td><td>account before the block, no
 * bytes if there was none</td></tr>
 * <tr><td>storage_history</td><td>keccak(address) keccak(slot) block (8)</td><td>word before the
 * block, no bytes for zero</td></tr>
 * <tr><td>changes</td><td>block (8)</td><td>RLP [block hash, state root, [[address, slot, …],
 * …]]</td></tr>
 * <tr><td>account_nodes</td><td>path, a nibble a byte</td><td>RLP of the node</td></tr>
 * <tr><td>storage_nodes</td><td>keccak(address), path, a nibble a byte</td><td>RLP of the
 * node</td></tr>
 * <tr><td>codes</td><td>keccak(code)</td><td>code</td></tr>
 * <tr><td>preimages</td><td>keccak</td><td>address (20) or slot (32)</td></tr>
 * </table>
 *
 * <p>The state after block n holds for a key the value of its first history row above n, and if
 * there is none, that of the flat family: one seek at any height.
 */
@NullMarked
package org.cairn.store.rocks;

import org.jspecify.annotations.NullMarked;

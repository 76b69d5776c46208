package org.cairn.node.state;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.uint.U256;

/**
 * The state after one block, unchanging, whatever is flushed meanwhile. Safe for use by several
 * threads.
 *
 * <p>{@link #account} gives nonce, balance and code hash at once. Its storage root is {@link
 * Hash32#ZERO} as long as the account was changed by a block whose root is not computed; only for
 * an account with neither nonce nor code, where {@link Account#hasStorage()} decides whether a
 * contract may be created (EIP-7610), the root is waited for.
 *
 * <p>A reorganisation that takes durable blocks back leaves their states readable for a while;
 * afterwards reading them throws {@link org.cairn.node.state.StateUnavailableException}. So do at
 * once {@link #proof}, and {@link #root} if it was not computed before.
 */
public interface BlockState extends StateReader {
  long number();

  Hash32 blockHash();

  /** The root of the state trie; the first call computes it, after those of the ancestors. */
  Hash32 root();

  /** Proofs of an account and of slots of its storage. */
  AccountProof proof(Address address, List<U256> slots);
}

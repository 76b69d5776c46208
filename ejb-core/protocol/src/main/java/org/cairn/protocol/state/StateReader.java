package org.cairn.protocol.state;

import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * The world state after one block, unchanging. Implementations are safe for use by several threads;
 * storage failures throw unchecked exceptions.
 */
public interface StateReader {
  /** The account, if it is in the state. */
  Optional<Account> account(Address address);

  /**
   * The code whose keccak is {@code codeHash}; no bytes for that of no code. Throws if the code is
   * not stored.
   */
  Bytes code(Hash32 codeHash);

  /**
   * The word in a slot of an account's storage; zero where nothing is stored or the account is
   * none.
   */
  U256 storage(Address address, U256 slot);
}

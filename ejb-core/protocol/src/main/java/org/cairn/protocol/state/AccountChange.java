package org.cairn.protocol.state;

import java.util.Map;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** What a block did to an account. */
public sealed interface AccountChange {
  /** The account is not in the state any more, nor is its storage. */
  record Deleted() implements AccountChange {}

  /**
   * The account is in the state with these members.
   *
   * @param storageCleared whether all slots of before are gone; {@code storage} then holds the new
   *     ones
   * @param storage slots that changed, with their new words; zero removes a slot. Slots that ended
   *     as they began are absent
   */
  record Updated(
      long nonce, U256 balance, Hash32 codeHash, boolean storageCleared, Map<U256, U256> storage)
      implements AccountChange {}
}

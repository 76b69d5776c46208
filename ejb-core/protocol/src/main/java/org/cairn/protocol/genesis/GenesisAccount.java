package org.cairn.protocol.genesis;

import java.util.Map;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.uint.U256;

/**
 * An account of the first state.
 *
 * @param nonce 0..2^64-1, the sign bit being its highest
 * @param balance in wei
 * @param storage words by slot, none of them zero
 */
public record GenesisAccount(long nonce, U256 balance, Bytes code, Map<U256, U256> storage) {
  public GenesisAccount {
    storage = Map.copyOf(storage);
  }
}

package org.cairn.protocol.genesis;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;

/**
 * A chain's beginning: its rules, its first accounts and its first header, of which only the state
 * root is missing.
 *
 * @param header with a state root of zero
 */
public record Genesis(ChainConfig config, Header header, Map<Address, GenesisAccount> accounts) {
  /** The largest file that is read, in bytes. */
  public static final int MAX_FILE_BYTES = 64 << 20;

  public Genesis {
    accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
  }

  /**
   * Reads a genesis file of at most {@link #MAX_FILE_BYTES}.
   *
   * @throws GenesisException if it is malformed or contradicts itself
   */
  public static Genesis parse(byte[] json) {
    return new GenesisReader(json).read();
  }

  /** The first state as a change of the empty one. */
  public StateDelta state() {
    Map<Address, AccountChange> changes = new HashMap<>(accounts.size() * 2);
    Map<Hash32, Bytes> codes = new HashMap<>();
    accounts.forEach((address, account) -> {
      Hash32 codeHash = Account.EMPTY_CODE_HASH;
      if (!account.code().isEmpty()) {
        codeHash = Keccak256.hash(account.code());
        codes.put(codeHash, account.code());
      }
      changes.put(
          address,
          new AccountChange.Updated(
              account.nonce(), account.balance(), codeHash, false, account.storage()));
    });
    return new StateDelta(changes, codes);
  }

  /** The first block, given the root of {@link #state()}. */
  public Block block(Hash32 stateRoot) {
    boolean withdrawals = header.withdrawalsRoot() != null;
    BlockBody body = withdrawals ? new BlockBody(List.of(), List.of(), List.of()) : BlockBody.EMPTY;
    return new Block(header.toBuilder().stateRoot(stateRoot).build(), body);
  }

  /** The first block; {@code stateRoot} computes the root of a state that grew out of nothing. */
  public Block block(Function<StateDelta, Hash32> stateRoot) {
    return block(stateRoot.apply(state()));
  }
}

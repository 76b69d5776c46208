package org.cairn.node.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** What a call pretends about accounts (execution-apis, eth_call: state overrides). Immutable. */
public record StateOverrides(Map<Address, AccountOverride> accounts) {
  public static final StateOverrides NONE = new StateOverrides(Map.of());

  /**
   * What is pretended about one account; what is empty stays as it is.
   *
   * @param nonce 0..2^64-1, the sign bit being its highest
   * @param balance in wei
   * @param storage all slots of the account
   * @param slots some of its slots; none if {@code storage} is given
   */
  public record AccountOverride(
      Optional<Long> nonce,
      Optional<U256> balance,
      Optional<Bytes> code,
      Optional<Map<U256, U256>> storage,
      Map<U256, U256> slots) {}

  public StateOverrides {
    accounts = Map.copyOf(accounts);
  }

  /** The state with these accounts in it. */
  public StateReader over(StateReader state) {
    return accounts.isEmpty() ? state : new Pretended(accounts, state);
  }

  private static final class Pretended implements StateReader {
    private final Map<Address, AccountOverride> accounts;
    private final StateReader below;
    private final Map<Hash32, Bytes> codes = new HashMap<>();

    Pretended(Map<Address, AccountOverride> accounts, StateReader below) {
      this.accounts = accounts;
      this.below = below;
      accounts
          .values()
          .forEach(
              account -> account.code().ifPresent(code -> codes.put(Keccak256.hash(code), code)));
    }

    @Override
    public Optional<Account> account(Address address) {
      AccountOverride override = accounts.get(address);
      Optional<Account> real = below.account(address);
      if (override == null) {
        return real;
      }
      Account before = real.orElse(Account.EMPTY);
      return Optional.of(
          new Account(
              override.nonce().orElse(before.nonce()),
              override.balance().orElse(before.balance()),
              storageRoot(override, before),
              override.code().map(Keccak256::hash).orElse(before.codeHash())));
    }

    /** Whether there is storage is all that is asked of the root; what root it is stays open. */
    private static Hash32 storageRoot(AccountOverride override, Account before) {
      Map<U256, U256> given = override.storage().orElse(override.slots());
      if (given.values().stream().anyMatch(word -> !word.isZero())) {
        return Hash32.ZERO;
      }
      return override.storage().isPresent() ? Account.EMPTY_ROOT : before.storageRoot();
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      Bytes code = codes.get(codeHash);
      return code == null ? below.code(codeHash) : code;
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      AccountOverride override = accounts.get(address);
      if (override == null) {
        return below.storage(address, slot);
      }
      if (override.storage().isPresent()) {
        return override.storage().get().getOrDefault(slot, U256.ZERO);
      }
      @Nullable U256 word = override.slots().get(slot);
      return word == null ? below.storage(address, slot) : word;
    }
  }
}

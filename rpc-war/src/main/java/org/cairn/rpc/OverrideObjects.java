package org.cairn.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.cairn.node.query.StateOverrides;
import org.cairn.node.query.StateOverrides.AccountOverride;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;

/** Reads the state overrides of eth_call and eth_estimateGas (execution-apis). */
final class OverrideObjects {
  private static final int MAX_ACCOUNTS = 1_000;
  private static final int MAX_SLOTS = 10_000;

  private OverrideObjects() {}

  /** An object of overrides by address. */
  static StateOverrides read(String where, Json value) {
    Map<String, Json> members = Values.members(where, value).values();
    if (members.size() > MAX_ACCOUNTS) {
      throw Values.wrong(where, "more than " + MAX_ACCOUNTS + " accounts");
    }
    Map<Address, AccountOverride> accounts = new HashMap<>();
    members.forEach((name, account) -> {
      Address address = Values.address(where, new Json.Text(name));
      String at = where + "." + name;
      if (accounts.put(address, account(at, Values.members(at, account).values())) != null) {
        throw Values.wrong(at, "given twice");
      }
    });
    return new StateOverrides(accounts);
  }

  private static AccountOverride account(String where, Map<String, Json> members) {
    if (member(where, members, "movePrecompileToAddress", Values::address).isPresent()) {
      throw Values.wrong(where + ".movePrecompileToAddress", "not supported");
    }
    Optional<Map<U256, U256>> storage = member(where, members, "state", OverrideObjects::slots);
    Optional<Map<U256, U256>> some = member(where, members, "stateDiff", OverrideObjects::slots);
    if (storage.isPresent() && some.isPresent()) {
      throw Values.wrong(where, "state and stateDiff exclude each other");
    }
    return new AccountOverride(
        member(where, members, "nonce", Values::unsignedLong),
        member(where, members, "balance", Values::quantity),
        member(where, members, "code", Values::data),
        storage,
        some.orElse(Map.of()));
  }

  private static <T> Optional<T> member(
      String where, Map<String, Json> members, String name, BiFunction<String, Json, T> reader) {
    Json value = members.get(name);
    return value == null || value == Json.Null.NULL
        ? Optional.empty()
        : Optional.of(reader.apply(where + "." + name, value));
  }

  private static Map<U256, U256> slots(String where, Json value) {
    Map<String, Json> members = Values.members(where, value).values();
    if (members.size() > MAX_SLOTS) {
      throw Values.wrong(where, "more than " + MAX_SLOTS + " slots");
    }
    Map<U256, U256> slots = new HashMap<>();
    members.forEach((name, word) ->
        slots.put(
            U256.of(Values.hash(where, new Json.Text(name))),
            U256.of(Values.hash(where + "." + name, word))));
    return Map.copyOf(slots);
  }
}

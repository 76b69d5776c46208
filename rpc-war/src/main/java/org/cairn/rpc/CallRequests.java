package org.cairn.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.cairn.node.query.CallRequest;
import org.cairn.node.query.StateOverrides;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;

/** Reads the transaction object of eth_call and eth_estimateGas (execution-apis). */
final class CallRequests {
  private static final int MAX_ENTRIES = 10_000;

  private final String where;
  private final Map<String, Json> members;

  private CallRequests(String where, Json.Members object) {
    this.where = where;
    this.members = object.values();
  }

  static CallRequest read(Call call) {
    Json value = call.parameters().require(0);
    CallRequests object =
        new CallRequests(Parameters.where(0), Values.members(Parameters.where(0), value));
    StateOverrides overrides =
        call.parameters()
            .at(2)
            .map(overridden -> OverrideObjects.read(Parameters.where(2), overridden))
            .orElse(StateOverrides.NONE);
    return object.read(call.view().config().chainId(), overrides);
  }

  private CallRequest read(U256 chainId, StateOverrides overrides) {
    Optional<U256> gasPrice = member("gasPrice", Values::quantity);
    Optional<U256> feeCap = member("maxFeePerGas", Values::quantity);
    Optional<U256> tipCap = member("maxPriorityFeePerGas", Values::quantity);
    if (gasPrice.isPresent() && (feeCap.isPresent() || tipCap.isPresent())) {
      throw Values.wrong(where, "gasPrice and the fee caps exclude each other");
    }
    if (feeCap.isPresent() && tipCap.isPresent() && feeCap.get().compareTo(tipCap.get()) < 0) {
      throw Values.wrong(where, "maxPriorityFeePerGas exceeds maxFeePerGas");
    }
    checkRest(chainId);
    OptionalLong gas =
        member("gas", Values::number).map(OptionalLong::of).orElse(OptionalLong.empty());
    return new CallRequest(
        member("from", Values::address).orElse(Address.ZERO),
        member("to", Values::address),
        gas,
        gasPrice,
        feeCap,
        tipCap,
        member("value", Values::quantity).orElse(U256.ZERO),
        data(),
        member("accessList", CallRequests::accessList).orElse(List.of()),
        overrides);
  }

  private <T> Optional<T> member(String name, BiFunction<String, Json, T> reader) {
    Json value = members.get(name);
    return value == null || value == Json.Null.NULL
        ? Optional.empty()
        : Optional.of(reader.apply(where + "." + name, value));
  }

  private Bytes data() {
    Optional<Bytes> data = member("data", Values::data);
    Optional<Bytes> input = member("input", Values::data);
    if (data.isPresent() && input.isPresent() && !data.equals(input)) {
      throw Values.wrong(where, "data and input are both given and differ");
    }
    return input.or(() -> data).orElse(Bytes.EMPTY);
  }

  /** Members that change nothing about a call are checked for their form. */
  private void checkRest(U256 chainId) {
    member("nonce", Values::unsignedLong);
    member("type", Values::quantity);
    member("maxFeePerBlobGas", Values::quantity);
    member("blobVersionedHashes", CallRequests::hashes);
    member("chainId", Values::quantity)
        .filter(id -> !id.equals(chainId))
        .ifPresent(id -> {
          throw Values.wrong(where + ".chainId", id + " is not the chain's, which is " + chainId);
        });
    member("authorizationList", (at, value) -> Values.items(at, value, 0));
  }

  private static List<Hash32> hashes(String where, Json value) {
    List<Json> items = Values.items(where, value, MAX_ENTRIES).values();
    List<Hash32> hashes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      hashes.add(Values.hash(where + "[" + i + "]", items.get(i)));
    }
    return hashes;
  }

  private static List<AccessListEntry> accessList(String where, Json value) {
    List<Json> items = Values.items(where, value, MAX_ENTRIES).values();
    List<AccessListEntry> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String at = where + "[" + i + "]";
      CallRequests entry = new CallRequests(at, Values.members(at, items.get(i)));
      Address address =
          entry
              .member("address", Values::address)
              .orElseThrow(() -> Values.wrong(at + ".address", "missing"));
      entries.add(
          new AccessListEntry(
              address, entry.member("storageKeys", CallRequests::hashes).orElse(List.of())));
    }
    return entries;
  }
}

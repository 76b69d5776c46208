package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.state.StateDelta;
import org.cairn.tools.fixture.FixtureState;
import org.cairn.tools.fixture.Member;

/** World states as JSON: {@code {address: {balance, nonce, code, storage}}}. */
final class Allocation {
  private Allocation() {}

  /** As go-ethereum does, it wants a balance of every account. */
  static MemoryState read(Member alloc) {
    alloc.members().values().forEach(account -> account.at("balance"));
    return FixtureState.of(alloc);
  }

  /** A state in the order of its addresses and slots. */
  static ObjectNode write(MemoryState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    StateDelta all = state.asDelta();
    new TreeMap<>(all.accounts())
        .forEach((address, change) -> {
          if (change instanceof AccountChange.Updated account) {
            write(json.putObject(address.toString()), account, state);
          }
        });
    return json;
  }

  private static void write(ObjectNode json, AccountChange.Updated account, MemoryState state) {
    Bytes code = state.code(account.codeHash());
    if (!code.isEmpty()) {
      json.put("code", code.toString());
    }
    if (!account.storage().isEmpty()) {
      ObjectNode storage = json.putObject("storage");
      new TreeMap<>(account.storage())
          .forEach((slot, word) -> storage.put(slot.toHash().toString(), word.toHash().toString()));
    }
    json.put("balance", account.balance().toQuantity());
    if (account.nonce() != 0) {
      json.put("nonce", "0x" + Long.toHexString(account.nonce()));
    }
  }
}

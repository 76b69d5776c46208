package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.uint.U256;

/** World states as JSON: {@code {address: {balance, nonce, code, storage}}}. */
final class Allocation {
  private Allocation() {}

  static MemoryState read(JsonNode json) {
    Map<Address, AccountChange> accounts = new HashMap<>();
    Map<Hash32, Bytes> codes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : new Members("alloc", json).json().properties()) {
      Bytes address = bytes("alloc", entry.getKey(), 20, 20);
      Members account = new Members("alloc." + entry.getKey(), entry.getValue());
      Bytes code = account.findBytes("code").orElse(Bytes.EMPTY);
      Hash32 codeHash = code.isEmpty() ? Account.EMPTY_CODE_HASH : Keccak256.hash(code);
      codes.put(codeHash, code);
      AccountChange before =
          accounts.put(
              Address.of(address.shared()),
              new AccountChange.Updated(
                  account.unsignedOr("nonce", 0),
                  account.requiredWord("balance"),
                  codeHash,
                  false,
                  storage(account)));
      if (before != null) {
        throw wrong("alloc has " + entry.getKey() + " twice");
      }
    }
    return MemoryState.EMPTY.with(new StateDelta(accounts, codes));
  }

  private static Map<U256, U256> storage(Members account) {
    Map<U256, U256> storage = new HashMap<>();
    account
        .findObject("storage")
        .ifPresent(slots ->
            slots
                .json()
                .properties()
                .forEach(slot -> {
                  if (!slot.getValue().isTextual()) {
                    throw wrong(slots.path() + "." + slot.getKey() + " is not a string");
                  }
                  storage.put(
                      word(slots.path(), slot.getKey()),
                      word(slots.path(), slot.getValue().asText()));
                }));
    return storage;
  }

  /** Hex of at most 32 bytes. */
  private static U256 word(String path, String text) {
    boolean prefixed = text.startsWith("0x") || text.startsWith("0X");
    String digits = prefixed ? text.substring(2) : text;
    Bytes bytes = bytes(path, (digits.length() & 1) == 0 ? digits : "0" + digits, 0, 32);
    return U256.read(bytes.shared(), 0, bytes.length());
  }

  private static Bytes bytes(String path, String text, int least, int most) {
    Bytes bytes;
    try {
      bytes = Bytes.of(text);
    } catch (IllegalArgumentException e) {
      throw wrong(path + " has a key or word that is no hex: " + shortened(text));
    }
    if (bytes.length() < least || bytes.length() > most) {
      throw wrong(path + " has a key or word of " + bytes.length() + " bytes: " + shortened(text));
    }
    return bytes;
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static TransitionException wrong(String message) {
    return new TransitionException(TransitionException.INPUT, message);
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

package org.cairn.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.trie.AccountProof;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;
import org.cairn.rpc.json.JsonWriter;
import org.cairn.rpc.json.Name;

/**
 * {@code eth_…}: accounts and their storage after a block, which is the latest one where none is
 * named.
 */
final class EthStateMethods {
  private static final int MAX_SLOTS = 1024;

  private static final Name ADDRESS = Name.of("address");
  private static final Name ACCOUNT_PROOF = Name.of("accountProof");
  private static final Name BALANCE = Name.of("balance");
  private static final Name CODE_HASH = Name.of("codeHash");
  private static final Name NONCE = Name.of("nonce");
  private static final Name STORAGE_HASH = Name.of("storageHash");
  private static final Name STORAGE_PROOF = Name.of("storageProof");
  private static final Name KEY = Name.of("key");
  private static final Name VALUE = Name.of("value");

  /** As go-ethereum shows an account that is not there: EIP-1186 leaves its hashes open. */
  private static final Account NOBODY = new Account(0, U256.ZERO, Hash32.ZERO, Hash32.ZERO);

  private static final Name PROOF = Name.of("proof");

  void addTo(MethodTable table) {
    table.add(
        "eth_getBalance",
        2,
        (call, out) -> out.quantity(account(call).map(Account::balance).orElse(U256.ZERO)));
    table.add(
        "eth_getTransactionCount",
        2,
        (call, out) -> out.quantity(account(call).map(Account::nonce).orElse(0L)));
    table.add("eth_getCode", 2, EthStateMethods::code);
    table.add("eth_getStorageAt", 3, EthStateMethods::storage);
    table.add("eth_getProof", 3, EthStateMethods::proof);
  }

  private static Hash32 blockHash(Call call, int parameter) {
    return call.session().require(call.parameters().blockOrLatest(parameter));
  }

  private static Optional<Account> account(Call call) {
    var address = call.parameters().address(0);
    return call.view().state(blockHash(call, 1)).account(address);
  }

  private static void code(Call call, JsonWriter out) {
    var address = call.parameters().address(0);
    StateReader state = call.view().state(blockHash(call, 1));
    out.data(
        state
            .account(address)
            .filter(Account::hasCode)
            .map(account -> state.code(account.codeHash()))
            .orElse(Bytes.EMPTY));
  }

  private static void storage(Call call, JsonWriter out) {
    var address = call.parameters().address(0);
    U256 slot = Values.storageKey(Parameters.where(1), call.parameters().require(1)).slot();
    out.data(call.view().state(blockHash(call, 2)).storage(address, slot));
  }

  private static void proof(Call call, JsonWriter out) {
    var address = call.parameters().address(0);
    List<Json> keys =
        Values.items(Parameters.where(1), call.parameters().require(1), MAX_SLOTS).values();
    List<Values.StorageKey> slots = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      slots.add(Values.storageKey(Parameters.where(1) + "[" + i + "]", keys.get(i)));
    }
    Hash32 block = blockHash(call, 2);
    write(
        out,
        call.view().proof(block, address, slots.stream().map(Values.StorageKey::slot).toList()),
        slots);
  }

  private static void write(JsonWriter out, AccountProof proof, List<Values.StorageKey> slots) {
    Account account = proof.account().orElse(NOBODY);
    out.beginObject();
    out.name(ADDRESS).data(proof.address());
    writeNodes(out.name(ACCOUNT_PROOF), proof.nodes());
    out.name(BALANCE).quantity(account.balance());
    out.name(CODE_HASH).data(account.codeHash());
    out.name(NONCE).quantity(account.nonce());
    out.name(STORAGE_HASH).data(account.storageRoot());
    out.name(STORAGE_PROOF).beginArray();
    for (int i = 0; i < slots.size(); i++) {
      AccountProof.StorageProof slot = proof.storage().get(i);
      out.beginObject().name(KEY);
      writeKey(out, slots.get(i));
      out.name(VALUE).quantity(slot.word());
      writeNodes(out.name(PROOF), slot.nodes());
      out.endObject();
    }
    out.endArray().endObject();
  }

  /** As go-ethereum does: 32 bytes where they were given, else the number. */
  private static void writeKey(JsonWriter out, Values.StorageKey key) {
    if (key.full()) {
      out.data(key.slot());
    } else {
      out.quantity(key.slot());
    }
  }

  private static void writeNodes(JsonWriter out, List<Bytes> nodes) {
    out.beginArray();
    nodes.forEach(out::data);
    out.endArray();
  }
}

package org.cairn.protocol.state;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/**
 * What a block changed in the world state: applied to the state of the parent it gives the state of
 * the block.
 *
 * <p>Encoding: {@code [[address, nonce, balance, codeHash or "", cleared, [slot, word, …]] …,
 * [code, …]]}, a deleted account being {@code [address]}; accounts and slots in ascending order.
 *
 * @param accounts accounts that changed; those that ended as they began are absent
 * @param codes codes that the block deployed, by hash
 */
public record StateDelta(Map<Address, AccountChange> accounts, Map<Hash32, Bytes> codes) {
  public static final StateDelta EMPTY = new StateDelta(Map.of(), Map.of());

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(64 * accounts.size() + 64).startList().startList();
    new TreeMap<>(accounts).forEach((address, change) -> write(out, address, change));
    out.endList().startList();
    new TreeMap<>(codes).values().forEach(out::write);
    return out.endList().endList().toBytes();
  }

  private static void write(RlpWriter out, Address address, AccountChange change) {
    out.startList().write(address);
    if (change instanceof AccountChange.Updated updated) {
      out.write(updated.nonce()).write(updated.balance());
      out.write(
          updated.codeHash().equals(Account.EMPTY_CODE_HASH)
              ? Bytes.EMPTY
              : updated.codeHash().toBytes());
      out.write(updated.storageCleared() ? 1 : 0).startList();
      new TreeMap<>(updated.storage()).forEach((slot, word) -> out.write(slot).write(word));
      out.endList();
    }
    out.endList();
  }

  public static StateDelta decode(Bytes encoded) {
    RlpReader in = RlpReader.ofList(encoded.shared());
    RlpReader accountList = in.readList();
    Map<Address, AccountChange> accounts = new HashMap<>();
    while (accountList.hasNext()) {
      RlpReader entry = accountList.readList();
      accounts.put(entry.readAddress(), readChange(entry));
    }
    RlpReader codeList = in.readList();
    Map<Hash32, Bytes> codes = new HashMap<>();
    while (codeList.hasNext()) {
      Bytes code = codeList.readBytes();
      codes.put(Keccak256.hash(code), code);
    }
    in.end();
    return new StateDelta(accounts, codes);
  }

  private static AccountChange readChange(RlpReader entry) {
    if (!entry.hasNext()) {
      return new AccountChange.Deleted();
    }
    long nonce = entry.readUnsignedLong();
    U256 balance = entry.readU256();
    int at = entry.position();
    Bytes codeHash = entry.readBytes();
    if (!codeHash.isEmpty() && codeHash.length() != 32) {
      throw new RlpException("a code hash of " + codeHash.length() + " bytes", at);
    }
    boolean cleared = entry.readInt() != 0;
    RlpReader slots = entry.readList();
    Map<U256, U256> storage = new HashMap<>();
    while (slots.hasNext()) {
      storage.put(slots.readU256(), slots.readU256());
    }
    entry.end();
    return new AccountChange.Updated(
        nonce,
        balance,
        codeHash.isEmpty() ? Account.EMPTY_CODE_HASH : Hash32.of(codeHash.shared()),
        cleared,
        storage);
  }
}

package org.cairn.tools.run;

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
import org.cairn.protocol.trie.KeyHashes;
import org.cairn.protocol.trie.Parallel;
import org.cairn.protocol.trie.StateTrie;
import org.cairn.protocol.trie.TrieNodes;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.Eip55;

/**
 * A whole state as the JSON that go-ethereum's {@code evm run --dump} prints: four blanks a level,
 * accounts by their addresses with the checksum, and in the order of that text; the state root and
 * the words of storage without {@code 0x}, the latter without leading zero bytes; no member for
 * code or storage that is empty.
 */
public final class StateDump {
  private static final int HASHES = 1 << 10;

  private final StringBuilder out = new StringBuilder();
  private final MemoryState state;

  private StateDump(MemoryState state) {
    this.state = state;
  }

  /** The document, without an end of line behind it. */
  public static String of(MemoryState state) {
    return new StateDump(state).write();
  }

  private String write() {
    StateDelta all = state.asDelta();
    StateTrie.Next trie =
        StateTrie.open(Account.EMPTY_ROOT, TrieNodes.NONE)
            .with(all, new KeyHashes(HASHES), Parallel.SEQUENTIAL, 0);
    String root = trie.trie().root().toString().substring(2);
    out.append("{\n    \"root\": \"").append(root).append("\",\n    \"accounts\": {");
    Map<String, Runnable> accounts = new TreeMap<>();
    all.accounts()
        .forEach((address, change) -> {
          if (change instanceof AccountChange.Updated account) {
            Hash32 storage = trie.storageRoots().getOrDefault(address, Account.EMPTY_ROOT);
            accounts.put(Eip55.of(address), () -> write(address, account, storage));
          }
        });
    String separator = "\n";
    for (Map.Entry<String, Runnable> account : accounts.entrySet()) {
      out.append(separator).append("        \"").append(account.getKey()).append("\": {");
      account.getValue().run();
      out.append("\n        }");
      separator = ",\n";
    }
    return out.append(accounts.isEmpty() ? "}\n}" : "\n    }\n}").toString();
  }

  private void write(Address address, AccountChange.Updated account, Hash32 storageRoot) {
    out.append("\n            \"balance\": \"").append(account.balance().toBigInteger());
    out.append("\",\n            \"nonce\": ").append(Long.toUnsignedString(account.nonce()));
    member("root", storageRoot);
    member("codeHash", account.codeHash());
    Bytes code = state.code(account.codeHash());
    if (!code.isEmpty()) {
      member("code", code);
    }
    if (!account.storage().isEmpty()) {
      writeStorage(account.storage());
    }
    member("address", address);
    member("key", Keccak256.hash(address.toArray()));
  }

  private void member(String name, Object hex) {
    out.append(",\n            \"").append(name).append("\": \"").append(hex).append('"');
  }

  private void writeStorage(Map<U256, U256> storage) {
    out.append(",\n            \"storage\": {");
    String separator = "\n";
    for (Map.Entry<U256, U256> slot : new TreeMap<>(storage).entrySet()) {
      String digits = slot.getValue().toQuantity().substring(2);
      out.append(separator).append("                \"").append(slot.getKey().toHash());
      out.append("\": \"").append((digits.length() & 1) == 0 ? "" : "0").append(digits).append('"');
      separator = ",\n";
    }
    out.append("\n            }");
  }
}

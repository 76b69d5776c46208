package org.cairn.protocol.vectors;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;

/**
 * Roots of Merkle-Patricia tries by the definition (Yellow Paper, appendix D), recursively over
 * sorted keys: slow, and independent of the trie under test.
 */
public final class TrieOracle {
  private TrieOracle() {}

  /** Root of a trie by nibble strings, one char a nibble. */
  private static Hash32 root(SortedMap<String, Bytes> entries) {
    return Keccak256.hash(entries.isEmpty() ? Bytes.of("80") : node(entries, 0));
  }

  private static Bytes node(SortedMap<String, Bytes> entries, int depth) {
    RlpWriter out = new RlpWriter().startList();
    String first = entries.firstKey();
    String last = entries.lastKey();
    if (entries.size() == 1) {
      out.write(hexPrefix(first.substring(depth), true)).write(entries.get(first));
      return out.endList().toBytes();
    }
    int common = depth;
    while (common < first.length() && first.charAt(common) == last.charAt(common)) {
      common++;
    }
    if (common > depth) {
      out.write(hexPrefix(first.substring(depth, common), false));
      writeReference(out, node(entries, common));
      return out.endList().toBytes();
    }
    for (int nibble = 0; nibble < 16; nibble++) {
      String from = first.substring(0, depth) + (char) nibble;
      String to = first.substring(0, depth) + (char) (nibble + 1);
      SortedMap<String, Bytes> below = entries.subMap(from, to);
      if (below.isEmpty()) {
        out.write(Bytes.EMPTY);
      } else {
        writeReference(out, node(below, depth + 1));
      }
    }
    out.write(first.length() == depth ? entries.get(first) : Bytes.EMPTY);
    return out.endList().toBytes();
  }

  private static void writeReference(RlpWriter out, Bytes node) {
    if (node.length() < 32) {
      out.writeRaw(node);
    } else {
      out.write(Keccak256.hash(node));
    }
  }

  private static Bytes hexPrefix(String nibbles, boolean leaf) {
    int flag = (leaf ? 2 : 0) + nibbles.length() % 2;
    String padded =
        nibbles.length() % 2 == 1 ? (char) flag + nibbles : (char) flag + "\0" + nibbles;
    byte[] out = new byte[padded.length() / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (padded.charAt(2 * i) << 4 | padded.charAt(2 * i + 1));
    }
    return Bytes.wrap(out);
  }

  private static String nibbles(Bytes key) {
    StringBuilder out = new StringBuilder();
    for (byte b : key.shared()) {
      out.append((char) (b >> 4 & 0xf)).append((char) (b & 0xf));
    }
    return out.toString();
  }

  /** Root of the trie of items by the RLP of their index. */
  public static Hash32 ofList(List<Bytes> items) {
    TreeMap<String, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      entries.put(nibbles(new RlpWriter().write(i).toBytes()), items.get(i));
    }
    return root(entries);
  }

  /** Root of a state that grew out of nothing. */
  public static Hash32 ofState(StateDelta state) {
    TreeMap<String, Bytes> entries = new TreeMap<>();
    state
        .accounts()
        .forEach((address, change) -> {
          if (change instanceof AccountChange.Updated account) {
            RlpWriter leaf = new RlpWriter();
            new Account(account.nonce(), account.balance(), ofStorage(account), account.codeHash())
                .writeTo(leaf);
            entries.put(nibbles(Keccak256.hash(address.toArray()).toBytes()), leaf.toBytes());
          }
        });
    return root(entries);
  }

  private static Hash32 ofStorage(AccountChange.Updated account) {
    TreeMap<String, Bytes> entries = new TreeMap<>();
    for (Map.Entry<org.cairn.protocol.uint.U256, org.cairn.protocol.uint.U256> slot :
        account.storage().entrySet()) {
      entries.put(
          nibbles(Keccak256.hash(slot.getKey().toArray()).toBytes()),
          new RlpWriter().write(slot.getValue()).toBytes());
    }
    return root(entries);
  }
}

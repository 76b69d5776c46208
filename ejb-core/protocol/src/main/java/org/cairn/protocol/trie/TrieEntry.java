package org.cairn.protocol.trie;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an update does to a key.
 *
 * @param value null removes the entry
 * @param storage the account's storage trie, in the trie of accounts
 */
@SuppressWarnings("ArrayRecordComponent")
record TrieEntry(byte[] key, byte @Nullable [] value, @Nullable TrieNode storage)
    implements Comparable<TrieEntry> {
  @Override
  public int compareTo(TrieEntry other) {
    return Arrays.compareUnsigned(key, other.key);
  }
}

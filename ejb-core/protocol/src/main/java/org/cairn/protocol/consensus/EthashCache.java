package org.cairn.protocol.consensus;

import java.math.BigInteger;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.crypto.Keccak512;

/**
 * The cache of one Ethash epoch of 30,000 blocks, from which any item of the epoch's dataset can be
 * computed: enough to verify a proof of work, not to find one (Yellow Paper, appendix J).
 *
 * <p>Implementation: nodes of 64 bytes lie one behind another as 16 little-endian words. A proof
 * needs 64 pairs of neighbouring dataset items; both of a pair are computed side by side, because
 * their time goes into waiting for 256 random nodes each. Remainders by the number of nodes, which
 * is fixed, are taken by multiplication. Immutable and thread-safe.
 */
final class EthashCache {
  static final int BLOCKS_PER_EPOCH = 30_000;

  /** Beyond any chain; keeps a hostile block number from asking for memory. */
  static final long MOST_EPOCHS = 4096;

  private static final int NODE_WORDS = 16;
  private static final int NODE_BYTES = 64;
  private static final int PAIR_WORDS = 32;
  private static final int PAIR_BYTES = 128;
  private static final long CACHE_BYTES_AT_START = 1L << 24;
  private static final long CACHE_GROWTH = 1L << 17;
  private static final long DATASET_BYTES_AT_START = 1L << 30;
  private static final long DATASET_GROWTH = 1L << 23;
  private static final int CACHE_ROUNDS = 3;
  private static final int DATASET_PARENTS = 256;
  private static final int ACCESSES = 64;
  private static final int FNV_PRIME = 0x01000193;

  private final long epoch;
  private final int[] words;
  private final int nodes;
  private final long reciprocal;
  private final int pairs;

  private EthashCache(long epoch, int[] words, long datasetBytes) {
    this.epoch = epoch;
    this.words = words;
    this.nodes = words.length / NODE_WORDS;
    this.reciprocal = Long.divideUnsigned(-1, nodes) + 1;
    this.pairs = (int) (datasetBytes / PAIR_BYTES);
  }

  /** What a header and its nonce hash to. */
  record Proof(Hash32 mixHash, Hash32 result) {}

  /** Computes the cache of an epoch of 0..{@link #MOST_EPOCHS}-1: some 0.3 s for the first. */
  static EthashCache generate(long epoch) {
    if (epoch < 0 || epoch >= MOST_EPOCHS) {
      throw new IllegalArgumentException("no epoch " + epoch);
    }
    int nodes = (int) (cacheBytes(epoch) / NODE_BYTES);
    int[] words = new int[nodes * NODE_WORDS];
    byte[] first = Keccak512.hash(seed(epoch));
    for (int i = 0; i < NODE_WORDS; i++) {
      words[i] = littleEndian(first, 4 * i);
    }
    for (int at = NODE_WORDS; at < words.length; at += NODE_WORDS) {
      System.arraycopy(words, at - NODE_WORDS, words, at, NODE_WORDS);
      Keccak512.hashWords(words, at);
    }
    for (int round = 0; round < CACHE_ROUNDS; round++) {
      mixOnce(words, nodes);
    }
    return new EthashCache(epoch, words, datasetBytes(epoch));
  }

  /** One round of RandMemoHash. */
  private static void mixOnce(int[] words, int nodes) {
    int previous = (nodes - 1) * NODE_WORDS;
    for (int at = 0; at < words.length; at += NODE_WORDS) {
      int other = Integer.remainderUnsigned(words[at], nodes) * NODE_WORDS;
      for (int i = 0; i < NODE_WORDS; i++) {
        words[at + i] = words[previous + i] ^ words[other + i];
      }
      Keccak512.hashWords(words, at);
      previous = at;
    }
  }

  static byte[] seed(long epoch) {
    byte[] seed = new byte[32];
    for (long i = 0; i < epoch; i++) {
      Keccak256.hash(seed, 0, 32, seed, 0);
    }
    return seed;
  }

  static long cacheBytes(long epoch) {
    return largestPrime(CACHE_BYTES_AT_START + CACHE_GROWTH * epoch, NODE_BYTES);
  }

  static long datasetBytes(long epoch) {
    return largestPrime(DATASET_BYTES_AT_START + DATASET_GROWTH * epoch, PAIR_BYTES);
  }

  /** The largest product of a prime and {@code unit} below {@code limit}. */
  private static long largestPrime(long limit, int unit) {
    long count = limit / unit - 1;
    while (!BigInteger.valueOf(count).isProbablePrime(50)) {
      count -= 2;
    }
    return count * unit;
  }

  long epoch() {
    return epoch;
  }

  /** Keccak-256 of the cache's bytes. */
  Hash32 hash() {
    byte[] bytes = new byte[words.length * 4];
    for (int i = 0; i < words.length; i++) {
      putLittleEndian(bytes, 4 * i, words[i]);
    }
    return Keccak256.hash(bytes);
  }

  /** Hashimoto; {@code nonce} is the header's. */
  Proof prove(Hash32 sealHash, long nonce) {
    byte[] seed = new byte[NODE_BYTES + 32];
    sealHash.copyTo(seed, 0);
    putLittleEndian(seed, 32, (int) nonce);
    putLittleEndian(seed, 36, (int) (nonce >>> 32));
    Keccak512.hash(seed, 0, 40, seed, 0);
    int[] mix = new int[PAIR_WORDS];
    for (int i = 0; i < PAIR_WORDS; i++) {
      mix[i] = littleEndian(seed, 4 * i % NODE_BYTES);
    }
    int start = mix[0];
    int[] pair = new int[PAIR_WORDS];
    for (int i = 0; i < ACCESSES; i++) {
      int index = Integer.remainderUnsigned(fnv(i ^ start, mix[i % PAIR_WORDS]), pairs);
      computePair(2 * index, pair);
      for (int j = 0; j < PAIR_WORDS; j++) {
        mix[j] = fnv(mix[j], pair[j]);
      }
    }
    for (int i = 0; i < PAIR_WORDS; i += 4) {
      int word = fnv(fnv(fnv(mix[i], mix[i + 1]), mix[i + 2]), mix[i + 3]);
      putLittleEndian(seed, NODE_BYTES + i, word);
    }
    return new Proof(Hash32.read(seed, NODE_BYTES), Keccak256.hash(seed));
  }

  /** Computes the dataset's items {@code index} and the one behind it. */
  private void computePair(int index, int[] pair) {
    startItem(index, pair, 0);
    startItem(index + 1, pair, NODE_WORDS);
    for (int j = 0; j < DATASET_PARENTS; j++) {
      int first = node(fnv(index ^ j, pair[j % NODE_WORDS]));
      int second = node(fnv((index + 1) ^ j, pair[NODE_WORDS + j % NODE_WORDS]));
      mixNode(pair, 0, words, first);
      mixNode(pair, NODE_WORDS, words, second);
    }
    Keccak512.hashWords(pair, 0);
    Keccak512.hashWords(pair, NODE_WORDS);
  }

  private void startItem(int index, int[] pair, int at) {
    System.arraycopy(words, node(index), pair, at, NODE_WORDS);
    pair[at] ^= index;
    Keccak512.hashWords(pair, at);
  }

  private static void mixNode(int[] mix, int at, int[] words, int node) {
    for (int i = 0; i < NODE_WORDS; i++) {
      mix[at + i] = fnv(mix[at + i], words[node + i]);
    }
  }

  /** Where the node of this unsigned index, modulo the number of nodes, starts. */
  private int node(int index) {
    // Lemire, Kaser, Kurz: Faster remainder by direct computation (2019); exact for 32 bits.
    long fraction = reciprocal * (index & 0xffffffffL);
    return (int) Math.unsignedMultiplyHigh(fraction, nodes) * NODE_WORDS;
  }

  private static int fnv(int a, int b) {
    return a * FNV_PRIME ^ b;
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  private static void putLittleEndian(byte[] bytes, int at, int word) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (word >>> (8 * i));
    }
  }
}

package org.cairn.tools.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.types.AccessListEntry;
import org.cairn.protocol.types.AccessListTransaction;
import org.cairn.protocol.types.Authorization;
import org.cairn.protocol.types.BlobTransaction;
import org.cairn.protocol.types.DynamicFeeTransaction;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.SetCodeTransaction;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * One state test's content: accounts whose code calls each other, a block, and a transaction with
 * several data, gas limits and values.
 */
final class RandomCase {
  static final Address SENDER = senderOf(1);
  private static final TransactionSignature UNSIGNED =
      new TransactionSignature(U256.of(27), U256.ONE, U256.ONE);
  private static final TransactionSignature UNSIGNED_TYPED =
      new TransactionSignature(U256.ZERO, U256.ONE, U256.ONE);

  /** Deploys its input as init code and calls what comes of it. */
  private static final Bytes RUNNER =
      Bytes.of("3660006000373660006000f06000600060006000600085620493e0f1505000");

  private static final Address RUNNER_AT = Address.of(0x1000);
  private static final int CODES = 5;
  private static final long[] GAS_LIMITS = {21_000, 60_000, 150_000, 400_000, 1_500_000};

  private final Random random;
  private final RandomCode codes;
  private final Words words;
  private final List<Address> accounts = new ArrayList<>();
  private final ObjectNode pre = JsonNodeFactory.instance.objectNode();
  private final boolean merged;
  private final boolean tight;
  private final Address beneficiary;

  final TransactionType type;
  final @Nullable Address to;
  final List<Bytes> data = new ArrayList<>();
  final List<Long> gasLimits = new ArrayList<>();
  final List<U256> values = new ArrayList<>();
  final List<List<AccessListEntry>> accessLists = new ArrayList<>();
  final List<Authorization> authorizations = new ArrayList<>();
  final List<Hash32> blobHashes = new ArrayList<>();
  final long nonce;
  final U256 maxFee;
  final U256 priorityFee;
  final ObjectNode env;

  /**
   * @param merged whether the block is one of Paris or later
   * @param age see {@link RandomCode}; likewise {@code tight}
   */
  RandomCase(
      Random random,
      PrecompileInputs inputs,
      boolean merged,
      int age,
      int programs,
      boolean tight) {
    this.random = random;
    this.merged = merged;
    this.tight = tight;
    for (int i = 0; i <= CODES; i++) {
      accounts.add(Address.of(0x1000 + i));
    }
    accounts.add(SENDER);
    accounts.add(senderOf(2));
    accounts.add(senderOf(3));
    this.words = new Words(random, accounts, tight);
    this.codes = new RandomCode(random, List.copyOf(accounts), inputs, age, tight);
    this.beneficiary = random.nextInt(4) == 0 ? words.address() : Address.of(0xc01);
    this.nonce = random.nextInt(3);
    this.maxFee = U256.of(10 + random.nextInt(30));
    this.priorityFee = U256.of(random.nextInt(12));
    this.type = type(age);
    this.to = target();
    this.env = environment();
    fillAccounts();
    fillTransaction(programs);
  }

  private static Address senderOf(int key) {
    return Secp256k1.address(Secp256k1.instance().publicKey(U256.of(key).toHash()));
  }

  private TransactionType type(int age) {
    int latest = !merged ? (age >= 3 ? 2 : age >= 2 ? 1 : 0) : age >= 5 ? 4 : age >= 4 ? 3 : 2;
    return random.nextInt(3) == 0
        ? TransactionType.LEGACY
        : TransactionType.values()[random.nextInt(latest + 1)];
  }

  private @Nullable Address target() {
    boolean needed = type == TransactionType.BLOB || type == TransactionType.SET_CODE;
    if (!needed && random.nextInt(2) == 0) {
      return null;
    }
    return random.nextInt(2) == 0 ? RUNNER_AT : words.address();
  }

  private ObjectNode environment() {
    ObjectNode block = JsonNodeFactory.instance.objectNode();
    block.put("currentCoinbase", beneficiary.toString());
    block.put("currentGasLimit", "0x" + Long.toHexString(20_000_000));
    block.put("currentNumber", "0x" + Long.toHexString(1 + random.nextInt(400)));
    block.put("currentTimestamp", "0x" + Long.toHexString(1_000 + random.nextInt(1_000_000)));
    block.put("currentDifficulty", merged ? "0x0" : "0x20000");
    block.put("currentBaseFee", "0x" + Long.toHexString(7 + random.nextInt(4)));
    block.put("currentExcessBlobGas", "0x" + Long.toHexString(random.nextInt(20_000_000)));
    if (merged) {
      block.put("currentRandom", words.any().toHash().toString());
    }
    return block;
  }

  private void fillAccounts() {
    put(SENDER, U256.of("0x0de0b6b3a7640000"), nonce, Bytes.EMPTY, false);
    put(senderOf(2), U256.of(random.nextInt(1000)), random.nextInt(2), Bytes.EMPTY, false);
    if (random.nextBoolean()) {
      Bytes delegation = Bytes.of("ef0100" + words.address().toString().substring(2));
      put(senderOf(3), U256.of(5), 1, delegation, false);
    }
    put(RUNNER_AT, U256.of(1000), 1, RUNNER, false);
    for (int i = 1; i <= CODES; i++) {
      if (random.nextInt(10) != 0) {
        put(accounts.get(i), words.small(), random.nextInt(2), codes.next(), random.nextBoolean());
      }
    }
    if (random.nextInt(3) == 0) {
      put(words.precompile(), U256.ONE, 0, Bytes.EMPTY, false);
    }
    if (random.nextInt(4) == 0) {
      put(Address.of(0x9000 + random.nextInt(4)), U256.ZERO, 0, Bytes.EMPTY, false);
    }
  }

  private void put(Address address, U256 balance, long itsNonce, Bytes code, boolean stores) {
    ObjectNode account = pre.putObject(address.toString());
    account.put("balance", balance.toQuantity());
    account.put("nonce", "0x" + Long.toHexString(itsNonce));
    account.put("code", code.toString());
    ObjectNode storage = account.putObject("storage");
    for (int i = 0; stores && i < 3; i++) {
      if (random.nextInt(3) != 0) {
        storage.put(
            U256.of(i).toHash().toString(), U256.of(1 + random.nextInt(4)).toHash().toString());
      }
    }
  }

  private void fillTransaction(int programs) {
    for (int i = 0; i < programs; i++) {
      boolean program = to == null || to.equals(RUNNER_AT);
      data.add(program ? codes.next() : randomBytes());
      accessLists.add(type == TransactionType.LEGACY ? List.of() : accessList());
    }
    for (int i = 0; i < (tight ? 12 : 3); i++) {
      gasLimits.add(gasLimit());
    }
    values.add(U256.ZERO);
    values.add(words.small());
    if (type == TransactionType.BLOB) {
      int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 10 : 4);
      for (int i = 0; i < count; i++) {
        byte[] hash = words.any().toArray();
        hash[0] = (byte) (random.nextInt(30) == 0 ? 2 : 1);
        blobHashes.add(Hash32.of(hash));
      }
    }
    if (type == TransactionType.SET_CODE) {
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        authorizations.add(authorization());
      }
    }
  }

  private long gasLimit() {
    return tight
        ? 21_000 + random.nextInt(1 << (8 + random.nextInt(11)))
        : GAS_LIMITS[random.nextInt(GAS_LIMITS.length)] + random.nextInt(30_000);
  }

  private Bytes randomBytes() {
    byte[] bytes = new byte[random.nextInt(100)];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  private List<AccessListEntry> accessList() {
    List<AccessListEntry> list = new ArrayList<>();
    int entries = random.nextInt(4);
    for (int i = 0; i < entries; i++) {
      List<Hash32> keys = new ArrayList<>();
      int count = random.nextInt(3);
      for (int k = 0; k < count; k++) {
        keys.add(U256.of(random.nextInt(4)).toHash());
      }
      list.add(new AccessListEntry(words.address(), keys));
    }
    return list;
  }

  private Authorization authorization() {
    int key = 1 + random.nextInt(3);
    U256 chainId = U256.of(random.nextInt(8) == 0 ? 2 : random.nextInt(2));
    Address target = random.nextInt(6) == 0 ? Address.ZERO : words.address();
    long itsNonce = key == 1 ? nonce + 1 : random.nextInt(3);
    Authorization unsigned = new Authorization(chainId, target, itsNonce, 0, U256.ONE, U256.ONE);
    if (random.nextInt(10) == 0) {
      return unsigned;
    }
    Secp256k1.Signature signature =
        Secp256k1.instance().sign(unsigned.signingHash(), U256.of(key).toHash());
    boolean high = random.nextInt(12) == 0;
    return new Authorization(
        chainId,
        target,
        itsNonce,
        random.nextInt(20) == 0 ? random.nextInt(256) : signature.recoveryId() ^ (high ? 1 : 0),
        signature.r(),
        high ? Secp256k1.ORDER.minus(signature.s()) : signature.s());
  }

  Words words() {
    return words;
  }

  ObjectNode pre() {
    return pre;
  }

  boolean merged() {
    return merged;
  }

  /** The transaction of these indexes; its signature is none. */
  Transaction transaction(int d, int g, int v) {
    List<AccessListEntry> accesses = accessLists.get(d);
    return switch (type) {
      case LEGACY ->
          new LegacyTransaction(
              nonce, maxFee, gasLimits.get(g), to, values.get(v), data.get(d), UNSIGNED);
      case ACCESS_LIST ->
          new AccessListTransaction(
              U256.ONE,
              nonce,
              maxFee,
              gasLimits.get(g),
              to,
              values.get(v),
              data.get(d),
              accesses,
              UNSIGNED_TYPED);
      case DYNAMIC_FEE ->
          new DynamicFeeTransaction(
              U256.ONE,
              nonce,
              priorityFee,
              maxFee,
              gasLimits.get(g),
              to,
              values.get(v),
              data.get(d),
              accesses,
              UNSIGNED_TYPED);
      case BLOB ->
          new BlobTransaction(
              U256.ONE,
              nonce,
              priorityFee,
              maxFee,
              gasLimits.get(g),
              recipient(),
              values.get(v),
              data.get(d),
              accesses,
              U256.of(500),
              blobHashes,
              UNSIGNED_TYPED);
      case SET_CODE ->
          new SetCodeTransaction(
              U256.ONE,
              nonce,
              priorityFee,
              maxFee,
              gasLimits.get(g),
              recipient(),
              values.get(v),
              data.get(d),
              accesses,
              authorizations,
              UNSIGNED_TYPED);
    };
  }

  private Address recipient() {
    return to == null ? RUNNER_AT : to;
  }

  /** The transaction as a state test has it. */
  ObjectNode transactionJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sender", SENDER.toString());
    json.put("nonce", "0x" + Long.toHexString(nonce));
    json.put("to", to == null ? "" : to.toString());
    if (type == TransactionType.LEGACY || type == TransactionType.ACCESS_LIST) {
      json.put("gasPrice", maxFee.toQuantity());
    } else {
      json.put("maxFeePerGas", maxFee.toQuantity());
      json.put("maxPriorityFeePerGas", priorityFee.toQuantity());
    }
    ArrayNode inputs = json.putArray("data");
    data.forEach(input -> inputs.add(input.toString()));
    ArrayNode limits = json.putArray("gasLimit");
    gasLimits.forEach(limit -> limits.add("0x" + Long.toHexString(limit)));
    ArrayNode amounts = json.putArray("value");
    values.forEach(value -> amounts.add(value.toQuantity()));
    if (type != TransactionType.LEGACY) {
      ArrayNode lists = json.putArray("accessLists");
      accessLists.forEach(list -> addAccessList(lists.addArray(), list));
    }
    if (type == TransactionType.BLOB) {
      json.put("maxFeePerBlobGas", "0x1f4");
      ArrayNode hashes = json.putArray("blobVersionedHashes");
      blobHashes.forEach(hash -> hashes.add(hash.toString()));
    }
    if (type == TransactionType.SET_CODE) {
      ArrayNode list = json.putArray("authorizationList");
      authorizations.forEach(entry -> addAuthorization(list.addObject(), entry));
    }
    return json;
  }

  private static void addAccessList(ArrayNode json, List<AccessListEntry> list) {
    for (AccessListEntry entry : list) {
      ObjectNode node = json.addObject().put("address", entry.address().toString());
      ArrayNode keys = node.putArray("storageKeys");
      entry.storageKeys().forEach(key -> keys.add(key.toString()));
    }
  }

  private static void addAuthorization(ObjectNode json, Authorization entry) {
    json.put("chainId", entry.chainId().toQuantity());
    json.put("address", entry.address().toString());
    json.put("nonce", "0x" + Long.toHexString(entry.nonce()));
    json.put("v", "0x" + Integer.toHexString(entry.yParity()));
    json.put("yParity", "0x" + Integer.toHexString(entry.yParity()));
    json.put("r", entry.r().toQuantity());
    json.put("s", entry.s().toQuantity());
  }
}

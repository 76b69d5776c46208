package org.cairn.protocol.genesis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Sha256;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ConsensusParameters;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Reads one genesis file as a stream: what is kept is bounded by the accounts, not by what else the
 * file holds. Used once, by one thread.
 */
final class GenesisReader {
  private static final int MOST_CONFIG_BYTES = 1 << 20;
  private static final int MOST_NESTING = 32;
  private static final U256 DEFAULT_BASE_FEE = U256.of(1_000_000_000);
  private static final Hash32 NO_REQUESTS = Hash32.of(Sha256.hash(new byte[0]));

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTING)
                  .maxStringLength(Genesis.MAX_FILE_BYTES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final byte[] json;
  private final Map<String, JsonScalar> members = new HashMap<>();
  private final Map<Address, GenesisAccount> accounts = new HashMap<>();
  private @Nullable ChainConfig config;
  private boolean hasAlloc;

  GenesisReader(byte[] json) {
    this.json = json;
  }

  Genesis read() {
    if (json.length > Genesis.MAX_FILE_BYTES) {
      throw new GenesisException(
          String.format(
              Locale.ROOT,
              "a genesis file of %,d bytes is larger than %,d",
              json.length,
              Genesis.MAX_FILE_BYTES));
    }
    try (JsonParser parser = JSON.createParser(json)) {
      readTopLevel(parser);
    } catch (JsonProcessingException e) {
      throw new GenesisException("the genesis file is no JSON: " + at(e), e);
    } catch (IOException e) {
      throw new GenesisException("the genesis file cannot be read: " + e.getMessage(), e);
    }
    if (config == null) {
      throw new GenesisException("config is missing");
    }
    if (!hasAlloc) {
      throw new GenesisException("alloc is missing");
    }
    return new Genesis(config, header(config), accounts);
  }

  private static String at(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String where =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return e.getOriginalMessage().lines().findFirst().orElse("") + where;
  }

  private void readTopLevel(JsonParser parser) throws IOException {
    requireObject("the genesis file", parser.nextToken());
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "alloc" -> readAccounts(parser);
        case "config" -> readConfig(parser);
        default -> readMember(name, value, parser);
      }
    }
    if (parser.nextToken() != null) {
      throw new GenesisException("something follows the genesis object");
    }
  }

  private static void requireObject(String path, @Nullable JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      throw new GenesisException(path + " is not an object but " + token);
    }
  }

  /** Keeps a scalar; null counts as absent, anything else is skipped unless a member needs it. */
  private void readMember(String name, JsonToken value, JsonParser parser) throws IOException {
    if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
      JsonScalar scalar = JsonScalar.of(name, parser);
      if (members.put(name.toLowerCase(Locale.ROOT), scalar) != null) {
        throw new GenesisException(name + " is given twice");
      }
    } else if (value != JsonToken.VALUE_NULL && GenesisMembers.isKnown(name)) {
      throw new GenesisException(name + " is not a number or a string but " + value);
    } else {
      parser.skipChildren();
    }
  }

  private void readConfig(JsonParser parser) throws IOException {
    requireObject("config", parser.currentToken());
    if (config != null) {
      throw new GenesisException("config is given twice");
    }
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long length = parser.currentLocation().getByteOffset() - start;
    if (length > MOST_CONFIG_BYTES) {
      throw new GenesisException(String.format(Locale.ROOT, "config has %,d bytes", length));
    }
    JsonNode tree = new ObjectMapper(JSON).readTree(json, (int) start, (int) length);
    config = new ChainConfigReader(tree).read();
  }

  private void readAccounts(JsonParser parser) throws IOException {
    requireObject("alloc", parser.currentToken());
    if (hasAlloc) {
      throw new GenesisException("alloc is given twice");
    }
    hasAlloc = true;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String path = "alloc." + shortened(name);
      Address address = new JsonScalar(path, name).asAddress();
      requireObject(path, parser.nextToken());
      if (accounts.put(address, readAccount(path, parser)) != null) {
        throw new GenesisException(path + " is given twice");
      }
    }
  }

  private static String shortened(String name) {
    return name.length() > 64 ? name.substring(0, 64) + "…" : name;
  }

  private static GenesisAccount readAccount(String path, JsonParser parser) throws IOException {
    U256 balance = U256.ZERO;
    long nonce = 0;
    Bytes code = Bytes.EMPTY;
    Map<U256, U256> storage = Map.of();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String member = path + "." + shortened(name);
      parser.nextToken();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "balance", "wei" -> balance = JsonScalar.of(member, parser).asU256();
        case "nonce" -> nonce = JsonScalar.of(member, parser).asUnsignedLong();
        case "code" -> code = JsonScalar.of(member, parser).asBytes();
        case "storage" -> storage = readStorage(member, parser);
        default -> parser.skipChildren();
      }
    }
    return new GenesisAccount(nonce, balance, code, storage);
  }

  private static Map<U256, U256> readStorage(String path, JsonParser parser) throws IOException {
    requireObject(path, parser.currentToken());
    Map<U256, U256> storage = new HashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String slotPath = path + "." + shortened(name);
      U256 slot = new JsonScalar(slotPath, name).asWord();
      parser.nextToken();
      U256 word = JsonScalar.of(slotPath, parser).asWord();
      if (storage.put(slot, word) != null) {
        throw new GenesisException(slotPath + " is given twice");
      }
    }
    storage.values().removeIf(U256::isZero);
    return storage;
  }

  private Header header(ChainConfig chain) {
    long timestamp = member("timestamp").map(JsonScalar::asUnsignedLong).orElse(0L);
    if (member("number").map(JsonScalar::asLong).orElse(0L) != 0) {
      throw new GenesisException("number is not 0 but " + member("number").orElseThrow().text());
    }
    Header.Builder header = new Header.Builder();
    header.timestamp(timestamp);
    header.gasLimit(required("gaslimit", "gasLimit").asLong());
    header.difficulty(required("difficulty", "difficulty").asU256());
    member("parenthash").map(JsonScalar::asHash).ifPresent(header::parentHash);
    member("coinbase").map(JsonScalar::asAddress).ifPresent(header::coinbase);
    member("gasused").map(JsonScalar::asLong).ifPresent(header::gasUsed);
    member("extradata").map(JsonScalar::asBytes).ifPresent(header::extraData);
    member("mixhash").map(JsonScalar::asHash).ifPresent(header::mixHash);
    member("nonce").map(JsonScalar::asUnsignedLong).ifPresent(header::nonce);
    header.transactionsRoot(Account.EMPTY_ROOT).receiptsRoot(Account.EMPTY_ROOT);
    // As go-ethereum: forks by time count for this header, whether or not the merge is behind it.
    addLaterMembers(header, chain.schedule().forkAt(0, timestamp, U256.MAX).consensus());
    return header.build();
  }

  /** What the fork of block 0 asks for; the file's own word counts where it has one. */
  private void addLaterMembers(Header.Builder header, ConsensusParameters rules) {
    if (rules.baseFee()) {
      header.baseFeePerGas(
          member("basefeepergas").map(JsonScalar::asU256).orElse(DEFAULT_BASE_FEE));
    }
    if (rules.withdrawals()) {
      header.withdrawalsRoot(Account.EMPTY_ROOT);
    }
    if (rules.blobs().isPresent()) {
      header.blobGasUsed(member("blobgasused").map(JsonScalar::asUnsignedLong).orElse(0L));
      header.excessBlobGas(member("excessblobgas").map(JsonScalar::asUnsignedLong).orElse(0L));
    }
    if (rules.parentBeaconRoot()) {
      header.parentBeaconBlockRoot(
          member("parentbeaconblockroot").map(JsonScalar::asHash).orElse(Hash32.ZERO));
    }
    if (rules.requests()) {
      header.requestsHash(NO_REQUESTS);
    }
  }

  private Optional<JsonScalar> member(String lowerCaseName) {
    return Optional.ofNullable(members.get(lowerCaseName));
  }

  private JsonScalar required(String lowerCaseName, String name) {
    return member(lowerCaseName).orElseThrow(() -> new GenesisException(name + " is missing"));
  }
}

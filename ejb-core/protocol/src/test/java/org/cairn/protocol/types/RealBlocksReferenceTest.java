package org.cairn.protocol.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.consensus.ConsensusRules;
import org.cairn.protocol.consensus.EthashCaches;
import org.cairn.protocol.consensus.SnapshotStore;
import org.cairn.protocol.genesis.Network;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks of public networks: what is decoded encodes to the same bytes and has the same roots. */
class RealBlocksReferenceTest {
  private static final String ARCHIVE = "real-blocks.zip";
  private static final long LAST_BLOCK_WITH_WORK = 15_537_393;

  private static final ConsensusRules RULES =
      ConsensusRules.of(
          Network.MAINNET.genesis().config(), new EthashCaches(1), SnapshotStore.none());

  static Stream<String> blockFiles() {
    return Vectors.entries(ARCHIVE, "").stream().filter(name -> name.endsWith(".blocks"));
  }

  static List<String> laterBlocks() {
    return Vectors.entries(ARCHIVE, "portal/block_data/");
  }

  private static String text(String name) {
    return new String(Vectors.entry(ARCHIVE, name), StandardCharsets.US_ASCII);
  }

  /** The bytes behind a name in a file of names and hex strings. */
  private static Bytes member(String text, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": \"?(0x[0-9a-f]+)").matcher(text);
    assertThat(line.find()).as(name).isTrue();
    return Bytes.of(line.group(1));
  }

  @ParameterizedTest
  @MethodSource("blockFiles")
  void blocksEncodeToTheBytesOfTheirFile(String name) throws IOException {
    byte[] file = Vectors.entry(ARCHIVE, name);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(file.length);
    for (Block block : Chains.read(new ByteArrayInputStream(file))) {
      encoded.write(block.encoded().toArray());
      RULES.checkBody(block, U256.ZERO);
    }
    assertThat(encoded.toByteArray()).isEqualTo(file);
  }

  @Test
  void headersOfRopstenEncodeToTheirBytes() {
    for (String line : text("ropsten/ropsten_epoch_headers.hex.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        Bytes encoded = Bytes.of(line.strip());
        assertThat(Header.decode(encoded).encoded()).isEqualTo(encoded);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("laterBlocks")
  void blocksOfLaterForksHaveTheRootsOfTheirHeaders(String name) {
    String text = text(name);
    Header header = Header.decode(member(text, "header"));
    BlockBody body = BlockBody.decode(member(text, "body"));
    assertThat(name).contains(Long.toString(header.number()));
    assertThat(header.encoded()).isEqualTo(member(text, "header"));
    assertThat(body.encoded()).isEqualTo(member(text, "body"));
    U256 terminal = U256.of("0xc70d808a128d7380000");
    boolean merged = header.number() > LAST_BLOCK_WITH_WORK;
    RULES.checkBody(new Block(header, body), merged ? terminal : U256.ZERO);

    List<Receipt> receipts = receiptsWithoutBlooms(member(text, "receipts"));
    assertThat(receipts.stream().map(Receipt::type).toList())
        .isEqualTo(body.transactions().stream().map(Transaction::type).toList());
    assertThat(OrderedTrie.root(receipts.stream().map(Receipt::encoded).toList()))
        .isEqualTo(header.receiptsRoot());
    assertThat(Bloom.union(receipts.stream().map(Receipt::bloom).toList()))
        .isEqualTo(header.logsBloom());
    assertThat(receipts.getLast().cumulativeGasUsed()).isEqualTo(header.gasUsed());
    assertThat(Receipt.decodeList(Receipt.encodeList(receipts))).isEqualTo(receipts);
  }

  /** Receipts as [type, status, gas, logs], the form of eth/69 (EIP-7642). */
  private static List<Receipt> receiptsWithoutBlooms(Bytes encoded) {
    List<Receipt> receipts = new ArrayList<>();
    RlpReader list = RlpReader.ofList(encoded.toArray());
    while (list.hasNext()) {
      RlpReader in = list.readList();
      Bytes type = in.readBytes();
      TransactionType known =
          type.isEmpty() ? TransactionType.LEGACY : TransactionType.of(type.at(0), 0);
      boolean succeeded = in.readInt() == 1;
      long gas = in.readLong();
      List<Log> logs = new ArrayList<>();
      RlpReader logList = in.readList();
      while (logList.hasNext()) {
        logs.add(Log.read(logList));
      }
      in.end();
      receipts.add(Receipt.ofStatus(known, succeeded, gas, logs));
    }
    return receipts;
  }

  @Test
  void aBlockOfLondonHasTheSameBytesInEveryForm() {
    String text = text("portal/block_data/block-data-14764013.yaml");
    Hash32 hash = Header.decode(member(text, "header")).hash();
    BlockBody body = BlockBody.decode(member(text, "body"));
    String bodyContent = text("portal/bodies/14764013.yaml");
    String receiptContent = text("portal/receipts/14764013.yaml");
    assertThat(member(bodyContent, "content_key"))
        .hasToString("0x01" + hash.toString().substring(2));
    assertThat(member(receiptContent, "content_key"))
        .hasToString("0x02" + hash.toString().substring(2));

    List<Bytes> parts = split(member(bodyContent, "content_value"));
    assertThat(split(parts.get(0)))
        .isEqualTo(body.transactions().stream().map(Transaction::encoded).toList());
    assertThat(parts.get(1)).isEqualTo(body.encodedOmmers());
    assertThat(split(member(receiptContent, "content_value")))
        .isEqualTo(
            receiptsWithoutBlooms(member(text, "receipts")).stream()
                .map(Receipt::encoded)
                .toList());
  }

  @Test
  void aBodyOfShanghaiDecodesFromItsContent() {
    String value =
        Vectors.json(ARCHIVE, "portal/bodies/17139055.json")
            .get("17139055")
            .get("content_value")
            .asText();
    List<Bytes> parts = split(Bytes.of(value));
    assertThat(parts).hasSize(3);
    List<Bytes> transactions = split(parts.get(0));
    assertThat(transactions).isNotEmpty();
    for (Bytes encoded : transactions) {
      assertThat(Transaction.decode(encoded).encoded()).isEqualTo(encoded);
    }
    List<Bytes> withdrawals = split(parts.get(2));
    assertThat(withdrawals).hasSize(16);
    withdrawals.forEach(encoded -> Withdrawal.read(RlpReader.of(encoded)));
  }

  /** Parts of variable length as SSZ has them: offsets of four bytes in front, little-endian. */
  private static List<Bytes> split(Bytes content) {
    byte[] bytes = content.toArray();
    ByteBuffer offsets = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int count = offsets.getInt(0) / 4;
    List<Bytes> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int end = i + 1 < count ? offsets.getInt(4 * (i + 1)) : bytes.length;
      parts.add(Bytes.wrap(Arrays.copyOfRange(bytes, offsets.getInt(4 * i), end)));
    }
    return parts;
  }
}

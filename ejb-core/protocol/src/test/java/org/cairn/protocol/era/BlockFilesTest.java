package org.cairn.protocol.era;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Chains;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

class BlockFilesTest {
  private static final int LIMIT = 1 << 16;

  private static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Header header = new Header.Builder().number(i).extraData(Bytes.of("0102")).build();
      blocks.add(new Block(header, BlockBody.EMPTY));
    }
    return blocks;
  }

  private static byte[] concatenated(List<Block> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blocks.forEach(block -> out.writeBytes(block.encoded().shared()));
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] record(int type, byte[] data) {
    byte[] out = new byte[8 + data.length];
    out[0] = (byte) type;
    out[1] = (byte) (type >>> 8);
    for (int i = 0; i < 4; i++) {
      out[2 + i] = (byte) (data.length >>> (8 * i));
    }
    System.arraycopy(data, 0, out, 8, data.length);
    return out;
  }

  /** Framed Snappy of one chunk that is not compressed. */
  private static byte[] framed(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'});
    CRC32C crc = new CRC32C();
    crc.update(data, 0, data.length);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    int length = data.length + 4;
    out.writeBytes(new byte[] {1, (byte) length, (byte) (length >>> 8), (byte) (length >>> 16)});
    for (int i = 0; i < 4; i++) {
      out.write(masked >>> (8 * i));
    }
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static byte[] era1(List<Block> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(record(0x3265, new byte[0]));
    for (Block block : blocks) {
      out.writeBytes(record(3, framed(block.header().encoded().shared())));
      out.writeBytes(record(4, framed(block.body().encoded().shared())));
      out.writeBytes(record(5, framed(new byte[] {(byte) 0xc0})));
      byte[] total = new byte[32];
      total[0] = (byte) block.number();
      out.writeBytes(record(6, total));
      out.writeBytes(record(0x7777, new byte[100]));
    }
    out.writeBytes(record(7, new byte[32]));
    out.writeBytes(record(0x3266, new byte[16]));
    return out.toByteArray();
  }

  private static List<Block> read(byte[] file) throws IOException {
    return Chains.read(new ByteArrayInputStream(file));
  }

  private static void drain(byte[] file) throws IOException {
    BlockSource source = BlockSource.open(new ByteArrayInputStream(file), LIMIT);
    for (Optional<RawBlock> next = source.next(); next.isPresent(); next = source.next()) {
      next.get().decode();
    }
  }

  @Test
  void readsConcatenatedBlocksPlainAndPacked() throws IOException {
    byte[] file = concatenated(blocks());
    assertThat(read(file)).isEqualTo(blocks());
    assertThat(read(gzip(file))).isEqualTo(blocks());
    assertThat(read(new byte[0])).isEmpty();
    BlockSource source = BlockSource.open(new ByteArrayInputStream(file), LIMIT);
    RawBlock first = source.next().orElseThrow();
    RawBlock second = source.next().orElseThrow();
    assertThat(second.offset()).isEqualTo(first.encoded().length());
    assertThat(second.number()).isEqualTo(1);
  }

  @Test
  void readsEra1PlainAndPacked() throws IOException {
    assertThat(read(era1(blocks()))).isEqualTo(blocks());
    assertThat(read(gzip(era1(blocks())))).isEqualTo(blocks());
    Era1Reader reader = new Era1Reader(new ByteArrayInputStream(era1(blocks())), LIMIT);
    reader.next();
    Era1Reader.Entry second = reader.next().orElseThrow();
    assertThat(second.totalDifficulty()).isEqualTo(U256.ONE);
    assertThat(second.receipts()).isEqualTo(Bytes.of("c0"));
  }

  @Test
  void readsFromStreamsThatGiveLittleAtATime() throws IOException {
    byte[] file = era1(blocks());
    InputStream slow =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 3));
          }
        };
    assertThat(Chains.read(slow)).isEqualTo(blocks());
  }

  @Test
  void refusesFilesThatAreNeither() {
    assertDamaged(new byte[] {1, 2, 3}, "neither era1 nor blocks in RLP at offset 0");
    assertDamaged(new byte[] {0x1f, (byte) 0x8b, 1}, "damaged gzip");
    assertDamaged(new byte[] {(byte) 0xc0}, "no block");
    byte[] block = blocks().getFirst().encoded().shared();
    byte[] longer = Arrays.copyOf(block, block.length + 1);
    longer[block.length] = 5;
    assertDamaged(longer, "no list but the byte 0x05 at offset " + block.length);
  }

  @Test
  void refusesLengthsBeyondTheLimitWithoutBelievingThem() {
    byte[] huge = {(byte) 0xff, -1, -1, -1, -1, -1, -1, -1, -1, 0};
    assertDamaged(huge, "a block of more than 2^62 bytes at offset 0");
    byte[] large = {(byte) 0xfb, 0x7f, -1, -1, -1, 0};
    assertDamaged(large, "a block of 2147483647 bytes, more than 65,536, at offset 0");
    ByteArrayOutputStream era = new ByteArrayOutputStream();
    era.writeBytes(record(0x3265, new byte[0]));
    era.writeBytes(new byte[] {3, 0, -1, -1, -1, -1, 0, 0});
    assertDamaged(
        era.toByteArray(), "a record of 4,294,967,295 bytes, more than 65,536, at offset 8");
    assertThatThrownBy(() -> FramedSnappy.decompress(framed(new byte[1000]), 999))
        .isInstanceOf(BlockFileException.class)
        .hasMessageContaining("more than 999 bytes after decompression");
  }

  private static void assertDamaged(byte[] file, String sentence) {
    assertThatThrownBy(() -> drain(file))
        .isInstanceOf(BlockFileException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("at offset");
  }

  @Test
  void saysWhereATruncatedFileEnds() throws IOException {
    byte[] plain = concatenated(blocks());
    int between = blocks().size();
    assertCutsAreFound(plain, between - 1);
    assertCutsAreFound(gzip(plain), 0);
    byte[] era = era1(blocks());
    int index = 24;
    assertCutsAreFound(era, index);
  }

  /** Cuts the file everywhere; {@code harmless} is how many cuts leave a whole file. */
  private static void assertCutsAreFound(byte[] file, int harmless) throws IOException {
    int whole = 0;
    for (int length = 1; length < file.length; length++) {
      try {
        drain(Arrays.copyOf(file, length));
        whole++;
      } catch (BlockFileException e) {
        assertThat(e).hasMessageEndingWith("at offset " + e.offset());
      }
    }
    assertThat(whole).isEqualTo(harmless);
  }

  @Test
  void findsFlippedBitsOrReadsOtherBlocksButNeverFailsOtherwise() throws IOException {
    Random random = new Random(Vectors.seed(BlockFilesTest.class));
    for (byte[] file : List.of(concatenated(blocks()), era1(blocks()), gzip(era1(blocks())))) {
      for (int i = 0; i < 3000; i++) {
        byte[] damaged = file.clone();
        damaged[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          drain(damaged);
        } catch (BlockFileException e) {
          assertThat(e).hasMessageContaining("at offset");
        }
      }
    }
  }

  @Test
  void findsEveryFlippedBitOfAFramedChunk() {
    byte[] packed =
        framed("some bytes that are kept".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (int bit = 0; bit < packed.length * 8; bit++) {
      byte[] damaged = packed.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(FramedSnappy.decompress(damaged, LIMIT)).isEmpty();
      } catch (BlockFileException e) {
        assertThat(e).hasMessageContaining("at offset");
      }
    }
  }
}

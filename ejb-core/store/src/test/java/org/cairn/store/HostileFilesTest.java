package org.cairn.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.genesis.GenesisException;
import org.cairn.protocol.types.Block;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, or made to harm: one clear error each, and the chain stays whole. */
class HostileFilesTest {
  private static final int KNOWN = 20;
  private static final int CASES = Boolean.getBoolean("cairn.all") ? 400 : 25;

  @TempDir Path directory;
  private final TestDatabase database = TestDatabase.empty();
  private final TestBranch chain = TestBranch.genesis().grow(60, 12, 1);
  private final long seed = Long.getLong("cairn.seed", LocalDate.now().toEpochDay());
  private final Random random = new Random(seed);

  private Path data() {
    return directory.resolve("data");
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(data().resolve("exchange").resolve(name), content);
  }

  private static byte[] encoded(List<Block> blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Block block : blocks) {
      out.write(block.encoded().toArray());
    }
    return out.toByteArray();
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }

  private byte[] truncated(byte[] content) {
    return Arrays.copyOf(content, 1 + random.nextInt(content.length - 1));
  }

  private byte[] flipped(byte[] content) {
    byte[] flipped = content.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  /** Lists in lists, each length right. */
  private static byte[] nested(int depth) {
    byte[] reversed = new byte[5 * depth + 1];
    int size = 0;
    reversed[size++] = (byte) 0xc0;
    for (int i = 1; i < depth; i++) {
      int length = size;
      int bytes = 0;
      if (length > 55) {
        for (int rest = length; rest > 0; rest >>>= 8) {
          reversed[size++] = (byte) rest;
          bytes++;
        }
      }
      reversed[size++] = (byte) (bytes == 0 ? 0xc0 + length : 0xf7 + bytes);
    }
    byte[] nested = new byte[size];
    for (int i = 0; i < size; i++) {
      nested[i] = reversed[size - 1 - i];
    }
    return nested;
  }

  private void writeHostile(byte[] good) throws IOException {
    write("a-empty", new byte[0]);
    write("a-text", "what a fine day for an import".getBytes(UTF_8));
    write("a-length-of-4-gigabytes", Bytes.of("0xfbffffffff00").toArray());
    write("a-length-of-2-to-the-64", Bytes.of("0xffffffffffffffffffc0").toArray());
    write("a-length-with-zeros", Bytes.of("0xf80001c0").toArray());
    write("a-nested-lists", nested(10_000));
    write("a-nested-lists-cut", Arrays.copyOf(nested(10_000), 20_000));
    write("a-empty-lists", new byte[1 << 16]);
    byte[] zeros = new byte[32 << 20];
    zeros[0] = (byte) 0xfa;
    zeros[1] = (byte) 0x01;
    zeros[2] = (byte) 0xff;
    zeros[3] = (byte) 0xfc;
    write("a-gzip-of-32-megabytes", zipped(zeros));
    Arrays.fill(zeros, (byte) 0xc0);
    write("a-gzip-of-many-lists", zipped(zeros));
    write("a-gzip-twice", zipped(zipped(good)));
    write("a-gzip-of-nothing", zipped(new byte[0]));
    Files.createSymbolicLink(
        data().resolve("exchange/a-link-outside"), Files.writeString(directory.resolve("x"), "x"));
    Files.createDirectory(data().resolve("exchange/a-directory"));
  }

  private void writeDamaged(byte[] good) throws IOException {
    byte[] zipped = zipped(good);
    for (int i = 0; i < CASES; i++) {
      write("b-truncated-%03d".formatted(i), truncated(i % 3 == 0 ? zipped : good));
      write("b-flipped-%03d".formatted(i), flipped(i % 3 == 0 ? zipped : good));
    }
  }

  @Test
  void giveOneClearErrorEachAndLoseNothing() throws Exception {
    System.out.println("HostileFilesTest runs with -Dcairn.seed=" + seed);
    try (TestNode node = TestNode.open(database.source(), data())) {
      node.importAll(chain.upTo(KNOWN).blocks());
    }
    byte[] good = encoded(chain.blocks());
    writeHostile(good);
    writeDamaged(encoded(chain.blocks(KNOWN - 3, chain.height())));
    write("c-good", zipped(good));
    List<JobProcess.Ended> ended = JobProcess.run(database, data());
    assertThat(ended).isNotEmpty();
    long head = KNOWN;
    for (JobProcess.Ended job : ended) {
      assertThat(job.head()).as("head after %s, seed %d", job, seed).isGreaterThanOrEqualTo(head);
      head = job.head();
      assertClear(job);
    }
    assertThat(ended.getLast())
        .isEqualTo(new JobProcess.Ended("c-good", "DONE", java.util.Optional.empty(), 60));
    assertWhole();
  }

  private void assertClear(JobProcess.Ended job) {
    assertThat(job.error().orElse(""))
        .as("%s, seed %d", job, seed)
        .doesNotContain("the node failed", "Exception", "null", "\\n");
    switch (job.state()) {
      case "FAILED", "REFUSED" -> assertThat(job.error()).as("%s", job).isPresent();
      default -> assertThat(job.file()).as("%s", job).doesNotStartWith("a-n");
    }
  }

  private void assertWhole() {
    try (TestNode node = TestNode.open(database.source(), data());
        TestNode clean = TestNode.open(TestDatabase.empty().source(), directory.resolve("clean"))) {
      clean.importAll(chain.blocks());
      assertThat(node.head()).isEqualTo(chain.head().hash());
      assertThat(node.node().states().recomputeRoot()).isEqualTo(chain.head().header().stateRoot());
      assertThat(node.digests()).isEqualTo(clean.digests());
    }
  }

  @Test
  void ofGenesisLeaveTheChainAsItIs() {
    try (TestNode node = TestNode.open(database.source(), data())) {
      node.importAll(chain.blocks());
    }
    String good = TestBranch.genesisJson();
    List<String> hostile =
        List.of(
            "",
            "[]",
            "\u0000",
            good.substring(0, good.length() / 2),
            "[".repeat(200_000),
            "{\"config\":".repeat(100_000),
            good.replace("770077", "{}"),
            good.replace("770077", "\"" + "9".repeat(5_000) + "\""),
            good.replace("\"0x7a1200\"", "[1]"),
            good.replace("\"homesteadBlock\": 0", "\"homesteadBlock\": -1"),
            good + " ".repeat(100 << 20));
    for (String json : hostile) {
      assertThatThrownBy(() -> TestNode.open(database.source(), data(), json))
          .isInstanceOf(GenesisException.class)
          .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }
    try (TestNode node = TestNode.open(database.source(), data())) {
      assertThat(node.head()).isEqualTo(chain.head().hash());
    }
  }
}

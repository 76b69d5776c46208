package org.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cairn.node.job.JobRefusedException;
import org.cairn.node.job.JobStatus;
import org.cairn.protocol.types.Block;
import org.cairn.store.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that end early and go on later. */
class ResumedJobTest {
  private static final int BLOCKS = 30;

  @TempDir Path directory;
  private final TestDatabase database = TestDatabase.empty();
  private final TestBranch chain = TestBranch.genesis().grow(BLOCKS, 3, 1);

  private byte[] encoded() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Block block : chain.blocks()) {
      out.write(block.encoded().toArray());
    }
    return out.toByteArray();
  }

  private static Path upload(TestNode node, byte[] content) throws IOException {
    return Files.write(node.node().jobs().uploadDirectory().resolve("chain.rlp"), content);
  }

  @Test
  void aFailedImportGoesOnWhenTheFileIsWhole() throws IOException {
    byte[] whole = encoded();
    try (TestNode node = TestNode.open(database.source(), directory)) {
      Path file = upload(node, Arrays.copyOf(whole, whole.length / 2));
      JobStatus failed = node.importFile(file);
      assertThat(failed.state()).isEqualTo(JobStatus.State.FAILED);
      assertThat(file).as("an upload that may be needed again").exists();

      Files.write(file, whole);
      JobStatus resumed = node.ended(node.node().jobs().resume(failed.id()).orElseThrow());
      assertThat(resumed.state()).isEqualTo(JobStatus.State.DONE);
      assertThat(resumed.skipped()).isEqualTo(failed.blocks());
      assertThat(resumed.skipped() + resumed.blocks()).isEqualTo(BLOCKS);
      assertThat(node.head()).isEqualTo(chain.blocks().getLast().hash());
      assertThat(file).as("an upload that is imported").doesNotExist();
      assertThatThrownBy(() -> node.node().jobs().resume(resumed.id()))
          .isInstanceOf(JobRefusedException.class)
          .hasMessageContaining("is done");
      assertThatThrownBy(() -> node.node().jobs().resume(failed.id()))
          .isInstanceOf(JobRefusedException.class)
          .hasMessageContaining("cannot be found");
      assertThat(node.node().jobs().resume("none")).isEmpty();
    }
  }

  @Test
  void aRebuildOfIndexesGoesOnAfterTheNodeStopped() throws IOException, SQLException {
    Map<String, String> before;
    try (TestNode node = TestNode.open(database.source(), directory)) {
      node.importAll(chain.blocks());
      before = node.digests();
      assertThatThrownBy(() -> node.node().jobs().rebuildIndexes(BLOCKS + 1, BLOCKS + 2))
          .isInstanceOf(JobRefusedException.class)
          .hasMessageContaining("0 to " + BLOCKS);
    }
    database.execute(
        "delete from transactions; delete from value_calls;"
            + " insert into index_cursors (name, next_block, last_block) values ('derived', 0, 99)");
    try (TestNode node = TestNode.open(database.source(), directory)) {
      assertThat(node.digests()).isNotEqualTo(before);
      JobStatus cutOff = node.node().jobs().all().getFirst();
      assertThat(cutOff.what()).isEqualTo("rebuild of indexes");
      JobStatus done = node.ended(node.node().jobs().resume(cutOff.id()).orElseThrow());
      assertThat(done.state()).isEqualTo(JobStatus.State.DONE);
      assertThat(done.lastBlock()).hasValue(BLOCKS);
      assertThat(node.digests()).isEqualTo(before);
      JobStatus again = node.ended(node.node().jobs().rebuildIndexes(3, 5));
      assertThat(again.state()).isEqualTo(JobStatus.State.DONE);
      assertThat(node.digests()).isEqualTo(before);
    }
  }

  @Test
  void anUploadThatOutlivedTheNodeIsAJobToResume() throws IOException {
    try (TestNode node = TestNode.open(database.source(), directory)) {
      upload(node, encoded());
    }
    try (TestNode node = TestNode.open(database.source(), directory)) {
      List<JobStatus> jobs = node.node().jobs().all();
      assertThat(jobs).hasSize(1);
      assertThat(jobs.getFirst().state()).isEqualTo(JobStatus.State.FAILED);
      assertThat(jobs.getFirst().error())
          .hasValueSatisfying(why -> assertThat(why).contains("the node stopped"));
      JobStatus resumed = node.ended(node.node().jobs().resume(jobs.getFirst().id()).orElseThrow());
      assertThat(resumed.state()).isEqualTo(JobStatus.State.DONE);
      assertThat(node.head()).isEqualTo(chain.blocks().getLast().hash());
    }
  }
}

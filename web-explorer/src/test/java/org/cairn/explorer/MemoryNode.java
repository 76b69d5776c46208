package org.cairn.explorer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.node.Node;
import org.cairn.node.job.JobStatus;
import org.cairn.node.job.Jobs;
import org.cairn.node.query.ChainView;

/** A node around a chain in memory, in whatever condition a test puts it. */
final class MemoryNode implements Node {
  private final ChainView chain;
  private volatile Readiness readiness = new Readiness(true, "");
  private volatile boolean broken;
  private volatile Optional<JobStatus> job = Optional.empty();

  MemoryNode(ChainView chain) {
    this.chain = chain;
  }

  void ready(boolean ready, String reason) {
    readiness = new Readiness(ready, reason);
  }

  void breakViews(boolean broken) {
    this.broken = broken;
  }

  void importing(double progress) {
    job =
        Optional.of(
            new JobStatus(
                "1",
                "import of chain.rlp",
                JobStatus.State.RUNNING,
                10,
                0,
                0,
                0,
                OptionalLong.of(10),
                1_000,
                progress,
                Optional.empty()));
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public ChainView view() {
    if (broken) {
      throw new IllegalStateException("secret detail of a failure");
    }
    return chain;
  }

  @Override
  public Jobs jobs() {
    return new Jobs() {
      @Override
      public JobStatus importChain(Path file) {
        throw new UnsupportedOperationException("no page writes");
      }

      @Override
      public JobStatus exportChain(Path file, long first, long last) {
        throw new UnsupportedOperationException("no page writes");
      }

      @Override
      public Optional<JobStatus> status(String id) {
        return job;
      }

      @Override
      public List<JobStatus> all() {
        return job.stream().toList();
      }

      @Override
      public Optional<JobStatus> cancel(String id) {
        throw new UnsupportedOperationException("no page writes");
      }

      @Override
      public JobStatus rebuildIndexes(long first, long last) {
        throw new UnsupportedOperationException("no page writes");
      }

      @Override
      public Optional<JobStatus> resume(String id) {
        throw new UnsupportedOperationException("no page writes");
      }

      @Override
      public Path uploadDirectory() {
        throw new UnsupportedOperationException("no page writes");
      }

      @Override
      public Path exchangeDirectory() {
        throw new UnsupportedOperationException("no page writes");
      }
    };
  }

  @Override
  public String clientVersion() {
    return "Cairn/v0.1.0/test";
  }

  @Override
  public Optional<Network> network() {
    return Optional.of(new Network("enode://…", "00", "127.0.0.1", 30303, 3, true));
  }
}

package org.cairn.node.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.cairn.node.chain.BlockRejectedException;
import org.cairn.node.chain.Chain;
import org.cairn.node.query.ChainReader;
import org.cairn.protocol.era.BlockFileException;

/**
 * Runs jobs on the executor, those that write the chain one after the other, as the chain's writer
 * lets them.
 *
 * <p>Files are confined to the exchange directory and the directories that the configuration names;
 * links are followed before that is checked. The last 100 jobs are remembered.
 */
public final class ChainJobs implements Jobs {
  private static final int REMEMBERED = 100;

  private final Chain chain;
  private final ChainReader reader;
  private final Path exchange;
  private final List<Path> allowed;
  private final Executor executor;
  private final InstantSource clock;
  private final Map<String, RunningJob> jobs =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunningJob> eldest) {
          return size() > REMEMBERED && eldest.getValue().status().ended();
        }
      };
  private int count;

  /**
   * @param exchange directory of uploads and exports; made if it does not exist
   * @param others further directories that may be read
   */
  public ChainJobs(
      Chain chain,
      ChainReader reader,
      Path exchange,
      List<Path> others,
      Executor executor,
      InstantSource clock)
      throws IOException {
    this.chain = chain;
    this.reader = reader;
    this.exchange = Files.createDirectories(exchange).toRealPath();
    this.executor = executor;
    this.clock = clock;
    this.allowed = new java.util.ArrayList<>(List.of(this.exchange));
    for (Path other : others) {
      this.allowed.add(other.toRealPath());
    }
  }

  @Override
  public Path exchangeDirectory() {
    return exchange;
  }

  @Override
  public JobStatus importChain(Path file) {
    Path real = readable(file);
    return start("import " + real.getFileName(), job -> importFile(real, job));
  }

  @Override
  public JobStatus exportChain(Path file, long first, long last) {
    Path target = writable(file);
    long head = chain.publisher().head().head().number();
    long end = Math.min(last, head);
    if (first < 0 || first > end) {
      throw new PathRefusedException(
          "blocks "
              + first
              + " to "
              + last
              + " cannot be exported: the chain has blocks 0 to "
              + head);
    }
    return start(
        "export " + target.getFileName(),
        job -> new ChainExport(reader, job).write(target, first, end));
  }

  private Path readable(Path file) {
    try {
      Path real = exchange.resolve(file).toRealPath();
      if (allowed.stream().noneMatch(real::startsWith)) {
        throw outside(file);
      }
      if (!Files.isRegularFile(real) || !Files.isReadable(real)) {
        throw new PathRefusedException(file + " is no file that can be read");
      }
      return real;
    } catch (IOException e) {
      throw new PathRefusedException(file + " cannot be found or read");
    }
  }

  private Path writable(Path file) {
    try {
      Path target = exchange.resolve(file).normalize();
      Path directory = target.getParent();
      if (directory == null || !directory.toRealPath().startsWith(exchange)) {
        throw outside(file);
      }
      if (Files.exists(target)) {
        throw new PathRefusedException(file + " exists already");
      }
      return target;
    } catch (IOException e) {
      throw new PathRefusedException("the directory of " + file + " cannot be found");
    }
  }

  private PathRefusedException outside(Path file) {
    return new PathRefusedException(file + " is outside of the allowed directories " + allowed);
  }

  /** A job's work. */
  private interface Work {
    void run(RunningJob job) throws IOException;
  }

  private JobStatus start(String what, Work work) {
    RunningJob job;
    synchronized (jobs) {
      job = new RunningJob(String.valueOf(++count), what, clock);
      jobs.put(String.valueOf(count), job);
    }
    executor.execute(() -> run(job, work));
    return job.status();
  }

  private static void run(RunningJob job, Work work) {
    if (!job.start()) {
      return;
    }
    try {
      work.run(job);
      job.end(job.cancelRequested() ? JobStatus.State.CANCELLED : JobStatus.State.DONE, null);
    } catch (BlockRejectedException | UncheckedIOException | IOException | BlockFileException e) {
      job.end(JobStatus.State.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      job.end(JobStatus.State.FAILED, "the node failed: " + e);
      System.getLogger(ChainJobs.class.getName())
          .log(System.Logger.Level.ERROR, "job " + job.status().what() + " failed", e);
    }
  }

  private void importFile(Path file, RunningJob job) throws IOException {
    try (ChainFile source = ChainFile.open(file)) {
      chain
          .writer()
          .importAll(
              source::next,
              (block, result) -> {
                job.done(block, result);
                job.progress(source.progress());
              },
              job::cancelRequested);
    }
  }

  @Override
  public Optional<JobStatus> status(String id) {
    return job(id).map(RunningJob::status);
  }

  private Optional<RunningJob> job(String id) {
    synchronized (jobs) {
      return Optional.ofNullable(jobs.get(id));
    }
  }

  @Override
  public List<JobStatus> all() {
    synchronized (jobs) {
      return jobs.values().stream().map(RunningJob::status).toList();
    }
  }

  @Override
  public Optional<JobStatus> cancel(String id) {
    Optional<RunningJob> job = job(id);
    job.ifPresent(RunningJob::requestCancel);
    return job.map(RunningJob::status);
  }
}

package org.cairn.node.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
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
  private static final String REBUILD = "rebuild of indexes";

  private final Chain chain;
  private final ChainReader reader;
  private final DerivedIndexes indexes;
  private final Path exchange;
  private final Path uploads;
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
   * @param exchange directory of exports, and of uploads below it; made if it does not exist
   * @param others further directories that may be read
   */
  public ChainJobs(
      Chain chain,
      ChainReader reader,
      DerivedIndexes indexes,
      Path exchange,
      List<Path> others,
      Executor executor,
      InstantSource clock)
      throws IOException {
    this.chain = chain;
    this.reader = reader;
    this.indexes = indexes;
    this.exchange = Files.createDirectories(exchange).toRealPath();
    this.executor = executor;
    this.clock = clock;
    this.allowed = new java.util.ArrayList<>(List.of(this.exchange));
    for (Path other : others) {
      this.allowed.add(other.toRealPath());
    }
    this.uploads = Files.createDirectories(this.exchange.resolve("uploads"));
    rememberInterrupted();
  }

  /** Uploads that are still here, and a rebuild that is planned, were cut off by the node's end. */
  private void rememberInterrupted() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(uploads)) {
      for (Path file : files) {
        RunningJob job = newJob("import " + file.getFileName(), () -> importChain(file));
        job.end(JobStatus.State.FAILED, "the node stopped before all of it was imported");
      }
    }
    if (indexes.rebuildLeft().isPresent()) {
      newJob(REBUILD, this::continueRebuild)
          .end(JobStatus.State.FAILED, "the node stopped before all of them were rebuilt");
    }
  }

  @Override
  public Path exchangeDirectory() {
    return exchange;
  }

  @Override
  public Path uploadDirectory() {
    return uploads;
  }

  @Override
  public JobStatus importChain(Path file) {
    Path real = readable(file);
    RunningJob job = newJob("import " + real.getFileName(), () -> importChain(real));
    return start(job, running -> importFile(real, running));
  }

  @Override
  public Optional<JobStatus> resume(String id) {
    return job(id).map(this::resume);
  }

  private JobStatus resume(RunningJob job) {
    JobStatus.State state = job.status().state();
    boolean stopped = state == JobStatus.State.FAILED || state == JobStatus.State.CANCELLED;
    if (!stopped) {
      throw new JobRefusedException(
          "job %s (%s) is %s: only one that failed or was cancelled can be resumed"
              .formatted(job.status().id(), job.status().what(), state.name().toLowerCase(ROOT)));
    }
    return job.resume();
  }

  @Override
  public JobStatus rebuildIndexes(long first, long last) {
    long end = Math.min(last, head());
    if (first < 0 || first > end) {
      throw new JobRefusedException(
          "there are no blocks %d to %d: the chain has blocks 0 to %d"
              .formatted(first, last, head()));
    }
    refuseSecondRebuild();
    indexes.planRebuild(first, end);
    return continueRebuild();
  }

  private void refuseSecondRebuild() {
    all().stream()
        .filter(job -> job.what().startsWith(REBUILD) && !job.ended())
        .findFirst()
        .ifPresent(job -> {
          throw new JobRefusedException("a rebuild is under way: job " + job.id());
        });
  }

  private JobStatus continueRebuild() {
    refuseSecondRebuild();
    RunningJob job = newJob(REBUILD, this::continueRebuild);
    return start(job, this::rebuild);
  }

  private void rebuild(RunningJob job) {
    OptionalLong left = indexes.rebuildLeft();
    long first = left.orElse(0);
    while (left.isPresent() && !job.cancelRequested()) {
      left = indexes.rebuildStep();
      long next = left.orElse(head() + 1);
      job.reached(next - first, next - 1);
      job.progress((double) (next - first) / (head() + 1 - first));
    }
  }

  private long head() {
    return chain.publisher().head().head().number();
  }

  @Override
  public JobStatus exportChain(Path file, long first, long last) {
    Path target = writable(file);
    long head = head();
    long end = Math.min(last, head);
    if (first < 0 || first > end) {
      throw new JobRefusedException(
          "blocks "
              + first
              + " to "
              + last
              + " cannot be exported: the chain has blocks 0 to "
              + head);
    }
    RunningJob job = newJob("export " + target.getFileName(), () -> exportChain(file, first, last));
    return start(job, running -> new ChainExport(reader, running).write(target, first, end));
  }

  private Path readable(Path file) {
    try {
      Path real = exchange.resolve(file).toRealPath();
      if (allowed.stream().noneMatch(real::startsWith)) {
        throw outside(file);
      }
      if (!Files.isRegularFile(real) || !Files.isReadable(real)) {
        throw new JobRefusedException(file + " is no file that can be read");
      }
      return real;
    } catch (IOException e) {
      throw new JobRefusedException(file + " cannot be found or read");
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
        throw new JobRefusedException(file + " exists already");
      }
      return target;
    } catch (IOException e) {
      throw new JobRefusedException("the directory of " + file + " cannot be found");
    }
  }

  private JobRefusedException outside(Path file) {
    return new JobRefusedException(file + " is outside of the allowed directories " + allowed);
  }

  /** A job's work. */
  private interface Work {
    void run(RunningJob job) throws IOException;
  }

  private RunningJob newJob(String what, Supplier<JobStatus> again) {
    synchronized (jobs) {
      String id = String.valueOf(++count);
      RunningJob job = new RunningJob(id, what, again, clock);
      jobs.put(id, job);
      return job;
    }
  }

  private JobStatus start(RunningJob job, Work work) {
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
    if (file.startsWith(uploads) && !job.cancelRequested()) {
      Files.deleteIfExists(file);
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

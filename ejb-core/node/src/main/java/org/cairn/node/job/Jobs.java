package org.cairn.node.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Starts and watches long work. Thread-safe. One job that writes the chain runs at a time; others
 * wait.
 */
public interface Jobs {
  /**
   * Starts to import a file of concatenated block RLP (plain or gzip) or era1.
   *
   * @throws JobRefusedException if the file is outside of the configured directories or cannot be
   *     read
   */
  JobStatus importChain(Path file);

  /**
   * Starts to write canonical blocks to a file that does not exist yet, the genesis block in front
   * if {@code first} is 0.
   *
   * @throws JobRefusedException if the file is outside of the configured directories or exists
   */
  JobStatus exportChain(Path file, long first, long last);

  /**
   * Starts to derive the indexes of canonical blocks anew from the blocks' contents: after damage,
   * or when a new version derives more. The node serves meanwhile.
   *
   * @throws JobRefusedException if there are no such blocks, or a rebuild is under way
   */
  JobStatus rebuildIndexes(long first, long last);

  Optional<JobStatus> status(String id);

  List<JobStatus> all();

  /** Asks a job to stop at the next block; what is done stays. */
  Optional<JobStatus> cancel(String id);

  /**
   * Starts an import or a rebuild again that failed, was cancelled or was cut off by the end of the
   * node, as a new job. What is done is skipped.
   *
   * @return the new job; empty if there is no job of that id
   * @throws JobRefusedException if it is no such job, or its file has gone
   */
  Optional<JobStatus> resume(String id);

  /** Where exports are put and downloads are taken from. */
  Path exchangeDirectory();

  /** Where uploads are put; each is deleted when all of it has been imported. */
  Path uploadDirectory();
}

package org.cairn.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cairn.cli.CommandException;

/**
 * The application server with the deployment, as a child process. Its base directory
 * (configuration, deployment, logs) is below the data directory; its programs are the provisioned
 * server's, which several nodes share.
 */
public final class WildFlyServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final List<String> CONFIGURATION =
      List.of(
          "logging.properties",
          "mgmt-users.properties",
          "mgmt-groups.properties",
          "application-users.properties",
          "application-roles.properties");

  private final Path base;
  private final Process process;

  private WildFlyServer(Path base, Process process) {
    this.base = base;
    this.process = process;
  }

  /** Stops a server that a killed launcher left running on the same data directory. */
  static void stopOrphan(DataDirectory data) {
    try {
      Optional<ProcessHandle> orphan = Processes.find(data.resolve("server/process"));
      if (orphan.isPresent()) {
        System.out.printf(
            "Stopping the server that a launcher left behind (process %d).%n", orphan.get().pid());
        Processes.stop(orphan.get(), STOP);
      }
    } catch (IOException e) {
      throw new CommandException(
          "%s cannot be read: %s.".formatted(data.resolve("server/process"), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted.", e);
    }
  }

  /** Starts the server process; {@link #awaitDeployed} waits until it serves. */
  static WildFlyServer start(DataDirectory data, RunOptions options, DatabaseAccess database) {
    Path home = options.home().resolve("ear/target/server");
    Path deployment = options.home().resolve("ear/target/cairn.ear");
    Path base = data.resolve("server");
    try {
      prepareConfiguration(home.resolve("standalone/configuration"), base.resolve("configuration"));
      LocalAccess.prepare(data);
      prepareDeployment(deployment, base.resolve("deployments"));
      Files.createDirectories(base.resolve("log"));
      ProcessBuilder builder = new ProcessBuilder(command(home, base, data, options)).inheritIO();
      Map<String, String> environment = builder.environment();
      environment.put(
          "DB_URL",
          database.url()); // not on the command line, which every user of the machine sees
      environment.put("DB_USER", database.user());
      environment.put("DB_PASSWORD", database.password());
      // RocksDB allocates from many threads; more arenas would only spread its memory.
      environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
      Process process = builder.start();
      Processes.record(base.resolve("process"), process.toHandle());
      return new WildFlyServer(base, process);
    } catch (IOException e) {
      throw new CommandException("the server does not start: %s.".formatted(e), e);
    }
  }

  /**
   * Waits until the deployment serves.
   *
   * @throws CommandException if the server ends, or the deployment fails; the message names the log
   */
  void awaitDeployed() throws InterruptedException {
    Path deployments = base.resolve("deployments");
    long deadline = System.nanoTime() + START.toNanos();
    while (!Files.exists(deployments.resolve("cairn.ear.deployed"))) {
      String reason = null;
      if (!process.isAlive()) {
        reason = "the server ended with code " + process.exitValue();
      } else if (Files.exists(deployments.resolve("cairn.ear.failed"))) {
        reason = "the deployment failed";
      } else if (System.nanoTime() > deadline) {
        reason = "the deployment takes longer than " + START.toMinutes() + " minutes";
      }
      if (reason != null) {
        throw new CommandException("%s; see %s.".formatted(reason, base.resolve("log/server.log")));
      }
      Thread.sleep(50);
    }
  }

  /** Waits until the process ends and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** The process, for tests and for people who measure. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    try {
      Processes.stop(process.toHandle(), STOP);
      Files.deleteIfExists(base.resolve("process"));
    } catch (IOException e) {
      throw new CommandException(
          "%s cannot be removed: %s.".formatted(base.resolve("process"), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A change made in the console survives restarts. A new build's configuration replaces it, and
   * keeps the old one beside it.
   */
  private static void prepareConfiguration(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new CommandException(
          "the server is not built (%s is missing); start with ./cairn run.".formatted(from));
    }
    Files.createDirectories(to);
    for (String name : CONFIGURATION) {
      if (!Files.exists(to.resolve(name)) && Files.exists(from.resolve(name))) {
        Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Path provisioned = from.resolve("standalone.xml");
    Path original = to.resolve("standalone.provisioned.xml");
    Path current = to.resolve("standalone.xml");
    if (Files.exists(original)
        && Files.mismatch(provisioned, original) == -1
        && Files.exists(current)) {
      return;
    }
    if (Files.exists(current)) {
      Files.move(
          current,
          to.resolve("standalone.before-upgrade.xml"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.copy(provisioned, current, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(provisioned, original, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void prepareDeployment(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      throw new CommandException(
          "the deployment is not built (%s is missing); start with ./cairn run.".formatted(from));
    }
    Files.createDirectories(to);
    for (String state :
        List.of("deployed", "failed", "isdeploying", "undeployed", "pending", "isundeploying")) {
      Files.deleteIfExists(to.resolve("cairn.ear." + state));
    }
    Files.copy(from, to.resolve("cairn.ear"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(to.resolve("cairn.ear.dodeploy"), "");
  }

  private static List<String> command(
      Path home, Path base, DataDirectory data, RunOptions options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmOptions.of(options.heap()));
    String further = System.getenv("CAIRN_JAVA_OPTS");
    if (further != null && !further.isBlank()) {
      command.addAll(List.of(further.trim().split("\\s+")));
    }
    command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
    command.add(
        "-Dlogging.configuration=" + base.resolve("configuration/logging.properties").toUri());
    command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
    command.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
    command.add("-Djboss.home.dir=" + home);
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-Djboss.socket.binding.port-offset=" + options.portOffset());
    command.add("-Dcairn.data=" + data.root());
    options.genesis().ifPresent(file -> command.add("-Dcairn.genesis=" + file));
    options.network().ifPresent(name -> command.add("-Dcairn.network=" + name));
    options.systemProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    return command;
  }
}

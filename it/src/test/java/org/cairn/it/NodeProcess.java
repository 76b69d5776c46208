package org.cairn.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.cairn.cli.remote.Credentials;
import org.cairn.cli.remote.ImportCommand;
import org.cairn.cli.remote.RpcClient;

/** The launcher as a process, on a data directory and ports of its own. */
final class NodeProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process launcher;
  private final Path log;
  private final int offset;
  private final Path data;

  private NodeProcess(Process launcher, Path log, int offset, Path data) {
    this.launcher = launcher;
    this.log = log;
    this.offset = offset;
    this.data = data;
  }

  /** Starts a node and waits until the launcher says that it is ready. */
  static NodeProcess start(Path data, int offset, String... options)
      throws IOException, InterruptedException {
    return ready(launch(data, offset, options));
  }

  /** Starts a node whose JVM has further options, and waits until it is ready. */
  static NodeProcess startWith(String javaOptions, Path data, int offset, String... options)
      throws IOException, InterruptedException {
    return ready(launch(Map.of("CAIRN_JAVA_OPTS", javaOptions), data, offset, options));
  }

  private static NodeProcess ready(NodeProcess node) throws IOException, InterruptedException {
    if (!node.becomesReady()) {
      String output = node.output();
      node.close();
      throw new AssertionError("the node does not start:\n" + output);
    }
    return node;
  }

  /** Starts the launcher and waits for nothing. */
  static NodeProcess launch(Path data, int offset, String... options) throws IOException {
    return launch(Map.of(), data, offset, options);
  }

  private static NodeProcess launch(
      Map<String, String> environment, Path data, int offset, String... options)
      throws IOException {
    Path home = Path.of(System.getProperty("cairn.home"));
    Path log = Files.createTempFile("launcher", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.cairn.cli.Main",
                "run",
                "--home=" + home,
                "--data=" + data,
                "--heap=1g",
                "--port-offset=" + offset));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new NodeProcess(builder.start(), log, offset, data);
  }

  /**
   * An offset with which every port of the server is free at the moment; a random one, so that test
   * runs beside each other on one machine rarely choose the same.
   */
  static int freeOffset() {
    return ThreadLocalRandom.current()
        .ints(100, 240)
        .map(number -> number * 10)
        .limit(200)
        .filter(
            offset -> IntStream.of(8080, 8545, 9990, 30303).allMatch(port -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  /** The data directory. */
  Path data() {
    return data;
  }

  URI explorer() {
    return URI.create("http://127.0.0.1:" + (8080 + offset) + "/");
  }

  URI rpc() {
    return URI.create("http://127.0.0.1:" + (8545 + offset) + "/");
  }

  URI management() {
    return URI.create("http://127.0.0.1:" + (9990 + offset) + "/");
  }

  /** Calls a JSON-RPC method. */
  JsonNode call(String method, Object... parameters) {
    return new RpcClient(rpc(), Credentials.in(data)).call(method, parameters);
  }

  /** A request to be asked with others. */
  record Question(String method, Object... parameters) {
    @Override
    public String toString() {
      return method + List.of(parameters);
    }
  }

  /** Sends a request, whose {@code id} is there already, and returns the whole answer. */
  JsonNode send(JsonNode request) {
    HttpRequest post =
        HttpRequest.newBuilder(rpc())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build();
    try {
      return JSON.readTree(http.send(post, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Calls a method and returns the whole answer, error or not. */
  JsonNode answer(String method, Object... parameters) {
    return send(request(0, new Question(method, parameters)));
  }

  /** Calls methods in one batch; the answers are in the order of the questions. */
  JsonNode batch(List<Question> questions) {
    ArrayNode requests = JSON.createArrayNode();
    for (int i = 0; i < questions.size(); i++) {
      requests.add(request(i, questions.get(i)));
    }
    return send(requests);
  }

  private static ObjectNode request(int id, Question question) {
    return JSON.createObjectNode()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("method", question.method())
        .set("params", JSON.valueToTree(question.parameters()));
  }

  /** Imports a file of blocks as {@code ./cairn import} does. */
  void importFile(Path file) {
    ImportCommand.importFiles(
        new RpcClient(rpc(), Credentials.in(data)),
        List.of(file),
        new PrintWriter(new StringWriter()));
  }

  /** Fetches a page. */
  static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** What the launcher and the server have written to the terminal so far. */
  String output() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM and waits for the launcher's end; returns its exit code. */
  int terminate() throws InterruptedException {
    launcher.destroy();
    return awaitEnd();
  }

  /** Kills the launcher alone, as kill -9 does. */
  void killLauncher() throws InterruptedException {
    launcher.destroyForcibly();
    awaitEnd();
  }

  /** Kills server and launcher, as kill -9 does; the database goes on. */
  void killServer() throws IOException, InterruptedException {
    kill(processOf(data.resolve("server/process")));
    killLauncher();
  }

  /** Kills server, launcher and every process of the database, as kill -9 does. */
  void killAll() throws IOException, InterruptedException {
    ProcessHandle database = processOf(data.resolve("postgres/postmaster.pid"));
    List<ProcessHandle> backends = database.descendants().toList();
    kill(processOf(data.resolve("server/process")));
    kill(database);
    backends.forEach(NodeProcess::kill);
    killLauncher();
  }

  /** The process that a file names in its first line. */
  private static ProcessHandle processOf(Path file) throws IOException {
    long number = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    return ProcessHandle.of(number).orElseThrow(() -> new AssertionError(file + ": not running"));
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Waits for a job's end and returns its state. */
  String awaitJob(String job) throws InterruptedException {
    while (true) {
      String state = call("admin_jobStatus", job).path("state").asText();
      if (!List.of("waiting", "running").contains(state)) {
        return state;
      }
      Thread.sleep(200);
    }
  }

  /** Waits for the launcher's end; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!launcher.waitFor(PATIENCE_SECONDS, SECONDS)) {
      throw new AssertionError("the launcher does not end");
    }
    return launcher.exitValue();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    http.close();
    terminate();
    Files.deleteIfExists(log);
  }

  private boolean becomesReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (launcher.isAlive() && System.nanoTime() < deadline) {
      if (output().contains("Ctrl-C stops it.")) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

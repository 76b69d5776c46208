package org.cairn.tools.transition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.uint.U256;

/** The transition tool: reads documents from files or a stream, and writes what comes of them. */
public final class TransitionTool {
  private static final String STDIN = "stdin";
  private static final int MOST_BYTES = 1 << 30;
  private static final int MOST_NESTING = 64;
  private static final ObjectMapper JSON = mapper();

  private final Options options;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * What the tool is told.
   *
   * @param alloc a file or {@code stdin}; likewise {@code environment} and {@code transactions}
   * @param folder of the files that are written; empty for the working directory
   * @param allocOutput a file, {@code stdout}, {@code stderr}, or empty for none; likewise {@code
   *     resultOutput} and {@code bodyOutput}
   * @param reward in wei; -1 for none at all
   * @param trace what lines of traces carry; empty for no traces
   */
  public record Options(
      String alloc,
      String environment,
      String transactions,
      String folder,
      String allocOutput,
      String resultOutput,
      String bodyOutput,
      String fork,
      String chainId,
      String reward,
      Optional<Eip3155Tracer.Options> trace) {}

  public TransitionTool(Options options, InputStream in, PrintStream out, PrintStream err) {
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MOST_NESTING)
                .maxStringLength(MOST_BYTES)
                .build());
    return mapper;
  }

  /** Makes the transition; returns the exit code, having said in one sentence what is wrong. */
  public int run() {
    try {
      transition();
      return 0;
    } catch (TransitionException e) {
      err.println("ERROR(" + e.exitCode() + "): " + e.getMessage());
      return e.exitCode();
    }
  }

  private void transition() {
    TransitionInput input =
        TransitionInput.read(documents(), options.fork, number(options.chainId), reward());
    Path folder = folder();
    TransitionOutput output;
    if (options.trace.isPresent()) {
      output = Transition.run(input, new FileTraces(folder, options.trace.get()));
    } else {
      output = Transition.run(input, Traces.NONE);
    }
    write(output, folder);
  }

  // Input

  private TransitionInput.Documents documents() {
    JsonNode stream = MissingNode.getInstance();
    if (options.alloc.equals(STDIN)
        || options.environment.equals(STDIN)
        || options.transactions.equals(STDIN)) {
      stream = readStream();
    }
    return new TransitionInput.Documents(
        document(options.alloc, "alloc", stream),
        document(options.environment, "env", stream),
        transactions(stream));
  }

  private JsonNode transactions(JsonNode stream) {
    if (options.transactions.equals(STDIN)) {
      JsonNode rlp = stream.path("txsRlp");
      return rlp.asText().isEmpty() ? orEmpty(stream.path("txs"), false) : rlp;
    }
    JsonNode read = readFile(options.transactions, "txs");
    if (!options.transactions.endsWith(".rlp") && read.isTextual()) {
      throw new TransitionException(
          TransitionException.INPUT, "failed unmarshalling txs file: it holds a string");
    }
    return options.transactions.endsWith(".rlp") && !read.isTextual()
        ? TextNode.valueOf("-")
        : read;
  }

  private JsonNode document(String where, String name, JsonNode stream) {
    return where.equals(STDIN) ? orEmpty(stream.path(name), true) : readFile(where, name);
  }

  private static JsonNode orEmpty(JsonNode node, boolean object) {
    if (!node.isMissingNode() && !node.isNull()) {
      return node;
    }
    return object ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
  }

  private JsonNode readStream() {
    try {
      return parse(in.readNBytes(MOST_BYTES), "stdin");
    } catch (IOException e) {
      throw new TransitionException(
          TransitionException.INPUT, "failed reading stdin: " + e.getMessage(), e);
    }
  }

  private static JsonNode readFile(String file, String name) {
    byte[] bytes;
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MOST_BYTES) {
        throw new TransitionException(
            TransitionException.INPUT, name + " file is larger than a gigabyte: " + file);
      }
      bytes = Files.readAllBytes(path);
    } catch (IOException | InvalidPathException e) {
      throw new TransitionException(
          TransitionException.INPUT, "failed reading " + name + " file: " + file, e);
    }
    return parse(bytes, name + " file");
  }

  private static JsonNode parse(byte[] bytes, String name) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json != null && !json.isMissingNode()) {
        return json;
      }
      throw new TransitionException(
          TransitionException.INPUT, "failed unmarshalling " + name + ": it is empty");
    } catch (JsonProcessingException e) {
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new TransitionException(
          TransitionException.INPUT,
          "failed unmarshalling " + name + ": " + (first.length() > 200 ? "no JSON" : first),
          e);
    } catch (IOException e) {
      throw new TransitionException(
          TransitionException.INPUT, "failed reading " + name + ": " + e.getMessage(), e);
    }
  }

  private static U256 number(String text) {
    try {
      return U256.of(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new TransitionException(
          TransitionException.CONFIGURATION, "no number of 256 bits: " + text, e);
    }
  }

  private Optional<U256> reward() {
    return options.reward.startsWith("-") ? Optional.empty() : Optional.of(number(options.reward));
  }

  // Output

  private Path folder() {
    try {
      Path folder = Path.of(options.folder);
      if (!options.folder.isEmpty()) {
        Files.createDirectories(folder);
      }
      return folder;
    } catch (IOException | InvalidPathException e) {
      throw new TransitionException(
          TransitionException.OUTPUT, "failed creating output basedir: " + options.folder, e);
    }
  }

  private void write(TransitionOutput output, Path folder) {
    ObjectNode toOut = JsonNodeFactory.instance.objectNode();
    ObjectNode toErr = JsonNodeFactory.instance.objectNode();
    JsonNode[] documents = {
      output.alloc(), output.result(), TextNode.valueOf(output.body().toString())
    };
    String[] targets = {options.allocOutput, options.resultOutput, options.bodyOutput};
    String[] names = {"alloc", "result", "body"};
    for (int i = 0; i < documents.length; i++) {
      switch (targets[i]) {
        case "stdout" -> toOut.set(names[i], documents[i]);
        case "stderr" -> toErr.set(names[i], documents[i]);
        case "" -> {}
        default -> writeFile(folder, targets[i], documents[i]);
      }
    }
    print(toOut, out);
    print(toErr, err);
  }

  private static void print(ObjectNode json, PrintStream to) {
    if (!json.isEmpty()) {
      to.println(json.toPrettyString());
      to.flush();
    }
  }

  private static void writeFile(Path folder, String name, JsonNode json) {
    ObjectWriter writer = JSON.writerWithDefaultPrettyPrinter();
    try {
      writer.writeValue(folder.resolve(name).toFile(), json);
    } catch (IOException | InvalidPathException e) {
      throw new TransitionException(
          TransitionException.OUTPUT,
          String.format(Locale.ROOT, "failed writing output: %s", name),
          e);
    }
  }
}

package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.uint.U256;

/** The transition tool: reads documents from files or a stream, and writes what comes of them. */
public final class TransitionTool {
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
   * @param opcodeCount the file that tells how often each instruction ran; empty for none
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
      String opcodeCount,
      Optional<Eip3155Tracer.Options> trace) {}

  public TransitionTool(Options options, InputStream in, PrintStream out, PrintStream err) {
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
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
    JsonOutput output = new JsonOutput(options.folder);
    Traces traces =
        options.trace.isPresent()
            ? new FileTraces(output.folder(), options.trace.get())
            : Traces.NONE;
    if (options.opcodeCount.isEmpty()) {
      write(Transition.run(input, traces), output);
    } else {
      OpcodeCounts counts = new OpcodeCounts(traces);
      write(Transition.run(input, counts), output);
      output.writeFile(options.opcodeCount, counts.json());
    }
  }

  // Input

  private TransitionInput.Documents documents() {
    JsonInput input = new JsonInput(in);
    return new TransitionInput.Documents(
        orEmpty(input.document(options.alloc, "alloc"), true),
        orEmpty(input.document(options.environment, "env"), true),
        transactions(input));
  }

  private JsonNode transactions(JsonInput input) {
    if (options.transactions.equals(JsonInput.STDIN)) {
      JsonNode rlp = input.member("txsRlp");
      return rlp.asText().isEmpty() ? orEmpty(input.member("txs"), false) : rlp;
    }
    JsonNode read = input.document(options.transactions, "txs");
    if (!options.transactions.endsWith(".rlp") && read.isTextual()) {
      throw new TransitionException(
          TransitionException.INPUT, "failed unmarshalling txs file: it holds a string");
    }
    return options.transactions.endsWith(".rlp") && !read.isTextual()
        ? TextNode.valueOf("-")
        : read;
  }

  private static JsonNode orEmpty(JsonNode node, boolean object) {
    if (!node.isMissingNode() && !node.isNull()) {
      return node;
    }
    return object ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
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

  private void write(TransitionOutput made, JsonOutput output) {
    output.add(options.allocOutput, "alloc", made.alloc());
    output.add(options.resultOutput, "result", made.result());
    output.add(options.bodyOutput, "body", TextNode.valueOf(made.body().toString()));
    output.print(out, err);
  }
}

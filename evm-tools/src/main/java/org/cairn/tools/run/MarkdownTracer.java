package org.cairn.tools.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.evm.CallKind;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.protocol.evm.Frame;
import org.cairn.protocol.evm.Outcome;
import org.cairn.protocol.evm.Tracer;
import org.cairn.protocol.types.Log;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.Eip55;

/**
 * Writes a run as go-ethereum's trace format {@code md} does: what goes in, a table of the
 * instructions, what comes out. The rows are made of the lines of EIP-3155, so that both formats
 * agree. Confined to one thread.
 */
public final class MarkdownTracer implements Tracer {
  private static final ObjectReader JSON = new ObjectMapper().reader();

  private final Appendable out;
  private final Eip3155Tracer lines;
  private JsonNode last = JSON.createObjectNode();

  /** Rows have a column for the stack or have none. */
  public MarkdownTracer(Appendable out, boolean stack) {
    this.out = out;
    this.lines =
        new Eip3155Tracer(new Lines(), new Eip3155Tracer.Options(false, stack, false, false));
  }

  @Override
  public void beforeStep(Frame frame, int opcode) {
    lines.beforeStep(frame, opcode);
  }

  @Override
  public void afterStep(Frame frame, int opcode, long cost, Outcome outcome, String failure) {
    lines.afterStep(frame, opcode, cost, outcome, failure);
  }

  @Override
  public void enter(
      int depth, CallKind kind, Address from, Address to, Bytes input, long gas, U256 value) {
    lines.enter(depth, kind, from, to, input, gas, value);
    if (depth > 0) {
      return;
    }
    write(
        """
        Pre-execution info:
          - from: `%s`
          - %s: `%s`
          - data: `%s`
          - gas: `%d`
          - value: `%s` wei

        |  Pc   |      Op     | Cost |   Refund  |   Stack   |
        |-------|-------------|------|-----------|-----------|
        """,
        Eip55.of(from),
        kind == CallKind.CREATE ? "create" : "to",
        Eip55.of(to),
        shown(input),
        gas,
        value.toBigInteger());
  }

  @Override
  public void exit(int depth, Bytes output, long gasLeft, Outcome outcome, String failure) {
    lines.exit(depth, output, gasLeft, outcome, failure);
    if (depth == 0) {
      write(
          """

          Post-execution info:
            - output: `%s`
            - consumed gas: `%d`
            - error: `%s`
          """,
          shown(output), number(last, "gasUsed"), last.path("error").asText("<nil>"));
    }
  }

  @Override
  public void selfDestruct(int depth, Address from, Address to, U256 value) {
    lines.selfDestruct(depth, from, to, value);
  }

  @Override
  public void log(int depth, Log log) {
    lines.log(depth, log);
  }

  private static String shown(Bytes bytes) {
    return bytes.isEmpty() ? "" : bytes.toString();
  }

  private static long number(JsonNode line, String member) {
    return Long.parseUnsignedLong(line.path(member).asText("0x0").substring(2), 16);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void write(String format, Object... values) {
    try {
      out.append(String.format(Locale.ROOT, format, values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A failure at work comes as a second line of the same instruction. */
  private void add(JsonNode line) {
    boolean again =
        line.path("pc").equals(last.path("pc"))
            && line.path("depth").equals(last.path("depth"))
            && line.path("gas").equals(last.path("gas"));
    String error = line.path("error").asText("");
    if (line.has("pc") && again) {
      write(
          "\nError: at pc=%d, op=%d: %s\n",
          line.path("pc").asInt(), line.path("op").asInt(), error);
    } else if (line.has("pc")) {
      writeRow(line);
      if (!error.isEmpty()) {
        write("Error: %s\n", error);
      }
    }
    last = line;
  }

  private void writeRow(JsonNode line) {
    write(
        "| %4d  | %10s  |  %3d |%10d |",
        line.path("pc").asInt(),
        line.path("opName").asText(),
        number(line, "gasCost"),
        line.path("refund").asLong());
    if (line.path("stack").isArray()) {
      List<String> words = new ArrayList<>();
      line.path("stack").forEach(word -> words.add(word.asText()));
      write("%10s |", "[" + String.join(",", words) + "]");
    }
    write("\n");
  }

  /** Takes text in any pieces and hands on each line. */
  private final class Lines implements Appendable {
    private final StringBuilder line = new StringBuilder();

    @Override
    public Appendable append(CharSequence text) {
      return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      for (int i = start; i < end; i++) {
        append(text.charAt(i));
      }
      return this;
    }

    @Override
    public Appendable append(char next) {
      if (next != '\n') {
        line.append(next);
        return this;
      }
      try {
        add(JSON.readTree(line.toString()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a line of the trace is no JSON", e);
      }
      line.setLength(0);
      return this;
    }
  }
}

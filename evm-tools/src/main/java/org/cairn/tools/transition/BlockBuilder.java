package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.Member;

/**
 * The block builder: puts a header and the parts of a body together, and writes the block's
 * encoding and hash. It checks the form of each part and no rule of consensus.
 */
public final class BlockBuilder {
  private final Options options;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * What the tool is told.
   *
   * @param header a file or {@code stdin}; likewise the other inputs, which may be empty for none
   * @param clique who seals the block, if anybody does
   * @param folder of the file that is written; empty for the working directory
   * @param output a file, {@code stdout} or {@code stderr}
   */
  public record Options(
      String header,
      String ommers,
      String withdrawals,
      String transactions,
      String clique,
      String folder,
      String output) {}

  public BlockBuilder(Options options, InputStream in, PrintStream out, PrintStream err) {
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Builds the block; returns the exit code, having said in one sentence what is wrong. */
  public int run() {
    try {
      JsonOutput output = new JsonOutput(options.folder);
      write(block(), output);
      return 0;
    } catch (TransitionException e) {
      err.println("ERROR(" + e.exitCode() + "): " + e.getMessage());
      return e.exitCode();
    } catch (FixtureException e) {
      err.println("ERROR(" + TransitionException.INPUT + "): " + e.sentence());
      return TransitionException.INPUT;
    }
  }

  private ObjectNode block() {
    JsonInput input = new JsonInput(in);
    Member given = new Member("", "header", input.document(options.header, "header"));
    JsonNode clique = optional(input, options.clique, "clique");
    JsonNode withdrawals = optional(input, options.withdrawals, "withdrawals");
    BlockBody body =
        new BlockBody(
            transactions(optional(input, options.transactions, "txs")),
            ommers(optional(input, options.ommers, "ommers")),
            withdrawals.isMissingNode()
                ? null
                : BlockInput.withdrawals(new Member("", "withdrawals", withdrawals)));
    HeaderInput header = HeaderInput.read(given, ommersHash(body));
    Bytes encoded =
        clique.isMissingNode()
            ? header.encoded()
            : header.sealed(CliqueInput.read(new Member("", "clique", clique)), given).encoded();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rlp", encoded(encoded, body).toString());
    return json.put("hash", Keccak256.hash(encoded).toString());
  }

  private static JsonNode optional(JsonInput input, String where, String name) {
    return where.isEmpty() ? JsonNodeFactory.instance.missingNode() : input.document(where, name);
  }

  private static Bytes encoded(Bytes header, BlockBody body) {
    RlpWriter out = new RlpWriter(1024).startList().writeRaw(header).startList();
    body.transactions().forEach(transaction -> transaction.writeTo(out));
    out.endList().writeRaw(body.encodedOmmers());
    body.withdrawalList()
        .ifPresent(list -> {
          out.startList();
          list.forEach(withdrawal -> withdrawal.writeTo(out));
          out.endList();
        });
    return out.endList().toBytes();
  }

  private static Hash32 ommersHash(BlockBody body) {
    return Keccak256.hash(body.encodedOmmers());
  }

  private static List<Transaction> transactions(JsonNode json) {
    if (json.isMissingNode() || json.isNull() || json.asText().isEmpty() && json.isTextual()) {
      return List.of();
    }
    return decoded(
        json,
        "transaction",
        rlp -> {
          List<Transaction> list = new ArrayList<>();
          RlpReader reader = RlpReader.ofList(rlp.shared());
          while (reader.hasNext()) {
            list.add(Transaction.read(reader));
          }
          return list;
        });
  }

  /** Each is a whole block, of which the header counts. */
  private static List<Header> ommers(JsonNode json) {
    List<Header> ommers = new ArrayList<>();
    if (json.isMissingNode() || json.isNull()) {
      return ommers;
    }
    for (Member block : new Member("", "ommers", json).items()) {
      ommers.add(decoded(block.node(), "ommer", rlp -> Block.decode(rlp).header()));
    }
    return ommers;
  }

  /** What a string of hex holds in RLP. */
  private static <T> T decoded(JsonNode json, String name, Function<Bytes, T> decode) {
    if (!json.isTextual()) {
      throw new TransitionException(
          TransitionException.INPUT, name + " is not a string but " + json.getNodeType());
    }
    try {
      return decode.apply(Bytes.of(json.asText()));
    } catch (RlpException | IllegalArgumentException | ArithmeticException e) {
      throw new TransitionException(
          TransitionException.INPUT,
          "unable to decode " + name + " from rlp data: " + e.getMessage(),
          e);
    }
  }

  private void write(ObjectNode json, JsonOutput output) {
    switch (options.output) {
      case "stdout" -> JsonOutput.print(json, out);
      case "stderr" -> JsonOutput.print(json, err);
      default -> output.writeFile(options.output, json);
    }
  }
}

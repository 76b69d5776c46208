package org.cairn.rpc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cairn.node.Node;
import org.cairn.node.job.JobRefusedException;
import org.cairn.node.query.PrunedException;
import org.cairn.node.query.QueryTimeoutException;
import org.cairn.node.query.TooManyResultsException;
import org.cairn.node.query.ViewExpiredException;
import org.cairn.node.state.StateUnavailableException;
import org.cairn.rpc.json.AnswerTooLargeException;
import org.cairn.rpc.json.Json;
import org.cairn.rpc.json.JsonReader;
import org.cairn.rpc.json.JsonSyntaxException;
import org.cairn.rpc.json.JsonWriter;
import org.cairn.rpc.json.Name;

/**
 * JSON-RPC 2.0: bytes in, bytes out. Thread-safe.
 *
 * <p>Errors never leave it: a request that cannot be read or answered gets an error as its answer.
 * What goes wrong inside the node is logged under a number, and only the number is told.
 */
public final class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final Name JSONRPC = Name.of("jsonrpc");
  private static final Name ID = Name.of("id");
  private static final Name RESULT = Name.of("result");
  private static final Name ERROR = Name.of("error");
  private static final Name CODE = Name.of("code");
  private static final Name MESSAGE = Name.of("message");
  private static final Name DATA = Name.of("data");
  private static final int MAX_ID_LENGTH = 1024;
  private static final int MAX_VIEWS = 3;

  /** Room that is left for each error when the answers of a batch have reached their limit. */
  private static final int BYTES_OF_ERROR = 8192 + 6 * MAX_ID_LENGTH;

  /** SQL state of a statement that its time limit ended (PostgreSQL: query_canceled). */
  private final Node node;

  private final RpcLimits limits;
  private final JsonReader reader;
  private final BlockCache cache;
  private final MethodTable methods = new MethodTable();

  public Dispatcher(Node node, RpcLimits limits) {
    this.node = node;
    this.limits = limits;
    this.reader = new JsonReader(limits.depth());
    this.cache = new BlockCache(limits.cacheBytes());
    new Web3Methods(node).addTo(methods);
    new NetMethods(node).addTo(methods);
    new EthBlockMethods().addTo(methods);
    new EthTransactionMethods().addTo(methods);
    new EthStateMethods().addTo(methods);
    new EthCallMethods().addTo(methods);
    new EthLogMethods(limits.logs()).addTo(methods);
    new EthFeeMethods(limits.feeHistoryBlocks()).addTo(methods);
    new DebugMethods().addTo(methods);
    new AdminMethods(node).addTo(methods);
    new RpcMethods(methods).addTo(methods);
  }

  public RpcLimits limits() {
    return limits;
  }

  /** The names of all methods, in order. */
  public Set<String> methodNames() {
    return methods.names();
  }

  /**
   * Answers a request or batch in the first {@code length} bytes; empty if there is nothing to
   * answer, because all of it were notifications.
   */
  public Optional<JsonWriter> answer(byte[] request, int length, Rights rights) {
    JsonWriter out = new JsonWriter(512, limits.answerBytes() + limits.batch() * BYTES_OF_ERROR);
    if (length > limits.bodyBytes()) {
      return Optional.of(tooLarge());
    }
    Json json;
    try {
      json = reader.read(request, length);
    } catch (JsonSyntaxException malformed) {
      error(out, Json.Null.NULL, new RpcException(ErrorCode.PARSE_ERROR, text(malformed)));
      return Optional.of(out);
    }
    try (Session session = new Session(node, rights, cache)) {
      if (json instanceof Json.Items(List<Json> batch)) {
        answerBatch(batch, session, out);
      } else {
        answerOne(json, session, out);
      }
    }
    return out.size() == 0 ? Optional.empty() : Optional.of(out);
  }

  /** The answer to a request whose body is too large to be read. */
  public JsonWriter tooLarge() {
    return refusal(
        ErrorCode.INVALID_REQUEST, "the request exceeds " + limits.bodyBytes() + " bytes");
  }

  /** An answer to a request that a door refuses. */
  public static JsonWriter refusal(int code, String why) {
    JsonWriter out = new JsonWriter(256, 1 << 16);
    error(out, Json.Null.NULL, new RpcException(code, why));
    return out;
  }

  private void answerBatch(List<Json> batch, Session session, JsonWriter out) {
    if (batch.isEmpty() || batch.size() > limits.batch()) {
      String why =
          batch.isEmpty()
              ? "the batch is empty"
              : batch.size() + " requests in a batch where " + limits.batch() + " are the most";
      error(out, Json.Null.NULL, new RpcException(ErrorCode.INVALID_REQUEST, why));
      return;
    }
    JsonWriter.Mark start = out.mark();
    out.beginArray();
    int empty = out.size();
    for (Json request : batch) {
      answerOne(request, session, out);
    }
    if (out.size() == empty) {
      out.rewind(start);
    } else {
      out.endArray();
    }
  }

  /** Writes the answer to a request, or nothing if it is a notification. */
  private void answerOne(Json json, Session session, JsonWriter out) {
    if (!(json instanceof Json.Members(Map<String, Json> members))) {
      error(out, Json.Null.NULL, invalid("it is an object, not " + json.kind()));
      return;
    }
    Optional<Json> id = Optional.ofNullable(members.get("id"));
    JsonWriter.Mark start = out.mark();
    try {
      checkEnvelope(members, id);
      callFromFreshView(members, id.orElse(Json.Null.NULL), session, out);
      if (id.isEmpty()) {
        out.rewind(start);
      }
    } catch (RuntimeException | StackOverflowError failure) {
      out.rewind(start);
      RpcException error = asError(failure);
      if (id.isPresent() || error.code() == ErrorCode.INVALID_REQUEST) {
        error(out, id.filter(Dispatcher::isId).orElse(Json.Null.NULL), error);
      }
    }
  }

  /** Calls again, from a new view, where a reorganisation outdated the old one meanwhile. */
  private void callFromFreshView(
      Map<String, Json> members, Json id, Session session, JsonWriter out) {
    JsonWriter.Mark start = out.mark();
    for (int views = 1; views < MAX_VIEWS; views++) {
      try {
        writeResult(members, id, session, out);
        return;
      } catch (ViewExpiredException reorganised) {
        out.rewind(start);
        session.renew();
      }
    }
    writeResult(members, id, session, out);
  }

  private void writeResult(Map<String, Json> members, Json id, Session session, JsonWriter out) {
    out.beginObject().name(JSONRPC).string("2.0").name(ID);
    write(out, id);
    out.name(RESULT);
    call(members, session, out);
    out.endObject();
    if (out.size() > limits.answerBytes()) {
      throw new RpcException(
          ErrorCode.RESPONSE_TOO_LARGE, "the answer exceeds " + limits.answerBytes() + " bytes");
    }
  }

  private static void checkEnvelope(Map<String, Json> members, Optional<Json> id) {
    if (id.isPresent() && !isId(id.get())) {
      throw invalid("id is a string, a number or null");
    }
    if (!new Json.Text("2.0").equals(members.get("jsonrpc"))) {
      throw invalid("jsonrpc is \"2.0\"");
    }
    if (!(members.get("method") instanceof Json.Text)) {
      throw invalid("method is a string");
    }
    Json params = members.get("params");
    if (params != null && !(params instanceof Json.Items) && !(params instanceof Json.Members)) {
      throw invalid("params is an array");
    }
  }

  private static RpcException invalid(String rule) {
    return new RpcException(ErrorCode.INVALID_REQUEST, "the request is invalid: " + rule);
  }

  private static boolean isId(Json id) {
    return switch (id) {
      case Json.Text(String text) -> text.length() <= MAX_ID_LENGTH;
      case Json.Numeric ignored -> true;
      case Json.Null ignored -> true;
      default -> false;
    };
  }

  private void call(Map<String, Json> members, Session session, JsonWriter out) {
    String name = Values.text("method", members.getOrDefault("method", Json.Null.NULL));
    MethodTable.Entry entry =
        methods
            .find(name)
            .orElseThrow(() ->
                new RpcException(
                    ErrorCode.METHOD_NOT_FOUND, "the method " + brief(name) + " does not exist"));
    Node.Readiness readiness = node.readiness();
    if (!readiness.ready()) {
      throw new RpcException(ErrorCode.SERVER_ERROR, "not ready: " + readiness.reason());
    }
    if (entry.needed().compareTo(session.rights()) > 0) {
      throw new RpcException(ErrorCode.SERVER_ERROR, name + " needs the role cairn-admin");
    }
    entry.method().answer(new Call(parameters(members.get("params"), entry), session), out);
  }

  private static Parameters parameters(
      @org.jspecify.annotations.Nullable Json params, MethodTable.Entry entry) {
    return switch (params) {
      case null -> Parameters.NONE;
      case Json.Items(List<Json> values) -> {
        if (values.size() > entry.parameters()) {
          throw RpcException.invalidParams(
              "%d parameters where %d are the most".formatted(values.size(), entry.parameters()));
        }
        yield new Parameters(values);
      }
      default -> throw RpcException.invalidParams("params: by position, please: in an array");
    };
  }

  private static String brief(String name) {
    return name.length() > 64 ? name.substring(0, 64) + "…" : name;
  }

  private static RpcException asError(Throwable failure) {
    return switch (failure) {
      case RpcException error -> error;
      case AnswerTooLargeException large ->
          new RpcException(ErrorCode.RESPONSE_TOO_LARGE, text(large));
      case TooManyResultsException many -> new RpcException(ErrorCode.LIMIT_EXCEEDED, text(many));
      case StateUnavailableException absent ->
          new RpcException(ErrorCode.SERVER_ERROR, text(absent));
      case PrunedException pruned -> new RpcException(ErrorCode.PRUNED, text(pruned));
      case ViewExpiredException expired -> new RpcException(ErrorCode.SERVER_ERROR, text(expired));
      case JobRefusedException refused -> RpcException.invalidParams(text(refused));
      case QueryTimeoutException slow -> new RpcException(ErrorCode.LIMIT_EXCEEDED, text(slow));
      default -> internal(failure);
    };
  }

  private static RpcException internal(Throwable failure) {
    String reference = Long.toHexString(System.nanoTime());
    LOG.log(Level.ERROR, "JSON-RPC request failed, reference " + reference, failure);
    return new RpcException(
        ErrorCode.INTERNAL_ERROR, "internal error: the server's log has it as " + reference);
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? "" : failure.getMessage();
  }

  private static void error(JsonWriter out, Json id, RpcException error) {
    out.beginObject().name(JSONRPC).string("2.0").name(ID);
    write(out, id);
    out.name(ERROR).beginObject();
    out.name(CODE).number(error.code()).name(MESSAGE).string(error.text());
    error.data().ifPresent(data -> out.name(DATA).data(data));
    out.endObject().endObject();
  }

  private static void write(JsonWriter out, Json id) {
    switch (id) {
      case Json.Text(String text) -> out.string(text);
      case Json.Numeric number -> out.number(number);
      default -> out.nothing();
    }
  }
}

package org.cairn.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.cairn.rpc.json.JsonWriter;

/** Asks a dispatcher in JSON and reads its answers with another JSON library. */
final class Asked {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Dispatcher dispatcher;
  private final Rights rights;

  Asked(Dispatcher dispatcher, Rights rights) {
    this.dispatcher = dispatcher;
    this.rights = rights;
  }

  static Asked of(ChainInMemory chain) {
    return new Asked(new Dispatcher(chain, RpcLimits.DEFAULT), Rights.READ);
  }

  /** The text of the answer; empty if there is none. */
  String raw(String request) {
    byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
    return dispatcher.answer(bytes, bytes.length, rights).map(JsonWriter::toString).orElse("");
  }

  JsonNode json(String request) {
    return parse(raw(request));
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no JSON: " + text, malformed);
    }
  }

  private JsonNode call(String method, String params) {
    return json(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
            .formatted(method, params.replace('\'', '"')));
  }

  /** The result of a method; {@code params} may use single quotes. */
  JsonNode result(String method, String params) {
    JsonNode answer = call(method, params);
    if (!answer.has("result")) {
      throw new AssertionError(method + params + ": " + answer);
    }
    return answer.get("result");
  }

  /** The error of a method. */
  JsonNode error(String method, String params) {
    JsonNode answer = call(method, params);
    if (!answer.has("error")) {
      throw new AssertionError(method + params + ": " + answer);
    }
    return answer.get("error");
  }
}

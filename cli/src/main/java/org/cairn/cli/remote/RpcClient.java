package org.cairn.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.cairn.cli.CommandException;

/** One node's JSON-RPC endpoint. Safe for use by several threads. */
public final class RpcClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final AtomicLong ids = new AtomicLong();
  private final Optional<Credentials> credentials;

  /** A client that is known to the node by the credentials, if there are any. */
  public RpcClient(URI endpoint, Optional<Credentials> credentials) {
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  /**
   * Calls a method.
   *
   * @param parameters strings, numbers, booleans or {@link JsonNode}
   * @return the result, which may be JSON null
   * @throws CommandException if the node cannot be reached or answers with an error
   */
  public JsonNode call(String method, Object... parameters) {
    JsonNode answer = exchange(method, parameters);
    JsonNode error = answer.get("error");
    if (error != null && !error.isNull()) {
      throw new CommandException(
          "%s: %s (%s)."
              .formatted(
                  method,
                  error.path("message").asText("no reason"),
                  error.path("code").asText("?")));
    }
    return answer.path("result");
  }

  /**
   * Calls a method that a node may lack, or may refuse; then the answer is empty, as it is for JSON
   * null.
   */
  public Optional<JsonNode> ask(String method, Object... parameters) {
    JsonNode answer = exchange(method, parameters);
    return Optional.ofNullable(answer.get("result")).filter(result -> !result.isNull());
  }

  /**
   * Sends a file as it is.
   *
   * @return the node's answer
   */
  public JsonNode upload(Path file) {
    try {
      HttpRequest request =
          request("/upload?name=" + plain(file))
              .header("Content-Type", "application/octet-stream")
              .POST(BodyPublishers.ofFile(file))
              .build();
      return parse("upload", http.send(request, BodyHandlers.ofString()));
    } catch (FileNotFoundException e) {
      throw new CommandException("%s cannot be read.".formatted(file), e);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Fetches a file that the node has exported. */
  public void download(String name, Path into) {
    HttpRequest request = request("/download/" + name).build();
    try {
      HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(into));
      if (response.statusCode() != 200) {
        throw new CommandException(
            "the node answers HTTP %d for %s.".formatted(response.statusCode(), name));
      }
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Why the node does not serve yet; empty when it serves. */
  public Optional<String> notReady() {
    HttpRequest request = request("/health/ready").timeout(Duration.ofSeconds(10)).build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.empty()
          : Optional.of(parse("health", response).path("reason").asText("no reason given"));
    } catch (IOException e) {
      return Optional.of("JSON-RPC does not answer yet");
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private JsonNode exchange(String method, Object... parameters) {
    ObjectNode call = JSON.createObjectNode();
    call.put("jsonrpc", "2.0").put("id", ids.incrementAndGet()).put("method", method);
    call.set("params", JSON.valueToTree(parameters));
    HttpRequest request =
        request("")
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call.toString()))
            .build();
    try {
      return parse(method, http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * The file's name as far as the node takes it: letters, digits, points, underscores and hyphens.
   */
  static String plain(Path file) {
    return String.valueOf(file.getFileName())
        .replaceAll("[^A-Za-z0-9._-]", "_")
        .replaceAll("\\.{2,}", ".");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path));
    credentials.ifPresent(known -> request.header("Authorization", known.authorization()));
    return request;
  }

  private static JsonNode parse(String what, HttpResponse<String> response) {
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (answer.isObject()) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      throw new CommandException(
          "%s: the answer (HTTP %d) is not JSON.".formatted(what, response.statusCode()), e);
    }
    throw new CommandException(
        "%s: the answer (HTTP %d) is not an object.".formatted(what, response.statusCode()));
  }

  private CommandException unreachable(IOException cause) {
    String reason =
        cause instanceof ConnectException ? "does not answer; is it running?" : "failed: " + cause;
    return new CommandException("the node at %s %s".formatted(endpoint, reason), cause);
  }

  private static CommandException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CommandException("interrupted.", cause);
  }
}

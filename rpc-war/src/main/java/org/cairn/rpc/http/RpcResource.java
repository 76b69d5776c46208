package org.cairn.rpc.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.cairn.rpc.Rights;
import org.cairn.rpc.json.JsonWriter;

/** JSON-RPC. */
@Path("/")
@ApplicationScoped
public class RpcResource {
  private static final int FIRST_BUFFER = 2048;

  private final Doorway doorway;

  @Inject
  public RpcResource(Doorway doorway) {
    this.doorway = doorway;
  }

  /** For the container, which asks for one of no parameters. */
  @SuppressWarnings("NullAway")
  public RpcResource() {
    this.doorway = null;
  }

  /** Answers a request or batch. */
  @POST
  public Response call(@Context HttpServletRequest request) throws IOException {
    Rights rights = doorway.admit(request);
    if (!Gate.isJson(request.getContentType())) {
      throw Doorway.refuse(415, "the Content-Type is application/json");
    }
    int limit = doorway.dispatcher().limits().bodyBytes();
    if (request.getContentLengthLong() > limit) {
      throw Doorway.refuse(413, doorway.dispatcher().tooLarge());
    }
    Body body = read(request, limit);
    if (body.length() > limit) {
      throw Doorway.refuse(413, doorway.dispatcher().tooLarge());
    }
    Response.ResponseBuilder response =
        doorway
            .dispatcher()
            .answer(body.bytes(), body.length(), rights)
            .map(RpcResource::found)
            .orElseGet(Response::noContent);
    doorway.crossOrigin(request).ifPresent(origin -> allow(response, origin));
    return response.build();
  }

  private static Response.ResponseBuilder found(JsonWriter answer) {
    return Response.ok(answer, AnswerWriter.JSON);
  }

  /** The first bytes of an array. */
  private record Body(byte[] bytes, int length) {}

  /** Reads the body, or {@code limit + 1} bytes of one that is longer. */
  private static Body read(HttpServletRequest request, int limit) throws IOException {
    int announced = request.getContentLength();
    byte[] bytes = new byte[announced >= 0 ? announced + 1 : FIRST_BUFFER];
    int length = 0;
    InputStream in = request.getInputStream();
    while (true) {
      int got = in.read(bytes, length, bytes.length - length);
      if (got < 0 || length + got > limit) {
        return new Body(bytes, Math.max(length, length + got));
      }
      length += got;
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(2 * length, limit + 1));
      }
    }
  }

  /** Answers a browser that asks whether a page may call. */
  @OPTIONS
  public Response preflight(@Context HttpServletRequest request) {
    doorway.admit(request);
    String origin =
        doorway
            .crossOrigin(request)
            .orElseThrow(() -> Doorway.refuse(403, "set cairn.rpc.cors to allow pages to call"));
    Response.ResponseBuilder response = Response.noContent();
    allow(response, origin);
    return response
        .header("Access-Control-Allow-Methods", "POST")
        .header("Access-Control-Allow-Headers", "Content-Type")
        .header("Access-Control-Max-Age", "600")
        .build();
  }

  private static void allow(Response.ResponseBuilder response, String origin) {
    response.header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
  }

  /** Says what this is to people who look with a browser. */
  @GET
  @Produces("text/plain")
  public String help(@Context HttpServletRequest request) {
    doorway.admit(request);
    return """
    This is the JSON-RPC of a Cairn node. It takes POST requests:

      curl -H 'Content-Type: application/json' \\
        -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber","params":[]}' %s

    """
        .formatted(request.getRequestURL());
  }
}

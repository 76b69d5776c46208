package org.cairn.rpc.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.cairn.node.Node;
import org.cairn.rpc.json.JsonWriter;

/** Whether the node answers. Watched by machines, which may call it by any name. */
@Path("/health")
@ApplicationScoped
public class HealthResource {
  private final Doorway doorway;

  @Inject
  public HealthResource(Doorway doorway) {
    this.doorway = doorway;
  }

  /** For the container, which asks for one of no parameters. */
  @SuppressWarnings("NullAway")
  public HealthResource() {
    this.doorway = null;
  }

  /** 200, or 503 with the reason. */
  @GET
  @Path("ready")
  public Response ready() {
    Node.Readiness readiness = doorway.node().readiness();
    JsonWriter out = new JsonWriter(256, 1 << 16);
    out.beginObject().name("ready").bool(readiness.ready());
    if (!readiness.ready()) {
      out.name("reason").string(readiness.reason());
    }
    out.endObject();
    return Response.status(readiness.ready() ? 200 : 503)
        .type(AnswerWriter.JSON)
        .entity(out)
        .build();
  }
}

package org.cairn.rpc.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.cairn.rpc.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Chain files on their way in and out. For administrators. */
@Path("/")
@ApplicationScoped
public class FileResource {
  private final Doorway doorway;

  @Inject
  public FileResource(Doorway doorway) {
    this.doorway = doorway;
  }

  /** For the container, which asks for one of no parameters. */
  @SuppressWarnings("NullAway")
  public FileResource() {
    this.doorway = null;
  }

  private Exchange exports() {
    return new Exchange(doorway.node().jobs().exchangeDirectory());
  }

  private Exchange uploads() {
    return new Exchange(doorway.node().jobs().uploadDirectory());
  }

  /** Stores the body as a file and answers with its path, for admin_importChain. */
  @POST
  @Path("upload")
  public Response upload(
      @Context HttpServletRequest request, @QueryParam("name") @Nullable String name)
      throws IOException {
    doorway.admitAdministrator(request);
    String type = request.getContentType();
    if (type == null || !type.startsWith("application/octet-stream")) {
      throw Doorway.refuse(415, "the Content-Type is application/octet-stream");
    }
    String wanted = name == null ? "upload.rlp" : name;
    if (!Exchange.isPlain(wanted)) {
      throw Doorway.refuse(400, "name: letters, digits, points, underscores and hyphens");
    }
    long limit = doorway.settings().maxUpload();
    if (request.getContentLengthLong() > limit) {
      throw Doorway.refuse(413, "the file exceeds " + limit + " bytes");
    }
    try {
      String path = uploads().store(wanted, request.getInputStream(), limit).toString();
      JsonWriter out = new JsonWriter(256, 1 << 16);
      out.beginObject().name("path").string(path).endObject();
      return Response.ok(out, AnswerWriter.JSON).build();
    } catch (Exchange.TooLargeException large) {
      throw Doorway.refuse(413, "the file exceeds " + limit + " bytes");
    }
  }

  /** Gives a file that an export wrote. */
  @GET
  @Path("download/{name}")
  public Response download(@Context HttpServletRequest request, @PathParam("name") String name) {
    doorway.admitAdministrator(request);
    java.nio.file.Path file =
        exports().find(name).orElseThrow(() -> Doorway.refuse(404, "there is no such file"));
    return Response.ok(file.toFile(), "application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}

package org.cairn.explorer;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves {@link Assets}; a path with the hash of another version gets the present one, uncached.
 */
@WebServlet(name = "assets", urlPatterns = "/assets/*")
public class AssetServlet extends HttpServlet {
  private final transient Assets assets = new Assets();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    String[] parts = path.split("/", 4);
    Optional<Assets.Asset> asset = parts.length == 3 ? assets.find(parts[2]) : Optional.empty();
    if (asset.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    boolean current = asset.get().version().equals(parts[1]);
    response.setHeader(
        "Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
    response.setContentType(asset.get().type());
    response.setContentLength(asset.get().content().length);
    response.getOutputStream().write(asset.get().content());
  }
}

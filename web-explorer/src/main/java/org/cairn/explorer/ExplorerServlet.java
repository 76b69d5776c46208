package org.cairn.explorer;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cairn.explorer.address.AddressPage;
import org.cairn.explorer.block.BlockPage;
import org.cairn.explorer.block.BlocksPage;
import org.cairn.explorer.home.HomePage;
import org.cairn.explorer.page.Answer;
import org.cairn.explorer.page.Link;
import org.cairn.explorer.page.Notice;
import org.cairn.explorer.page.Page;
import org.cairn.explorer.page.Request;
import org.cairn.explorer.search.SearchPage;
import org.cairn.explorer.transaction.TransactionPage;
import org.cairn.explorer.transaction.TransactionsPage;
import org.cairn.node.Node;
import org.cairn.node.query.ChainView;
import org.cairn.node.query.PrunedException;
import org.cairn.node.query.ViewExpiredException;

/**
 * The door of the explorer. Takes one view of the chain for each request, hands it to the page, and
 * closes it when the answer is rendered.
 */
@WebServlet(name = "explorer", urlPatterns = "/")
public class ExplorerServlet extends HttpServlet {
  private static final System.Logger LOG = System.getLogger("org.cairn.explorer");

  /** Pages by the first segment of the path. */
  private static final Map<String, Page> PAGES =
      Map.of(
          "", new HomePage(),
          "blocks", new BlocksPage(),
          "block", new BlockPage(),
          "transactions", new TransactionsPage(),
          "tx", new TransactionPage(),
          "address", new AddressPage(),
          "search", new SearchPage());

  private static final int ATTEMPTS = 3;

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  @Inject private transient Node node;
  private transient Renderer renderer;
  private final transient InstantSource clock;

  /** For the container. */
  public ExplorerServlet() {
    this.clock = InstantSource.system();
  }

  ExplorerServlet(Node node, InstantSource clock) {
    this.node = node;
    this.clock = clock;
  }

  @Override
  public void init() {
    renderer = new Renderer(getServletContext());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Rendering page = answer(request, response);
    response.setStatus(page.status());
    response.setContentType(page.type());
    response.setHeader("Cache-Control", "no-cache");
    if (page.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
      response.setHeader("Refresh", "5");
    }
    byte[] content = page.content().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(content.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(content);
    }
  }

  private Rendering answer(HttpServletRequest request, HttpServletResponse response) {
    String search = firstOf(request, "q");
    Frame bare = Frame.withoutChain(node, renderer.assets(), search);
    Renderer.Target target = renderer.target(request, response);
    try {
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        return target.render(bare, containerError(request));
      }
      if (!METHODS.contains(request.getMethod())) {
        response.setHeader("Allow", "GET, HEAD");
        return target.render(bare, methodRefused());
      }
      Node.Readiness readiness = node.readiness();
      return readiness.ready()
          ? answerFromOneHead(request, target, search)
          : target.render(bare, notReady(readiness.reason()));
    } catch (PrunedException e) {
      return target.render(bare, Answer.notFound(pruned(e)));
    } catch (RuntimeException e) {
      Node.Readiness readiness = node.readiness();
      if (!readiness.ready()) {
        return target.render(bare, notReady(readiness.reason()));
      }
      String id = Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
      LOG.log(System.Logger.Level.ERROR, "page " + request.getRequestURI() + " failed: " + id, e);
      return target.render(bare, failed(id));
    }
  }

  /** Begins again with a new view where a reorganisation came in between. */
  private Rendering answerFromOneHead(
      HttpServletRequest request, Renderer.Target target, String search) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return answerFromChain(request, target, search);
      } catch (ViewExpiredException e) {
        LOG.log(System.Logger.Level.DEBUG, "a reorganisation came between: again", e);
      }
    }
    return answerFromChain(request, target, search);
  }

  private Rendering answerFromChain(
      HttpServletRequest request, Renderer.Target target, String search) {
    Instant now = clock.instant();
    List<String> segments =
        Arrays.stream(request.getServletPath().split("/")).filter(s -> !s.isEmpty()).toList();
    Page page = PAGES.get(segments.isEmpty() ? "" : segments.getFirst());
    try (ChainView view = node.view()) {
      Frame frame = Frame.of(node, view, renderer.assets(), search, now);
      List<String> rest = segments.isEmpty() ? segments : segments.subList(1, segments.size());
      Answer answer =
          page == null
              ? Answer.notFound(noSuchPage())
              : page.answer(view, new Request(rest, parameters(request), now));
      return target.render(frame, answer);
    }
  }

  private static Map<String, String> parameters(HttpServletRequest request) {
    Map<String, String> parameters = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    return parameters;
  }

  private static String firstOf(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null || value.length() > 200 ? "" : value;
  }

  private static Notice pruned(PrunedException e) {
    return Notice.notFound("This is not kept any more", String.valueOf(e.getMessage()));
  }

  private static Notice noSuchPage() {
    return Notice.notFound(
            "There is no such page",
            "A block is at /block/ and its number or hash, a transaction at /tx/ and its hash, an"
                + " account or contract at /address/ and its address.")
        .with(new Link("Latest blocks", "/blocks"), new Link("Home", "/"));
  }

  private static Answer methodRefused() {
    return new Answer.Html(
        405, "error/notice", Notice.of("405", "Pages are only read", "Use GET or HEAD."));
  }

  private static Answer notReady(String reason) {
    return new Answer.Html(503, "error/notready", reason);
  }

  private static Answer failed(String id) {
    return new Answer.Html(
        500,
        "error/notice",
        Notice.of(
            "500",
            "This page could not be made",
            "The node hit an error of its own. Its log has the cause under the mark " + id + "."));
  }

  private static Answer containerError(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer known ? known : 404;
    Notice notice =
        switch (status) {
          case 404 -> noSuchPage();
          default ->
              Notice.of(
                  Integer.toString(status),
                  "This request could not be answered",
                  "The server refused it with status " + status + ".");
        };
    return new Answer.Html(status, "error/notice", notice);
  }
}

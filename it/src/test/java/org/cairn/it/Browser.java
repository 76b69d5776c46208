package org.cairn.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chromium without a window, driven over WebDriver (W3C) by chromedriver, with the commands of its
 * own protocol for the width of the window and the colour scheme.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SETTLE_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-dev-shm-usage",
          "--hide-scrollbars");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String root;
  private String session = "";

  private Browser(Process driver, int port) {
    this.driver = driver;
    this.root = "http://127.0.0.1:" + port + "/session";
  }

  /** The programs that are needed and not in {@code PATH}; empty if all are there. */
  static List<String> missing() {
    return Stream.of("chromium", "chromedriver").filter(name -> find(name).isEmpty()).toList();
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Process driver =
        new ProcessBuilder(find("chromedriver").orElseThrow().toString(), "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(driver, port);
    try {
      browser.begin();
      return browser;
    } catch (IOException | RuntimeException e) {
      browser.close();
      throw e;
    }
  }

  private void begin() throws IOException, InterruptedException {
    Map<String, Object> options =
        Map.of("args", OPTIONS, "binary", find("chromium").orElseThrow().toString());
    Map<String, Object> wanted =
        Map.of(
            "browserName",
            "chrome",
            "goog:loggingPrefs",
            Map.of("browser", "ALL"),
            "goog:chromeOptions",
            options);
    awaitDriver();
    session =
        post("", Map.of("capabilities", Map.of("alwaysMatch", wanted))).path("sessionId").asText();
  }

  private void awaitDriver() throws IOException, InterruptedException {
    URI status = URI.create(root.replace("/session", "/status"));
    for (int attempt = 0; attempt < 300 && driver.isAlive(); attempt++) {
      try {
        http.send(HttpRequest.newBuilder(status).build(), BodyHandlers.discarding());
        return;
      } catch (IOException notListening) {
        Thread.sleep(100);
      }
    }
    throw new IOException("chromedriver does not answer");
  }

  /** Sets the window's width in CSS pixels and the colour scheme that the system asks for. */
  void show(int width, String scheme) throws IOException, InterruptedException {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Turns scripts of pages off or on. */
  void scripts(boolean on) throws IOException, InterruptedException {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  void open(URI page) throws IOException, InterruptedException {
    post("/url", Map.of("url", page.toString()));
  }

  URI page() throws IOException, InterruptedException {
    return URI.create(send("GET", "/url", "").asText());
  }

  /**
   * Runs the body of a function in the page, which also works where the page's own scripts do not.
   */
  JsonNode run(String script, Object... arguments) throws IOException, InterruptedException {
    return post("/execute/sync", Map.of("script", script, "args", List.of(arguments)));
  }

  /** Clicks the first element that the CSS selector finds. */
  void click(String selector) throws IOException, InterruptedException {
    post("/element/" + element(selector) + "/click", Map.of());
    settle();
  }

  /** Types into the element that the CSS selector finds; a line feed is the Enter key. */
  void type(String selector, String text) throws IOException, InterruptedException {
    post("/element/" + element(selector) + "/value", Map.of("text", text.replace('\n', '\ue007')));
    settle();
  }

  /** Lets a navigation begin, for which every later command waits. */
  private static void settle() throws InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
  }

  private String element(String selector) throws IOException, InterruptedException {
    return post("/element", Map.of("using", "css selector", "value", selector))
        .elements()
        .next()
        .asText();
  }

  /** What the browser complained of since the last call: blocked contents, failed requests. */
  List<String> complaints() throws IOException, InterruptedException {
    return post("/se/log", Map.of("type", "browser"))
        .valueStream()
        .map(entry -> entry.path("message").asText())
        .toList();
  }

  /** The whole page as PNG. */
  void screenshot(Path file, int width) throws IOException, InterruptedException {
    int height = run("return document.documentElement.scrollHeight").asInt();
    Map<String, Object> clip =
        Map.of("x", 0, "y", 0, "width", width, "height", Math.min(height, 4_000), "scale", 1);
    JsonNode image =
        command(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(image.path("data").asText()));
  }

  private JsonNode command(String name, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    return post("/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send("POST", path, JSON.writeValueAsString(body));
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create(root + (session.isEmpty() ? "" : "/" + session) + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    JsonNode value =
        JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).path("value");
    if (value.has("error")) {
      throw new IOException(value.path("error").asText() + ": " + value.path("message").asText());
    }
    return value;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      if (!session.isEmpty()) {
        send("DELETE", "", "");
      }
    } finally {
      http.close();
      driver.destroy();
      driver.waitFor();
    }
  }
}

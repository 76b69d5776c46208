package org.cairn.explorer;

import io.undertow.Undertow;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.cairn.node.Node;

/** The explorer in the servlet container that WildFly has, without WildFly around it. */
final class ExplorerServer implements AutoCloseable {
  private final Undertow server;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  ExplorerServer(Node node, InstantSource clock, int port) throws ServletException {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(ExplorerServer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("explorer")
            .setResourceManager(new PathResourceManager(Path.of("src/main/webapp")))
            .addErrorPage(new ErrorPage("/container-error"))
            .addServlets(
                Servlets.servlet(
                        "explorer",
                        ExplorerServlet.class,
                        new ImmediateInstanceFactory<>(new ExplorerServlet(node, clock)))
                    .addMapping("/"),
                Servlets.servlet("assets", AssetServlet.class).addMapping("/assets/*"))
            .addFilter(Servlets.filter("headers", SecurityHeaders.class))
            .addFilterUrlMapping("headers", "/*", DispatcherType.REQUEST)
            .addFilterUrlMapping("headers", "/*", DispatcherType.ERROR);
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(4)
            .addHttpListener(port, "127.0.0.1", manager.start())
            .build();
    server.start();
  }

  private int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a request line as it is, which {@link HttpClient} would refuse, and reads all. */
  String sendRaw(String target) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(10_000);
      String request = "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}

package org.cairn.rpc.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.cairn.node.Node;
import org.cairn.rpc.Dispatcher;
import org.cairn.rpc.ErrorCode;
import org.cairn.rpc.Rights;
import org.cairn.rpc.RpcLimits;
import org.cairn.rpc.json.JsonWriter;

/** What all resources share: the node, the dispatcher and the gate. */
@ApplicationScoped
public class Doorway {
  static final String ADMIN_ROLE = "cairn-admin";

  private final Node node;
  private final Dispatcher dispatcher;
  private final HttpSettings settings;
  private final Gate gate;

  @Inject
  public Doorway(Node node) {
    this.node = node;
    this.dispatcher = new Dispatcher(node, RpcLimits.ofSystem());
    this.settings = HttpSettings.ofSystem();
    this.gate = new Gate(settings);
  }

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Doorway() {
    this.node = null;
    this.dispatcher = null;
    this.settings = null;
    this.gate = null;
  }

  Node node() {
    return node;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  HttpSettings settings() {
    return settings;
  }

  /** What the caller may do; throws the answer that refuses it if it is not served. */
  Rights admit(HttpServletRequest request) {
    Gate.Caller caller = caller(request);
    gate.refusal(caller)
        .ifPresent(refusal -> {
          throw refuse(refusal.status(), refusal.reason());
        });
    return gate.rights(caller);
  }

  /** Admits administrators only. */
  void admitAdministrator(HttpServletRequest request) {
    if (admit(request) != Rights.ADMIN) {
      throw refuse(403, "this needs the role " + ADMIN_ROLE);
    }
  }

  Optional<String> crossOrigin(HttpServletRequest request) {
    return gate.crossOrigin(request.getHeader("Origin"));
  }

  private static Gate.Caller caller(HttpServletRequest request) {
    return new Gate.Caller(
        request.getHeader("Host"),
        request.getHeader("Origin"),
        request.getScheme(),
        request.getRemoteAddr(),
        request.isUserInRole(ADMIN_ROLE));
  }

  /** An answer that refuses a request: an HTTP status, and the reason as a JSON-RPC error. */
  static WebApplicationException refuse(int status, String reason) {
    return refuse(status, Dispatcher.refusal(ErrorCode.INVALID_REQUEST, reason));
  }

  static WebApplicationException refuse(int status, JsonWriter answer) {
    return new WebApplicationException(
        Response.status(status).type("application/json").entity(answer).build());
  }
}

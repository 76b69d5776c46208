package org.cairn.explorer;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.cairn.explorer.page.Answer;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.WebApplicationTemplateResolver;
import org.thymeleaf.web.IWebExchange;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Makes HTML of answers: the one template engine of the explorer. Thread-safe. */
final class Renderer {
  private final JakartaServletWebApplication application;
  private final TemplateEngine engine = new TemplateEngine();
  private final Assets assets = new Assets();

  Renderer(ServletContext context) {
    application = JakartaServletWebApplication.buildApplication(context);
    WebApplicationTemplateResolver resolver = new WebApplicationTemplateResolver(application);
    resolver.setPrefix("/WEB-INF/templates/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(!Boolean.getBoolean("cairn.explorer.reload"));
    engine.setTemplateResolver(resolver);
  }

  Assets assets() {
    return assets;
  }

  Target target(HttpServletRequest request, HttpServletResponse response) {
    return new Target(application.buildExchange(request, response), response);
  }

  /** Renders for one request. */
  final class Target {
    private final IWebExchange exchange;
    private final HttpServletResponse response;

    private Target(IWebExchange exchange, HttpServletResponse response) {
      this.exchange = exchange;
      this.response = response;
    }

    Rendering render(Frame frame, Answer answer) {
      return switch (answer) {
        case Answer.Html(int status, String template, Object model) -> {
          WebContext context =
              new WebContext(exchange, Locale.ROOT, Map.of("frame", frame, "page", model));
          yield new Rendering(
              status, "text/html; charset=utf-8", engine.process(template, context));
        }
        case Answer.Text(String content) ->
            new Rendering(200, "text/plain; charset=utf-8", content);
        case Answer.Redirect(String path) -> {
          response.setHeader("Location", exchange.getRequest().getApplicationPath() + path);
          yield new Rendering(303, "text/plain; charset=utf-8", "");
        }
      };
    }
  }
}

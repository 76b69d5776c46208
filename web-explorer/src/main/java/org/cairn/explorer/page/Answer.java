package org.cairn.explorer.page;

/** What a page answers. */
public sealed interface Answer {
  /**
   * A page of HTML.
   *
   * @param template below {@code WEB-INF/templates}, without its ending
   * @param model the template's variable {@code page}
   */
  record Html(int status, String template, Object model) implements Answer {}

  /** Go to another page of the explorer; {@code path} begins with a slash. */
  record Redirect(String path) implements Answer {}

  /** Plain text: raw forms. */
  record Text(String content) implements Answer {}

  static Answer html(String template, Object model) {
    return new Html(200, template, model);
  }

  static Answer notFound(Notice notice) {
    return new Html(404, "error/notice", notice);
  }

  /** The request itself makes no sense. */
  static Answer badRequest(String title, String sentence) {
    return new Html(400, "error/notice", Notice.of("400", title, sentence));
  }
}

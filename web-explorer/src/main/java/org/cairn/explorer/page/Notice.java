package org.cairn.explorer.page;

import java.util.List;

/**
 * A page that says why there is no other, and where to go on.
 *
 * @param code status that the page is sent with
 */
public record Notice(String code, String title, List<String> sentences, List<Link> links) {
  public static Notice of(String code, String title, String... sentences) {
    return new Notice(code, title, List.of(sentences), List.of());
  }

  public static Notice notFound(String title, String... sentences) {
    return of("404", title, sentences);
  }

  public Notice with(Link... more) {
    return new Notice(code, title, sentences, List.of(more));
  }
}

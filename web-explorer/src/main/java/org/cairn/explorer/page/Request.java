package org.cairn.explorer.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a page sees it.
 *
 * @param path what follows the page's name in the URL, split at slashes and decoded; has no empty
 *     segments
 * @param parameters of the query, the first value of each
 * @param now when the request came
 */
public record Request(List<String> path, Map<String, String> parameters, Instant now) {
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The only segment of the path; empty if there is none or more than one. */
  public Optional<String> only() {
    return path.size() == 1 ? Optional.of(path.getFirst()) : Optional.empty();
  }
}

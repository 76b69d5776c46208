package org.cairn.explorer.part;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cairn.explorer.page.Keys;
import org.cairn.explorer.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list that is whole in memory and may be too long for one page.
 *
 * @param range the rows shown, in words, such as {@code 51 to 100 of 240}
 * @param previous first row of the slice before; null on the first
 * @param next first row of the slice behind; null on the last
 */
public record Slice<T>(
    List<T> rows, String total, String range, @Nullable String previous, @Nullable String next) {
  /**
   * The slice that {@code key} names by its first row; the first one without a key. Empty if the
   * key is no row of the list. Only rows of the slice are made.
   */
  public static <S, T> Optional<Slice<T>> of(
      List<S> all, Optional<String> key, int size, Function<S, T> row) {
    long from = key.isEmpty() ? 0 : Keys.number(key.get()).orElse(-1L);
    if (from < 0 || from > 0 && from >= all.size()) {
      return Optional.empty();
    }
    int start = (int) from;
    int end = Math.min(all.size(), start + size);
    return Optional.of(
        new Slice<>(
            all.subList(start, end).stream().map(row).toList(),
            Numbers.grouped(all.size()),
            end - start == all.size()
                ? ""
                : Numbers.grouped(start + 1)
                    + " to "
                    + Numbers.grouped(end)
                    + " of "
                    + Numbers.grouped(all.size()),
            start == 0 ? null : Integer.toString(Math.max(0, start - size)),
            end == all.size() ? null : Integer.toString(end)));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }
}

package org.cairn.explorer.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.cairn.explorer.part.AddressPart;
import org.cairn.explorer.part.BlockRow;
import org.cairn.explorer.text.Numbers;
import org.cairn.node.query.BlockSummary;
import org.cairn.protocol.bytes.Address;

/**
 * The last blocks as a drawing: a bar for each, the older ones left, as high as the share of gas
 * that was used (up to the least round share that holds them all), in the colour of its author and
 * with the author's letter below; dots where blocks are missing by the chain's own pace.
 *
 * <p>Units are those of an SVG view box of {@code width} by {@link #HEIGHT}.
 *
 * @param top what the top of the drawing stands for: the gas limit or a part of it
 * @param bars oldest first
 * @param gaps places of missing blocks, in x
 * @param authors those of the bars, in order of letters
 */
public record Strip(
    int width,
    String top,
    List<Bar> bars,
    List<Integer> gaps,
    List<Author> authors,
    String summary) {
  /** Height of the view box; letters stand below the bars. */
  public static final int HEIGHT = 72;

  private static final int BASE = 60;
  private static final int STEP = 10;
  private static final int[] SCALES = {5, 10, 25, 50, 100};
  private static final int MOST_GAPS = 30;
  private static final int MOST_GAPS_AT_ONCE = 5;

  /** A block; {@code y} and {@code height} are those of its bar. */
  public record Bar(
      int x, int y, int height, String letter, String colour, String title, BlockRow block) {}

  /** An author of blocks in the strip. */
  public record Author(String letter, AddressPart address, String share) {}

  /** {@code recent} newest first, not empty. */
  public static Strip of(List<BlockSummary> recent, Instant now) {
    List<BlockSummary> blocks = recent.reversed();
    Map<Address, Integer> counts = new LinkedHashMap<>();
    blocks.forEach(block -> counts.merge(block.author(), 1, Integer::sum));
    List<Address> order =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Address, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    List<Bar> bars = new ArrayList<>();
    List<Integer> gaps = new ArrayList<>();
    long pace = pace(blocks);
    int scale = scale(blocks);
    int x = 0;
    for (int i = 0; i < blocks.size(); i++) {
      int missing = i == 0 ? 0 : missing(blocks.get(i - 1), blocks.get(i), pace);
      for (int gap = 0; gap < missing && gaps.size() < MOST_GAPS; gap++, x += STEP) {
        gaps.add(x + STEP / 2);
      }
      bars.add(bar(blocks.get(i), x, scale, letter(order.indexOf(blocks.get(i).author())), now));
      x += STEP;
    }
    List<Author> authors =
        order.stream()
            .map(author -> author(author, order, counts.get(author), blocks.size()))
            .toList();
    return new Strip(
        x, scale + " %", bars, gaps, authors, summary(blocks, authors.size(), gaps.size()));
  }

  private static Bar bar(BlockSummary block, int x, int scale, String letter, Instant now) {
    BlockRow row = BlockRow.of(block, now);
    int height = 1 + (int) Math.round((BASE - 5) * Math.clamp(100 * share(block) / scale, 0, 1));
    String title =
        "Block %s: %s of gas used by %s, author %s, %s"
            .formatted(
                row.number(),
                row.gas().percent(),
                Numbers.counted(block.transactionCount(), "transaction", "transactions"),
                row.author().brief(),
                row.time().absolute());
    return new Bar(x + 1, BASE - height, height, letter, row.author().mark().colour(), title, row);
  }

  private static double share(BlockSummary block) {
    return block.gasLimit() <= 0 ? 0 : (double) block.gasUsed() / block.gasLimit();
  }

  /** The least round share, in percent, that no block exceeds. */
  private static int scale(List<BlockSummary> blocks) {
    double most = 100 * blocks.stream().mapToDouble(Strip::share).max().orElse(0);
    return IntStream.of(SCALES).filter(scale -> scale >= most).findFirst().orElse(100);
  }

  private static Author author(Address author, List<Address> order, int count, int blocks) {
    return new Author(
        letter(order.indexOf(author)),
        AddressPart.of(author),
        Numbers.counted(count, "block", "blocks") + ", " + Numbers.percent(count, blocks));
  }

  /** The middle one of the times between blocks, in seconds: what is usual for this chain. */
  private static long pace(List<BlockSummary> blocks) {
    long[] intervals = new long[blocks.size() - 1];
    for (int i = 1; i < blocks.size(); i++) {
      intervals[i - 1] = blocks.get(i).timestamp() - blocks.get(i - 1).timestamp();
    }
    Arrays.sort(intervals);
    return intervals.length == 0 ? 0 : intervals[intervals.length / 2];
  }

  /** How many blocks of the usual pace would have fitted between two. */
  private static int missing(BlockSummary before, BlockSummary after, long pace) {
    long waited = after.timestamp() - before.timestamp();
    return pace <= 0 || waited < 2 * pace
        ? 0
        : (int) Math.min(MOST_GAPS_AT_ONCE, Math.round((double) waited / pace) - 1);
  }

  private static String letter(int place) {
    return place < 26 ? String.valueOf((char) ('A' + place)) : "·";
  }

  private static String summary(List<BlockSummary> blocks, int authors, int gaps) {
    return "Gas used by blocks %s to %s, by %s; %s. A table follows."
        .formatted(
            Numbers.grouped(blocks.getFirst().number()),
            Numbers.grouped(blocks.getLast().number()),
            Numbers.counted(authors, "author", "authors"),
            gaps == 0
                ? "no gaps"
                : "gaps of " + Numbers.counted(gaps, "missing block", "missing blocks"));
  }

  /** A quotient with one decimal, or none if it is whole; a dash where there is nothing. */
  static String average(long sum, long count) {
    if (count <= 0) {
      return "–";
    }
    String text = String.format(Locale.ROOT, "%,.1f", (double) sum / count);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}

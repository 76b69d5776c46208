package org.cairn.explorer.part;

import org.cairn.protocol.bytes.Address;

/**
 * A small picture by which the eye finds an address again: a grid of five by five cells, mirrored,
 * in one colour. Both depend on every bit of the address.
 *
 * @param path outline of the filled cells, as an SVG path in a view box of 5 by 5
 * @param colour as SVG takes it; of middle lightness, so that it shows on light and on dark ground
 */
public record Mark(String path, String colour) {
  private static final int CELLS = 5;
  private static final int HUES = 24;

  /** The bits of the left half and the middle of the grid. */
  private static final long HALF = (1 << 15) - 1;

  /** With fewer bits than these the negative is drawn, so that every mark is seen. */
  private static final int FEWEST = 6;

  public static Mark of(Address address) {
    long bits = mix(address.high() ^ mix(address.middle() ^ mix(address.low())));
    if (Long.bitCount(bits & HALF) < FEWEST) {
      bits ^= HALF;
    }
    return new Mark(path(bits), colour(bits >>> 40));
  }

  private static String colour(long bits) {
    long hue = Math.floorMod(bits, HUES) * (360 / HUES);
    long lightness = 42 + bits / HUES % 3 * 7;
    return "hsl(" + hue + " 62% " + lightness + "%)";
  }

  private static String path(long bits) {
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < CELLS; row++) {
      int half = (int) (bits >>> 3 * row) & 7;
      int line = half | (half & 2) << 2 | (half & 1) << 4;
      for (int column = 0; column < CELLS; column++) {
        int length = Integer.numberOfTrailingZeros(~(line >> column));
        if (length > 0) {
          path.append('M').append(column).append(' ').append(row).append('h').append(length);
          path.append("v1h-").append(length).append('z');
          column += length;
        }
      }
    }
    return path.isEmpty() ? "M0 0h5v5h-5z" : path.toString();
  }

  /** The finaliser of SplitMix64: every bit of the input changes about half of the output. */
  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}

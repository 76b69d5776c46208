package org.cairn.p2p;

/** Lets through so many at once, and so many in a time from then on. Not thread-safe. */
final class TokenBucket {
  private final double capacity;
  private final double perNano;
  private double tokens;
  private long filledAt;

  /** Full at the moment {@code now}; all times in nanoseconds of one clock. */
  TokenBucket(int capacity, long nanosToRefill, long now) {
    this.capacity = capacity;
    this.perNano = (double) capacity / nanosToRefill;
    this.tokens = capacity;
    this.filledAt = now;
  }

  /** Takes one if there is one. */
  boolean tryTake(long now) {
    refill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** Takes one, if need be from the future: returns how many nanoseconds to wait for it. */
  long take(long now) {
    refill(now);
    tokens--;
    return tokens >= 0 ? 0 : Math.round(-tokens / perNano);
  }

  private void refill(long now) {
    tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
    filledAt = now;
  }
}

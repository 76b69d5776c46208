package org.cairn.protocol.consensus;

import java.util.Locale;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;

/** A block breaks a rule. The message has the numbers and ends with the block's number and hash. */
public final class ConsensusException extends RuntimeException {
  private final String rule;
  private final long number;
  private final Hash32 hash;

  private ConsensusException(String rule, String message, long number, Hash32 hash) {
    super(message);
    this.rule = rule;
    this.number = number;
    this.hash = hash;
  }

  /**
   * Says what is wrong with a block.
   *
   * @param rule short name of the rule, such as {@code gasLimit}
   * @param format as of {@link String#format}
   */
  @SuppressWarnings("AnnotateFormatMethod")
  public static ConsensusException of(Header header, String rule, String format, Object... values) {
    Hash32 hash = header.hash();
    String what = String.format(Locale.ROOT, format, values);
    return new ConsensusException(
        rule, what + " in block " + header.number() + " " + hash, header.number(), hash);
  }

  /** Short name of the rule that is broken. */
  public String rule() {
    return rule;
  }

  public long number() {
    return number;
  }

  public Hash32 hash() {
    return hash;
  }
}

package org.cairn.node.chain;

import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;
import org.jspecify.annotations.Nullable;

/**
 * A block that breaks a rule. The message is one sentence that names the block, the rule and both
 * values.
 */
public final class BlockRejectedException extends RuntimeException {
  private final Header header;
  private final Hash32 hash;
  private final String rule;
  private final boolean lasting;

  private BlockRejectedException(
      Header header,
      Hash32 hash,
      String rule,
      String reason,
      boolean lasting,
      @Nullable Throwable cause) {
    super(
        "block " + header.number() + " " + hash + " was refused (" + rule + "): " + reason, cause);
    this.header = header;
    this.hash = hash;
    this.rule = rule;
    this.lasting = lasting;
  }

  /** The header is wrong, or the body is not the header's: another body may be right. */
  static BlockRejectedException atSight(
      Header header, Hash32 hash, String rule, String reason, @Nullable Throwable cause) {
    return new BlockRejectedException(header, hash, rule, reason, false, cause);
  }

  /** The header's own body was executed and is wrong: the hash will never be valid. */
  static BlockRejectedException forGood(
      Header header, Hash32 hash, String rule, String reason, @Nullable Throwable cause) {
    return new BlockRejectedException(header, hash, rule, reason, true, cause);
  }

  public long number() {
    return header.number();
  }

  Header header() {
    return header;
  }

  public Hash32 hash() {
    return hash;
  }

  /** Name of the rule. */
  public String rule() {
    return rule;
  }

  /** Whether the hash can never become valid. */
  boolean lasting() {
    return lasting;
  }
}

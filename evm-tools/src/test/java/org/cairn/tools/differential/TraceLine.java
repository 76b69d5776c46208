package org.cairn.tools.differential;

import java.util.regex.Pattern;

/** Lines of a trace as they are compared. */
final class TraceLine {
  private static final Pattern COST =
      Pattern.compile("\"gasCost\":\"0x[0-9a-f]+\"|\"refund\":[0-9]+");
  private static final Pattern OUT_OF_GAS =
      Pattern.compile("\"error\":\"(out of gas[^\"]*|gas uint64 overflow)\"");
  private static final Pattern STACK = Pattern.compile("\"error\":\"stack (underflow|limit)");

  private TraceLine() {}

  /**
   * Whether two lines say the same. Where gas or the stack does not suffice, clients stop adding up
   * the price and the refund at different places and word the lack of gas differently, and
   * precompiled contracts word failures as their libraries do: there only the kind of failure
   * counts.
   */
  static boolean same(String theirs, String ours) {
    return theirs.equals(ours) || plain(theirs).equals(plain(ours));
  }

  private static String plain(String line) {
    int error = line.indexOf("\"error\":");
    if (error < 0) {
      return line;
    }
    if (line.startsWith("{\"output\"")) {
      return line.substring(0, error);
    }
    if (OUT_OF_GAS.matcher(line).find()) {
      return COST.matcher(line.substring(0, error)).replaceAll("") + "out of gas";
    }
    return STACK.matcher(line).find() ? COST.matcher(line).replaceAll("") : line;
  }
}

package org.cairn.tools.suite;

import java.util.List;
import java.util.Optional;
import org.cairn.tools.fixture.TestCase;

/**
 * A test that is not run, and why.
 *
 * @param file how the file's path ends
 */
public record Skip(String file, String reason) {
  /** There are no others. */
  public static final List<Skip> ALL =
      List.of(
          new Skip(
              "Constantinople/BlockchainTests/ValidBlocks/bcStateTests/randomStatetest94.json",
              "One KECCAK256 over 1.57 GB of memory, which 4,715,483,870,748 gas pay for in a block"
                  + " whose gas limit is 2^63. A frame's memory ends at 256 MB here, which is what"
                  + " 1.3 * 10^11 gas buy: some thousand times the gas of any public chain's"
                  + " blocks. A bound that is the same on every machine was chosen over one that"
                  + " depends on the heap, because nodes must not disagree about a block."));

  static Optional<Skip> of(TestCase test) {
    return ALL.stream().filter(skip -> test.file().endsWith(skip.file)).findFirst();
  }
}

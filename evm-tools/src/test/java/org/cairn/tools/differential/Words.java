package org.cairn.tools.differential;

import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.uint.U256;

/** Operands that make instructions do something, or fail in the ways that they can. */
final class Words {
  private static final U256[] EDGES = {
    U256.ZERO,
    U256.ONE,
    U256.of(2),
    U256.of(31),
    U256.of(32),
    U256.of(33),
    U256.of(255),
    U256.of(256),
    U256.of(0xffff),
    U256.of(1L << 32),
    U256.of(Integer.MAX_VALUE),
    U256.of(Long.MAX_VALUE),
    U256.of(0x1fffffffe0L),
    U256.of(0x1fffffffe1L),
    U256.of(0, 0, 0, -32),
    U256.of(0, 0, 0, -1),
    U256.of(0, 0, 1, 0),
    U256.of(0, 0, -1, -1),
    U256.of(0, 1, 0, 0),
    U256.of(1, 0, 0, 0),
    U256.of(Long.MAX_VALUE, -1, -1, -1),
    U256.of(Long.MIN_VALUE, 0, 0, 0),
    U256.of(-1, -1, -1, -2),
    U256.MAX,
  };

  private final Random random;
  private final List<Address> known;
  private final boolean dear;

  /**
   * @param dear whether places and sizes in memory are often such as nobody can pay for
   */
  Words(Random random, List<Address> known, boolean dear) {
    this.random = random;
    this.known = known;
    this.dear = dear;
  }

  U256 any() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> EDGES[random.nextInt(EDGES.length)];
      case 2, 3, 4 -> small();
      case 5 -> U256.read(address().toArray(), 0, 20);
      default -> bits(1 + random.nextInt(256));
    };
  }

  U256 small() {
    return U256.of(random.nextInt(random.nextInt(4) == 0 ? 300 : 9));
  }

  private U256 bits(int count) {
    byte[] bytes = new byte[(count + 7) / 8];
    random.nextBytes(bytes);
    return U256.read(bytes, 0, bytes.length);
  }

  /** Where memory begins that an instruction reads or writes: mostly near. */
  U256 offset() {
    if (dear && random.nextInt(10) == 0) {
      return far();
    }
    return switch (random.nextInt(60)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> U256.of(random.nextInt(100_000));
      default -> U256.of(random.nextInt(3) == 0 ? random.nextInt(400) : 32 * random.nextInt(5));
    };
  }

  private U256 far() {
    return random.nextBoolean()
        ? EDGES[random.nextInt(EDGES.length)]
        : bits(8 + random.nextInt(64));
  }

  U256 size() {
    if (dear && random.nextInt(14) == 0) {
      return far();
    }
    return switch (random.nextInt(60)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> U256.of(random.nextInt(60_000));
      case 2, 3, 4, 5, 6 -> U256.ZERO;
      default -> U256.of(random.nextInt(3) == 0 ? random.nextInt(300) : 32 * random.nextInt(4));
    };
  }

  /** An account of the state, a precompiled contract or nobody. */
  Address address() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> precompile();
      case 2 -> Address.of(0x9000 + random.nextInt(4));
      default -> known.get(random.nextInt(known.size()));
    };
  }

  Address precompile() {
    int number = 1 + random.nextInt(19);
    return Address.of(number == 19 ? 0x100 : number);
  }
}

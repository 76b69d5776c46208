package org.cairn.protocol.evm;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.cairn.protocol.bytes.Bytes;

/** Programs of random instructions with operands that make many of them do something. */
final class RandomPrograms {
  private static final int[] CALLS = {0xf0, 0xf1, 0xf2, 0xf4, 0xf5, 0xfa};

  private RandomPrograms() {}

  static Bytes next(Random random) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    int instructions = 5 + random.nextInt(80);
    for (int i = 0; i < instructions; i++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> pushSmall(random, code);
        case 4 -> pushWide(random, code);
        case 5 -> code.write(0x80 + random.nextInt(32));
        case 6 -> code.write(0x5b);
        case 7 -> jump(random, code);
        case 8 -> call(random, code);
        case 9 -> code.write(0x30 + random.nextInt(0x30));
        case 10 -> code.write(random.nextInt(0x20));
        default -> code.write(random.nextInt(256));
      }
    }
    return Bytes.wrap(code.toByteArray());
  }

  private static void pushSmall(Random random, ByteArrayOutputStream code) {
    code.write(0x60);
    code.write(random.nextInt(8) == 0 ? random.nextInt(256) : 32 * random.nextInt(4));
  }

  private static void pushWide(Random random, ByteArrayOutputStream code) {
    int size = 1 + random.nextInt(32);
    byte[] word = new byte[size];
    random.nextBytes(word);
    code.write(0x5f + size);
    code.writeBytes(word);
  }

  private static void jump(Random random, ByteArrayOutputStream code) {
    int at = code.size();
    code.write(0x60);
    code.write(random.nextBoolean() ? Math.min(255, at + 3) : random.nextInt(100));
    code.write(0x56 + random.nextInt(2));
    code.write(0x5b);
  }

  private static void call(Random random, ByteArrayOutputStream code) {
    for (int i = 0; i < 7; i++) {
      if (i == 5) {
        code.write(random.nextInt(3) == 0 ? 0x30 : 0x60);
        if (code.toByteArray()[code.size() - 1] == 0x60) {
          code.write(1 + random.nextInt(10));
        }
      } else if (i == 6) {
        code.write(0x5a);
      } else {
        pushSmall(random, code);
      }
    }
    code.write(CALLS[random.nextInt(CALLS.length)]);
  }
}

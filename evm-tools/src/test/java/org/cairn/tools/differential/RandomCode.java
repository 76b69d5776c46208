package org.cairn.tools.differential;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.uint.U256;

/**
 * Programs of pieces that each push what they need. A few bytes among them are any: most programs
 * run far, some run into every kind of halt.
 */
final class RandomCode {
  private static final int[] BINARY = {
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17,
    0x18, 0x1a, 0x1b, 0x1c, 0x1d
  };
  private static final int[] UNARY = {0x15, 0x19, 0x1e, 0x31, 0x35, 0x3b, 0x3f, 0x40, 0x49};
  private static final int[] PUSHING = {
    0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
    0x4a, 0x58, 0x59, 0x5a, 0x5f
  };
  private static final int[] CALLS = {0xf1, 0xf1, 0xf1, 0xf2, 0xf4, 0xf4, 0xfa};
  private static final int MOST_NESTING = 2;

  private final Random random;
  private final Words words;
  private final PrecompileInputs inputs;
  private final int age;
  private final boolean tight;
  private ByteArrayOutputStream code = new ByteArrayOutputStream();

  /**
   * @param age how late the instructions may be that come often: 0 Frontier .. 5 Osaka
   * @param tight whether gas is to end at many places
   */
  RandomCode(Random random, List<Address> known, PrecompileInputs inputs, int age, boolean tight) {
    this.random = random;
    this.words = new Words(random, known, tight);
    this.inputs = inputs;
    this.age = age;
    this.tight = tight;
  }

  Bytes next() {
    return next(0);
  }

  private Bytes next(int nesting) {
    ByteArrayOutputStream outer = code;
    code = new ByteArrayOutputStream();
    int pieces = 1 + random.nextInt(nesting == 0 ? 24 : 6);
    for (int i = 0; i < pieces; i++) {
      piece(nesting);
    }
    ending();
    Bytes done = Bytes.wrap(code.toByteArray());
    code = outer;
    return done;
  }

  private void piece(int nesting) {
    switch (random.nextInt(32)) {
      case 0, 1, 2, 3 -> binary();
      case 4 -> unary();
      case 5 -> ternary();
      case 6, 7 -> pushing();
      case 8, 9, 10 -> memory();
      case 11 -> copy();
      case 12, 13, 14, 15 -> storage();
      case 16, 17 -> jump(nesting);
      case 18 -> loop(nesting);
      case 19, 20, 21 -> call();
      case 22, 23 -> precompile();
      case 24, 25 -> create(nesting);
      case 26 -> log();
      case 27 -> put(0x80 + random.nextInt(32));
      case 28 -> hash();
      case 29 -> push(words.any());
      case 30 -> returnData();
      default -> rare();
    }
  }

  private void rare() {
    switch (random.nextInt(5)) {
      case 0 -> put(random.nextInt(256));
      case 1 -> selfDestruct();
      case 2 -> put(0x5b);
      case 3 -> ending();
      default -> put(0x50);
    }
  }

  private void put(int opcode) {
    code.write(opcode);
  }

  private void push(U256 word) {
    byte[] bytes = word.toMinimalBytes().toArray();
    if (bytes.length == 0) {
      bytes = new byte[1];
    }
    put(0x5f + bytes.length);
    code.writeBytes(bytes);
  }

  private void push(long word) {
    push(U256.of(word));
  }

  private void pushAddress() {
    if (random.nextInt(12) == 0) {
      put(random.nextBoolean() ? 0x30 : 0x33);
    } else {
      push(U256.read(words.address().toArray(), 0, 20));
    }
  }

  private void result() {
    if (random.nextInt(4) != 0) {
      put(0x50);
    }
  }

  private int known(int opcode, int sinceAge, int instead) {
    return age >= sinceAge || random.nextInt(100) == 0 ? opcode : instead;
  }

  private void binary() {
    push(words.any());
    push(words.any());
    int opcode = BINARY[random.nextInt(BINARY.length)];
    put(opcode >= 0x1b ? known(opcode, 1, 0x03) : opcode);
    if (random.nextInt(3) == 0) {
      push(words.small());
      put(0x55);
    } else {
      result();
    }
  }

  private void unary() {
    int opcode = UNARY[random.nextInt(UNARY.length)];
    push(opcode == 0x40 ? U256.of(random.nextInt(400)) : words.any());
    put(
        switch (opcode) {
          case 0x1e -> known(opcode, 5, 0x19);
          case 0x3f -> known(opcode, 1, 0x3b);
          case 0x49 -> known(opcode, 4, 0x19);
          default -> opcode;
        });
    result();
  }

  private void ternary() {
    push(words.any());
    push(words.any());
    push(words.any());
    put(0x08 + random.nextInt(2));
    result();
  }

  private void pushing() {
    int opcode = PUSHING[random.nextInt(PUSHING.length)];
    put(
        switch (opcode) {
          case 0x3d -> known(opcode, 1, 0x5a);
          case 0x46, 0x47 -> known(opcode, 2, 0x43);
          case 0x48 -> known(opcode, 3, 0x43);
          case 0x4a, 0x5f -> known(opcode, 4, 0x43);
          default -> opcode;
        });
    if (random.nextInt(3) == 0) {
      push(words.small());
      put(0x55);
    } else {
      result();
    }
  }

  private void memory() {
    switch (random.nextInt(4)) {
      case 0 -> {
        push(words.offset());
        put(0x51);
        result();
      }
      case 1 -> {
        push(words.any());
        push(words.offset());
        put(0x53);
      }
      default -> {
        push(words.any());
        push(words.offset());
        put(0x52);
      }
    }
  }

  private void copy() {
    push(words.size());
    push(words.offset());
    push(words.offset());
    switch (random.nextInt(4)) {
      case 0 -> put(0x37);
      case 1 -> put(0x39);
      case 2 -> {
        pushAddress();
        put(0x3c);
      }
      default -> put(known(0x5e, 4, 0x37));
    }
  }

  private void returnData() {
    if (random.nextInt(4) == 0) {
      push(words.size());
      push(words.size());
    } else {
      put(known(0x3d, 1, 0x36));
      push(0);
    }
    push(words.offset());
    put(known(0x3e, 1, 0x37));
  }

  private void storage() {
    switch (random.nextInt(6)) {
      case 0 -> {
        push(random.nextInt(5));
        put(0x54);
        result();
      }
      case 1 -> {
        push(random.nextInt(3));
        put(known(0x5c, 4, 0x54));
        result();
      }
      case 2 -> {
        push(words.small());
        push(random.nextInt(3));
        put(known(0x5d, 4, 0x55));
      }
      default -> {
        push(random.nextInt(3));
        push(random.nextInt(8) == 0 ? words.any() : U256.of(random.nextInt(5)));
        put(0x55);
      }
    }
  }

  private void hash() {
    push(words.size());
    push(words.offset());
    put(0x20);
    result();
  }

  private void log() {
    int topics = random.nextInt(5);
    for (int i = 0; i < topics; i++) {
      push(words.any());
    }
    push(words.size());
    push(words.offset());
    put(0xa0 + topics);
  }

  /** A conditional jump over a piece; sometimes to a place that is none. */
  private void jump(int nesting) {
    push(random.nextInt(2));
    ByteArrayOutputStream outer = code;
    code = new ByteArrayOutputStream();
    piece(nesting);
    byte[] skipped = code.toByteArray();
    code = outer;
    int target = code.size() + 4 + skipped.length + (random.nextInt(40) == 0 ? 1 : 0);
    put(0x61);
    put(target >> 8);
    put(target);
    put(0x57);
    code.writeBytes(skipped);
    put(0x5b);
  }

  private void loop(int nesting) {
    push(1 + random.nextInt(random.nextInt(20) == 0 ? 2000 : 5));
    int start = code.size();
    put(0x5b);
    if (random.nextBoolean()) {
      piece(nesting);
    }
    push(1);
    put(0x90);
    put(0x03);
    put(0x80);
    put(0x61);
    put(start >> 8);
    put(start);
    put(0x57);
    put(0x50);
  }

  private void call() {
    int opcode = CALLS[random.nextInt(CALLS.length)];
    opcode = opcode == 0xfa ? known(opcode, 1, 0xf1) : opcode;
    push(words.size());
    push(words.offset());
    push(words.size());
    push(words.offset());
    if (opcode == 0xf1 || opcode == 0xf2) {
      push(random.nextInt(3) != 0 ? U256.ZERO : random.nextInt(6) == 0 ? words.any() : U256.ONE);
    }
    pushAddress();
    gas();
    put(opcode);
    result();
  }

  private void gas() {
    if (tight && random.nextBoolean()) {
      push(random.nextInt(1 << (4 + random.nextInt(14))));
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> push(words.any());
      case 1 -> push(random.nextInt(10_000));
      case 2 -> push(50_000L + random.nextInt(200_000));
      default -> put(0x5a);
    }
    if (age == 0 && random.nextInt(4) != 0) {
      // before EIP-150 all gas is more than is left when the call has been paid
      put(0x50);
      if (random.nextInt(3) == 0) {
        push(100 + random.nextInt(1_000));
        put(0x5a);
        put(0x03);
      } else {
        push(random.nextInt(30_000));
      }
    }
  }

  private void precompile() {
    byte[] input = inputs.next(random);
    write(input);
    boolean value = random.nextInt(12) == 0;
    push(random.nextInt(200));
    push(32 * random.nextInt(4));
    push(random.nextInt(15) == 0 ? words.size() : U256.of(input.length));
    push(0);
    if (value || age == 0) {
      push(value ? 1 : 0);
    }
    int number = 1 + random.nextInt(age < 1 ? 4 : age < 2 ? 8 : age < 4 ? 9 : 18);
    push(number == 18 ? 0x100 : number);
    gas();
    put(value || age == 0 ? 0xf1 : known(0xfa, 1, 0xf4));
    result();
  }

  /** Puts bytes at the beginning of memory. */
  private void write(byte[] bytes) {
    for (int i = 0; i < bytes.length; i += 32) {
      byte[] word = new byte[32];
      System.arraycopy(bytes, i, word, 0, Math.min(32, bytes.length - i));
      push(U256.read(word, 0, 32));
      push(i);
      put(0x52);
    }
  }

  private void create(int nesting) {
    Bytes init = initCode(nesting);
    write(init.shared());
    boolean salted = random.nextBoolean();
    if (salted) {
      push(random.nextInt(3));
    }
    push(random.nextInt(12) == 0 ? words.size() : U256.of(init.length()));
    push(random.nextInt(20) == 0 ? words.offset() : U256.ZERO);
    push(random.nextInt(4) == 0 ? 1 : 0);
    put(salted ? known(0xf5, 1, 0xf0) : 0xf0);
    if (random.nextInt(3) != 0) {
      callCreated();
    } else {
      result();
    }
  }

  /** Calls the account whose address is on top, and takes the address away. */
  private void callCreated() {
    for (int i = 0; i < 4; i++) {
      push(0);
    }
    push(random.nextInt(2));
    put(0x85);
    push(60_000 + random.nextInt(30_000));
    put(0xf1);
    put(0x50);
    put(0x50);
  }

  private Bytes initCode(int nesting) {
    if (nesting < MOST_NESTING && random.nextInt(3) == 0) {
      return next(nesting + 1);
    }
    Bytes runtime = nesting < MOST_NESTING ? next(nesting + 1) : Bytes.of("33ff");
    int length = runtime.length();
    ByteArrayOutputStream init = new ByteArrayOutputStream();
    // copies what follows it into memory and returns it
    init.writeBytes(
        new byte[] {
          0x61,
          (byte) (length >> 8),
          (byte) length,
          (byte) 0x80,
          0x60,
          0x0b,
          0x60,
          0,
          0x39,
          0x60,
          0,
          (byte) 0xf3
        });
    byte[] all = init.toByteArray();
    all[5] = (byte) all.length;
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(all);
    whole.writeBytes(runtime.shared());
    return Bytes.wrap(whole.toByteArray());
  }

  private void selfDestruct() {
    pushAddress();
    put(0xff);
  }

  private void ending() {
    switch (random.nextInt(9)) {
      case 0, 1 -> put(0x00);
      case 2, 3, 4 -> {
        push(words.size());
        push(words.offset());
        put(0xf3);
      }
      case 5 -> {
        push(words.size());
        push(words.offset());
        put(known(0xfd, 1, 0xf3));
      }
      case 6 -> selfDestruct();
      case 7 -> put(random.nextInt(4) == 0 ? 0xfe : 0x00);
      default -> put(0x5b);
    }
  }
}

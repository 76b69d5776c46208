package org.cairn.protocol.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/**
 * The curve by libsecp256k1 through the foreign function interface.
 *
 * <p>Memory: every thread keeps one native block with a fixed place for each argument, so that a
 * call allocates nothing outside the heap. The block is freed some time after its thread ended.
 *
 * <p>Safety: the library aborts the process on arguments that break its contract; everything that
 * it does not check by itself (recovery id, lengths) is checked here first. Its context is
 * randomised once against side channels and only read afterwards. Thread-safe.
 *
 * <p>Unloading: everything native belongs to automatic arenas that this object alone keeps alive,
 * so that it goes away with the class loader of an application that is deployed again.
 */
public final class NativeSecp256k1 implements Secp256k1 {
  /** Of struct secp256k1_pubkey and of a serialised one (0x04, x, y). */
  private static final long KEY = 0;

  private static final long SERIALIZED = 64;
  private static final long SERIALIZED_LENGTH = 136;
  private static final long MESSAGE = 144;

  /** r and s of 32 bytes each, or a private key and the x coordinate of a shared point. */
  private static final long COMPACT = 176;

  /** Of struct secp256k1_ecdsa_recoverable_signature (65 bytes) or secp256k1_ecdsa_signature. */
  private static final long SIGNATURE = 240;

  private static final long RECOVERY_ID = 312;
  private static final long BLOCK_SIZE = 320;

  private static final int SECP256K1_CONTEXT_NONE = 1;
  private static final int SECP256K1_EC_UNCOMPRESSED = 2;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final ThreadLocal<MemorySegment> blocks =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(BLOCK_SIZE, 16));
  private final MemorySegment context;
  private final MemorySegment plainX;
  private final MethodHandle parseRecoverable;
  private final MethodHandle recover;
  private final MethodHandle signRecoverable;
  private final MethodHandle serializeRecoverable;
  private final MethodHandle parseCompact;
  private final MethodHandle normalize;
  private final MethodHandle verify;
  private final MethodHandle parseKey;
  private final MethodHandle createKey;
  private final MethodHandle serializeKey;
  private final MethodHandle ecdh;

  private NativeSecp256k1(SymbolLookup library) {
    Binder bind = new Binder(Linker.nativeLinker(), library);
    parseRecoverable =
        bind.function(
            "secp256k1_ecdsa_recoverable_signature_parse_compact",
            ADDRESS,
            ADDRESS,
            ADDRESS,
            JAVA_INT);
    recover = bind.function("secp256k1_ecdsa_recover", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    signRecoverable =
        bind.function(
            "secp256k1_ecdsa_sign_recoverable",
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    serializeRecoverable =
        bind.function(
            "secp256k1_ecdsa_recoverable_signature_serialize_compact",
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    parseCompact =
        bind.function("secp256k1_ecdsa_signature_parse_compact", ADDRESS, ADDRESS, ADDRESS);
    normalize = bind.function("secp256k1_ecdsa_signature_normalize", ADDRESS, ADDRESS, ADDRESS);
    verify = bind.function("secp256k1_ecdsa_verify", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    parseKey = bind.function("secp256k1_ec_pubkey_parse", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    createKey = bind.function("secp256k1_ec_pubkey_create", ADDRESS, ADDRESS, ADDRESS);
    serializeKey =
        bind.function(
            "secp256k1_ec_pubkey_serialize", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    ecdh = bind.function("secp256k1_ecdh", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    plainX = bind.plainX();
    context = createContext(bind);
  }

  /** Binds the library inside the class path; empty where there is none for this machine. */
  public static Optional<NativeSecp256k1> load() {
    return NativeLibrary.secp256k1().map(NativeSecp256k1::new);
  }

  private static MemorySegment createContext(Binder bind) {
    MethodHandle create = bind.pointerFunction("secp256k1_context_create", JAVA_INT);
    MethodHandle randomize = bind.function("secp256k1_context_randomize", ADDRESS, ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment made = (MemorySegment) create.invokeExact(SECP256K1_CONTEXT_NONE);
      byte[] seed = new byte[32];
      new SecureRandom().nextBytes(seed);
      MemorySegment nativeSeed = arena.allocateFrom(JAVA_BYTE, seed);
      if ((int) randomize.invokeExact(made, nativeSeed) != 1) {
        throw new IllegalStateException("libsecp256k1 did not randomise its context");
      }
      return made;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  @Override
  public Optional<Bytes> recover(Hash32 message, int recoveryId, U256 r, U256 s) {
    if ((recoveryId & ~3) != 0) {
      throw new IllegalArgumentException("a recovery id is 0..3, not " + recoveryId);
    }
    MemorySegment block = blocks.get();
    put(block, MESSAGE, message);
    put(block, COMPACT, r);
    put(block, COMPACT + 32, s);
    MemorySegment signature = block.asSlice(SIGNATURE, 65);
    try {
      if ((int)
                  parseRecoverable.invokeExact(
                      context, signature, block.asSlice(COMPACT, 64), recoveryId)
              == 1
          && (int)
                  recover.invokeExact(
                      context, block.asSlice(KEY, 64), signature, block.asSlice(MESSAGE, 32))
              == 1) {
        return Optional.of(serializedKey(block));
      }
      return Optional.empty();
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  @Override
  public Signature sign(Hash32 message, Hash32 privateKey) {
    requirePrivateKey(privateKey);
    MemorySegment block = blocks.get();
    put(block, MESSAGE, reduced(message));
    put(block, COMPACT, privateKey);
    MemorySegment signature = block.asSlice(SIGNATURE, 65);
    MemorySegment compact = block.asSlice(COMPACT, 64);
    try {
      int signed =
          (int)
              signRecoverable.invokeExact(
                  context,
                  signature,
                  block.asSlice(MESSAGE, 32),
                  compact,
                  MemorySegment.NULL,
                  MemorySegment.NULL);
      int written =
          (int)
              serializeRecoverable.invokeExact(
                  context, compact, block.asSlice(RECOVERY_ID, 4), signature);
      if (signed != 1 || written != 1) {
        throw new IllegalStateException("libsecp256k1 did not sign");
      }
    } catch (Throwable e) {
      throw failure(e);
    }
    return new Signature(
        U256.of(hash(block, COMPACT)),
        U256.of(hash(block, COMPACT + 32)),
        block.get(JAVA_INT, RECOVERY_ID));
  }

  /** RFC 6979 reduces the message before it derives the nonce; the library leaves that out. */
  private static Hash32 reduced(Hash32 message) {
    U256 number = U256.of(message);
    return number.compareTo(ORDER) < 0 ? message : number.minus(ORDER).toHash();
  }

  @Override
  public boolean verify(Hash32 message, U256 r, U256 s, Bytes publicKey) {
    MemorySegment block = blocks.get();
    if (!parse(block, prefixed(publicKey))) {
      return false;
    }
    put(block, MESSAGE, message);
    put(block, COMPACT, r);
    put(block, COMPACT + 32, s);
    MemorySegment signature = block.asSlice(SIGNATURE, 64);
    try {
      if ((int) parseCompact.invokeExact(context, signature, block.asSlice(COMPACT, 64)) != 1) {
        return false;
      }
      int wasHigh = (int) normalize.invokeExact(context, signature, signature);
      return wasHigh >= 0
          && (int)
                  verify.invokeExact(
                      context, signature, block.asSlice(MESSAGE, 32), block.asSlice(KEY, 64))
              == 1;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  @Override
  public Bytes publicKey(Hash32 privateKey) {
    requirePrivateKey(privateKey);
    MemorySegment block = blocks.get();
    put(block, COMPACT, privateKey);
    try {
      int made =
          (int) createKey.invokeExact(context, block.asSlice(KEY, 64), block.asSlice(COMPACT, 32));
      if (made != 1) {
        throw new IllegalStateException("libsecp256k1 made no public key");
      }
      return serializedKey(block);
    } catch (Throwable e) {
      throw failure(e);
    } finally {
      wipe(block);
    }
  }

  @Override
  public Hash32 ecdh(Hash32 privateKey, Bytes publicKey) {
    requirePrivateKey(privateKey);
    MemorySegment block = blocks.get();
    if (!parse(block, prefixed(publicKey))) {
      throw new IllegalArgumentException("the public key is not on the curve");
    }
    put(block, COMPACT, privateKey);
    try {
      int made =
          (int)
              ecdh.invokeExact(
                  context,
                  block.asSlice(COMPACT + 32, 32),
                  block.asSlice(KEY, 64),
                  block.asSlice(COMPACT, 32),
                  plainX,
                  MemorySegment.NULL);
      if (made != 1) {
        throw new IllegalStateException("libsecp256k1 made no shared point");
      }
      return hash(block, COMPACT + 32);
    } catch (Throwable e) {
      throw failure(e);
    } finally {
      wipe(block);
    }
  }

  @Override
  public Optional<Bytes> decompress(Bytes publicKey) {
    byte[] encoded = publicKey.length() == 64 ? prefixed(publicKey) : publicKey.shared();
    boolean known =
        (encoded.length == 33 && (encoded[0] & ~1) == 2)
            || (encoded.length == 65 && encoded[0] == 4);
    MemorySegment block = blocks.get();
    try {
      return known && parse(block, encoded) ? Optional.of(serializedKey(block)) : Optional.empty();
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static void requirePrivateKey(Hash32 privateKey) {
    U256 number = U256.of(privateKey);
    if (number.isZero() || number.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("the private key is not within 1..n-1");
    }
  }

  private static byte[] prefixed(Bytes publicKey) {
    if (publicKey.length() != 64) {
      throw new IllegalArgumentException("a public key has 64 bytes, not " + publicKey.length());
    }
    byte[] out = new byte[65];
    out[0] = 4;
    publicKey.copyTo(out, 1);
    return out;
  }

  private boolean parse(MemorySegment block, byte[] encoded) {
    MemorySegment.copy(encoded, 0, block, JAVA_BYTE, SERIALIZED, encoded.length);
    try {
      return (int)
              parseKey.invokeExact(
                  context,
                  block.asSlice(KEY, 64),
                  block.asSlice(SERIALIZED, 65),
                  (long) encoded.length)
          == 1;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private Bytes serializedKey(MemorySegment block) throws Throwable {
    block.set(JAVA_LONG, SERIALIZED_LENGTH, 65);
    int written =
        (int)
            serializeKey.invokeExact(
                context,
                block.asSlice(SERIALIZED, 65),
                block.asSlice(SERIALIZED_LENGTH, 8),
                block.asSlice(KEY, 64),
                SECP256K1_EC_UNCOMPRESSED);
    if (written != 1) {
      throw new IllegalStateException("libsecp256k1 did not serialise a public key");
    }
    byte[] out = new byte[64];
    MemorySegment.copy(block, JAVA_BYTE, SERIALIZED + 1, out, 0, 64);
    return Bytes.wrap(out);
  }

  /** Private keys do not stay behind in native memory; signing overwrites its own. */
  private static void wipe(MemorySegment block) {
    block.asSlice(COMPACT, 64).fill((byte) 0);
  }

  private static void put(MemorySegment block, long at, Hash32 value) {
    for (int i = 0; i < 4; i++) {
      block.set(WORD, at + 8L * i, value.word(i));
    }
  }

  private static void put(MemorySegment block, long at, U256 value) {
    for (int i = 0; i < 4; i++) {
      block.set(WORD, at + 8L * i, value.word(i));
    }
  }

  private static Hash32 hash(MemorySegment block, long at) {
    return Hash32.of(
        block.get(WORD, at),
        block.get(WORD, at + 8),
        block.get(WORD, at + 16),
        block.get(WORD, at + 24));
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a call of libsecp256k1 failed", cause);
  }

  /** Binds functions of the library by name. */
  private record Binder(Linker linker, SymbolLookup library) {
    MethodHandle function(String name, MemoryLayout... parameters) {
      return linker.downcallHandle(
          library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
    }

    MethodHandle pointerFunction(String name, MemoryLayout... parameters) {
      return linker.downcallHandle(
          library.findOrThrow(name), FunctionDescriptor.of(ADDRESS, parameters));
    }

    /**
     * A secp256k1_ecdh_hash_function (output, x, y, data) that returns x as it is. It is put
     * together from methods of the JDK alone: native code holds on to what it calls back, and a
     * class of this library would never be unloaded with its application.
     */
    MemorySegment plainX() {
      AddressLayout coordinate =
          ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(32, JAVA_BYTE));
      try {
        MethodHandle copy =
            MethodHandles.publicLookup()
                .findVirtual(
                    MemorySegment.class,
                    "copyFrom",
                    MethodType.methodType(MemorySegment.class, MemorySegment.class));
        MethodHandle one =
            MethodHandles.dropArguments(
                MethodHandles.constant(int.class, 1), 0, MemorySegment.class);
        MethodHandle copyX =
            MethodHandles.dropArguments(
                MethodHandles.filterReturnValue(copy, one),
                2,
                MemorySegment.class,
                MemorySegment.class);
        return linker.upcallStub(
            copyX,
            FunctionDescriptor.of(JAVA_INT, coordinate, coordinate, ADDRESS, ADDRESS),
            Arena.ofAuto());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("MemorySegment.copyFrom is missing", e);
      }
    }
  }
}

package org.cairn.protocol.crypto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.cairn.protocol.uint.U256;

/**
 * The curve by libcrypto of OpenSSL 3 or 1.1.1, as the system has it, through the foreign function
 * interface.
 *
 * <p>Memory: the description of the group is made once, shared and only read. Numbers, points and
 * their context live for one call, which frees them whatever happens; making them is a small part
 * of it, and nothing is left behind by a thread or by an application that is undeployed.
 *
 * <p>The library is never unloaded, because threads that called it hold state of it until they end.
 * It must not clean up at the exit of the process either while some of them still calculate.
 */
final class OpenSslP256 implements P256 {
  private static final int NID_X9_62_PRIME256V1 = 415;
  private static final long OPENSSL_INIT_NO_ATEXIT = 0x80000;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MethodHandle newContext;
  private final MethodHandle freeContext;
  private final MethodHandle openContext;
  private final MethodHandle closeContext;
  private final MethodHandle takeNumber;
  private final MethodHandle readNumber;
  private final MethodHandle writeNumber;
  private final MethodHandle newPoint;
  private final MethodHandle freePoint;
  private final MethodHandle setAffine;
  private final MethodHandle affine;
  private final MethodHandle multiply;
  private final MethodHandle clearErrors;
  private final MemorySegment group;

  private OpenSslP256(SymbolLookup library) {
    Binder bind = new Binder(Linker.nativeLinker(), library);
    newContext = bind.pointer("BN_CTX_new");
    freeContext = bind.nothing("BN_CTX_free", ADDRESS);
    openContext = bind.nothing("BN_CTX_start", ADDRESS);
    closeContext = bind.nothing("BN_CTX_end", ADDRESS);
    takeNumber = bind.pointer("BN_CTX_get", ADDRESS);
    readNumber = bind.pointer("BN_bin2bn", ADDRESS, JAVA_INT, ADDRESS);
    writeNumber = bind.number("BN_bn2binpad", ADDRESS, ADDRESS, JAVA_INT);
    newPoint = bind.pointer("EC_POINT_new", ADDRESS);
    freePoint = bind.nothing("EC_POINT_free", ADDRESS);
    setAffine =
        bind.number("EC_POINT_set_affine_coordinates", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    affine =
        bind.number("EC_POINT_get_affine_coordinates", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    multiply = bind.number("EC_POINT_mul", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    clearErrors = bind.nothing("ERR_clear_error");
    group = group(bind);
  }

  private static MemorySegment group(Binder bind) {
    MethodHandle initialize = bind.number("OPENSSL_init_crypto", JAVA_LONG, ADDRESS);
    MethodHandle newGroup = bind.pointer("EC_GROUP_new_by_curve_name", JAVA_INT);
    try {
      if ((int) initialize.invokeExact(OPENSSL_INIT_NO_ATEXIT, MemorySegment.NULL) != 1) {
        throw new NoSuchElementException("libcrypto cannot be initialised");
      }
      MemorySegment group = (MemorySegment) newGroup.invokeExact(NID_X9_62_PRIME256V1);
      if (group.address() == 0) {
        throw new NoSuchElementException("libcrypto does not know secp256r1");
      }
      return group;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** Binds the system's library; empty where there is none that has what is needed. */
  static Optional<OpenSslP256> load() {
    return NativeLibrary.crypto().flatMap(OpenSslP256::bound);
  }

  private static Optional<OpenSslP256> bound(SymbolLookup library) {
    try {
      return Optional.of(new OpenSslP256(library));
    } catch (NoSuchElementException | IllegalCallerException e) {
      System.getLogger(OpenSslP256.class.getName())
          .log(System.Logger.Level.WARNING, "the system's libcrypto is of no use", e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<U256> sumOfProducts(U256 ofGenerator, U256 ofKey, U256 x, U256 y) {
    try (Call call = new Call()) {
      MemorySegment key = call.point(x, y);
      if (key.address() == 0) {
        return Optional.empty();
      }
      MemorySegment sum = call.newPoint();
      MemorySegment first = call.number(ofGenerator);
      MemorySegment second = call.number(ofKey);
      if ((int) multiply.invokeExact(group, sum, first, key, second, call.context) != 1) {
        throw new IllegalStateException("libcrypto did not multiply");
      }
      return call.x(sum);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a call of libcrypto failed", cause);
  }

  private static MemorySegment made(MemorySegment object) {
    if (object.address() == 0) {
      throw new IllegalStateException("libcrypto is out of memory");
    }
    return object;
  }

  /** What one calculation has in native memory. */
  private final class Call implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes = arena.allocate(32);
    private final MemorySegment context;
    private final List<MemorySegment> points = new ArrayList<>(2);

    Call() throws Throwable {
      context = made((MemorySegment) newContext.invokeExact());
      openContext.invokeExact(context);
    }

    MemorySegment newPoint() throws Throwable {
      MemorySegment point = made((MemorySegment) newPoint.invokeExact(group));
      points.add(point);
      return point;
    }

    /** A number that the context frees. */
    MemorySegment number(U256 value) throws Throwable {
      for (int i = 0; i < 4; i++) {
        bytes.set(WORD, 8L * i, value.word(i));
      }
      MemorySegment number = made((MemorySegment) takeNumber.invokeExact(context));
      return made((MemorySegment) readNumber.invokeExact(bytes, 32, number));
    }

    /** The point; null's address if it is not on the curve. */
    MemorySegment point(U256 x, U256 y) throws Throwable {
      MemorySegment point = newPoint();
      MemorySegment nativeX = number(x);
      MemorySegment nativeY = number(y);
      boolean onCurve = (int) setAffine.invokeExact(group, point, nativeX, nativeY, context) == 1;
      if (!onCurve) {
        clearErrors.invokeExact();
      }
      return onCurve ? point : MemorySegment.NULL;
    }

    /** Of a point; empty at infinity. */
    Optional<U256> x(MemorySegment point) throws Throwable {
      MemorySegment x = made((MemorySegment) takeNumber.invokeExact(context));
      MemorySegment y = MemorySegment.NULL;
      if ((int) affine.invokeExact(group, point, x, y, context) != 1) {
        clearErrors.invokeExact();
        return Optional.empty();
      }
      if ((int) writeNumber.invokeExact(x, bytes, 32) != 32) {
        throw new IllegalStateException("libcrypto gave a number that is too long");
      }
      return Optional.of(
          U256.of(
              bytes.get(WORD, 0), bytes.get(WORD, 8), bytes.get(WORD, 16), bytes.get(WORD, 24)));
    }

    @Override
    public void close() {
      try {
        for (MemorySegment point : points) {
          freePoint.invokeExact(point);
        }
        closeContext.invokeExact(context);
        freeContext.invokeExact(context);
      } catch (Throwable e) {
        throw failure(e);
      } finally {
        arena.close();
      }
    }
  }

  /** Binds functions of the library by name. */
  private record Binder(Linker linker, SymbolLookup library) {
    MethodHandle number(String name, MemoryLayout... parameters) {
      return bound(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    MethodHandle pointer(String name, MemoryLayout... parameters) {
      return bound(name, FunctionDescriptor.of(ADDRESS, parameters));
    }

    MethodHandle nothing(String name, MemoryLayout... parameters) {
      return bound(name, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle bound(String name, FunctionDescriptor shape) {
      return linker.downcallHandle(library.findOrThrow(name), shape);
    }
  }
}

package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Secp256k1Test {
  private static final Secp256k1 JAVA = new BouncyCastleSecp256k1();

  private final Random random = new Random(Vectors.seed(Secp256k1Test.class));

  static Stream<Secp256k1> implementations() {
    return Stream.concat(Stream.of(JAVA), NativeSecp256k1.load().stream());
  }

  private Hash32 randomHash() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Hash32.of(bytes);
  }

  @Test
  void usesTheNativeLibraryOnLinux() {
    assertThat(Secp256k1.instance()).isInstanceOf(NativeSecp256k1.class);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void recoversTheSignerOfWhatItSigned(Secp256k1 curve) {
    for (int i = 0; i < 20; i++) {
      Hash32 key = randomHash();
      Hash32 message = randomHash();
      Secp256k1.Signature signed = curve.sign(message, key);
      Bytes publicKey = curve.publicKey(key);
      assertThat(signed.s()).isLessThanOrEqualTo(Secp256k1.HALF_ORDER);
      assertThat(curve.recover(message, signed.recoveryId(), signed.r(), signed.s()))
          .contains(publicKey);
      assertThat(curve.recover(message, signed.recoveryId() ^ 1, signed.r(), negated(signed.s())))
          .contains(publicKey);
      assertThat(curve.verify(message, signed.r(), signed.s(), publicKey)).isTrue();
      assertThat(curve.verify(message, signed.r(), negated(signed.s()), publicKey)).isTrue();
      assertThat(curve.verify(randomHash(), signed.r(), signed.s(), publicKey)).isFalse();
      assertThat(curve.decompress(Secp256k1.compress(publicKey))).contains(publicKey);
    }
  }

  private static U256 negated(U256 s) {
    return Secp256k1.ORDER.minus(s);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void givesTheAddressesOfTheReferenceKeys(Secp256k1 curve) {
    for (JsonNode test : Vectors.json("basic.zip", "BasicTests/keyaddrtest.json")) {
      Hash32 key = Hash32.of(test.get("key").asText());
      Address address = Address.of(test.get("addr").asText());
      assertThat(Secp256k1.address(curve.publicKey(key))).isEqualTo(address);
    }
  }

  @Test
  void bothImplementationsAgreeOnRandomSignatures() {
    Secp256k1 fast = NativeSecp256k1.load().orElseThrow();
    for (int i = 0; i < 200; i++) {
      Hash32 key = randomHash();
      Hash32 other = randomHash();
      Hash32 message = randomHash();
      assertThat(fast.sign(message, key)).isEqualTo(JAVA.sign(message, key));
      assertThat(fast.ecdh(key, fast.publicKey(other)))
          .isEqualTo(JAVA.ecdh(other, JAVA.publicKey(key)));
      U256 r = U256.of(randomHash());
      U256 s = U256.of(randomHash());
      int recoveryId = random.nextInt(4);
      assertThat(fast.recover(message, recoveryId, r, s))
          .isEqualTo(JAVA.recover(message, recoveryId, r, s));
    }
  }

  @Test
  void bothImplementationsAgreeOnTheEdgesOfSignatures() {
    Secp256k1 fast = NativeSecp256k1.load().orElseThrow();
    List<U256> numbers = new ArrayList<>();
    U256 n = Secp256k1.ORDER;
    // p - n is the limit below which the recovery ids 2 and 3 exist.
    U256 pMinusN = U256.of("0x14551231950b75fc4402da1722fc9baee");
    for (U256 middle : List.of(n, Secp256k1.HALF_ORDER, pMinusN)) {
      numbers.add(middle.minus(U256.ONE));
      numbers.add(middle);
      numbers.add(middle.plus(U256.ONE));
    }
    numbers.addAll(List.of(U256.ZERO, U256.ONE, U256.of(2), U256.of(3), U256.of(4), U256.MAX));
    List<Hash32> messages = List.of(Hash32.ZERO, n.toHash(), U256.MAX.toHash(), randomHash());
    Bytes someKey = JAVA.publicKey(randomHash());
    int recovered = 0;
    for (Hash32 message : messages) {
      for (U256 r : numbers) {
        for (U256 s : numbers) {
          assertThat(fast.verify(message, r, s, someKey)).isFalse();
          assertThat(JAVA.verify(message, r, s, someKey)).isFalse();
          for (int id = 0; id < 4; id++) {
            var expected = JAVA.recover(message, id, r, s);
            assertThat(fast.recover(message, id, r, s))
                .as("message %s id %d r %s s %s", message, id, r, s)
                .isEqualTo(expected);
            recovered += expected.isPresent() && id > 1 ? 1 : 0;
          }
        }
      }
    }
    assertThat(recovered).as("recovered with ids 2 and 3").isPositive();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void findsNoSignerWhereThePointIsInfinity(Secp256k1 curve) {
    // With R = k G and s R = e G the recovered key would be the point at infinity.
    Hash32 one = U256.ONE.toHash();
    U256 r = U256.of(Hash32.read(curve.publicKey(one).shared(), 0));
    int parity = curve.publicKey(one).at(63) & 1;
    assertThat(curve.recover(U256.of(5).toHash(), parity, r, U256.of(5))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void signsMessagesAboveTheOrderAlike(Secp256k1 curve) {
    Hash32 key = U256.of(77).toHash();
    for (Hash32 message : List.of(U256.MAX.toHash(), Secp256k1.ORDER.toHash(), Hash32.ZERO)) {
      Secp256k1.Signature signed = curve.sign(message, key);
      assertThat(signed).isEqualTo(JAVA.sign(message, key));
      assertThat(curve.verify(message, signed.r(), signed.s(), curve.publicKey(key))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesKeysOutsideOfTheGroup(Secp256k1 curve) {
    Bytes fine = curve.publicKey(U256.ONE.toHash());
    for (Hash32 key : List.of(Hash32.ZERO, Secp256k1.ORDER.toHash(), U256.MAX.toHash())) {
      assertThatThrownBy(() -> curve.publicKey(key)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> curve.sign(Hash32.ZERO, key))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> curve.ecdh(key, fine)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void refusesPointsOutsideOfTheCurve(Secp256k1 curve) {
    Bytes zero = Bytes.wrap(new byte[64]);
    byte[] highX = new byte[33];
    java.util.Arrays.fill(highX, (byte) 0xff);
    highX[0] = 2;
    byte[] noPoint = new byte[33];
    noPoint[0] = 3;
    noPoint[32] = 5;
    Hash32 key = U256.ONE.toHash();
    assertThat(curve.verify(Hash32.ZERO, U256.ONE, U256.ONE, zero)).isFalse();
    assertThat(curve.decompress(zero)).isEmpty();
    assertThat(curve.decompress(Bytes.wrap(highX))).isEmpty();
    assertThat(curve.decompress(Bytes.wrap(noPoint))).isEmpty();
    assertThat(curve.decompress(Bytes.wrap(new byte[65]))).isEmpty();
    assertThat(curve.decompress(Bytes.EMPTY)).isEmpty();
    assertThatThrownBy(() -> curve.ecdh(key, zero)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> curve.ecdh(key, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> curve.recover(key, 4, U256.ONE, U256.ONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> curve.recover(key, -1, U256.ONE, U256.ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void worksFromManyThreadsAtOnce() throws InterruptedException {
    Hash32 key = randomHash();
    Secp256k1 curve = Secp256k1.instance();
    Bytes expected = JAVA.publicKey(key);
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      Hash32 message = randomHash();
      threads.add(
          Thread.ofVirtual()
              .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
              .start(() -> {
                for (int i = 0; i < 100; i++) {
                  var signed = curve.sign(message, key);
                  assertThat(curve.recover(message, signed.recoveryId(), signed.r(), signed.s()))
                      .contains(expected);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void goesAwayWithItsClassLoader() throws Exception {
    java.lang.ref.WeakReference<ClassLoader> loader = useInAnotherLoader();
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(loader.get()).isNull();
  }

  private static java.lang.ref.WeakReference<ClassLoader> useInAnotherLoader() throws Exception {
    String[] path = System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1);
    java.net.URL[] urls = new java.net.URL[path.length];
    for (int i = 0; i < path.length; i++) {
      urls[i] = java.nio.file.Path.of(path[i]).toUri().toURL();
    }
    try (var loader = new java.net.URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> probe = loader.loadClass(Probe.class.getName());
      assertThat(probe.getClassLoader()).isSameAs(loader);
      ((Runnable) probe.getDeclaredConstructor().newInstance()).run();
      return new java.lang.ref.WeakReference<>(loader);
    }
  }

  /** Uses everything native once. */
  public static final class Probe implements Runnable {
    @Override
    public void run() {
      Secp256k1 curve = NativeSecp256k1.load().orElseThrow();
      Hash32 key = U256.of(5).toHash();
      curve.ecdh(key, curve.publicKey(key));
      curve.sign(key, key);
    }
  }
}

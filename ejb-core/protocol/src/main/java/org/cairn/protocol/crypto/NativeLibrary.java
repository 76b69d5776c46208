package org.cairn.protocol.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Loads the shared libraries that the jars of secp256k1-kmp and jblst carry as resources, and one
 * that the system may have.
 *
 * <p>A resource is written to a temporary file that only its owner may touch, loaded for as long as
 * the lookup is reachable, and deleted again at once: a mapped library needs no name on Linux.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  /** Empty on machines for which the class path has no library, or where it cannot be loaded. */
  static Optional<SymbolLookup> secp256k1() {
    return architecture()
        .map(name -> "fr/acinq/secp256k1/jni/native/linux-" + name + "/libsecp256k1-jni.so")
        .flatMap(NativeLibrary::load);
  }

  /** Likewise. */
  static Optional<SymbolLookup> blst() {
    return architecture()
        .map(name -> name.equals("x86_64") ? "amd64" : name)
        .map(name -> "supranational/blst/Linux/" + name + "/libblst.so")
        .flatMap(NativeLibrary::load);
  }

  /**
   * The system's libcrypto of OpenSSL 3 or 1.1, for as long as the process lives; empty without
   * one. It is asked for by names with a version alone: macOS ends processes that load its own. On
   * other processors OpenSSL has no code of its own for secp256r1, and Java is faster.
   */
  static Optional<SymbolLookup> crypto() {
    List<String> names =
        switch (processor().isPresent() ? System.getProperty("os.name", "") : "") {
          case "Linux" -> List.of("libcrypto.so.3", "libcrypto.so.1.1");
          case "Mac OS X" -> List.of("libcrypto.3.dylib", "libcrypto.1.1.dylib");
          default -> List.of();
        };
    return names.stream().map(NativeLibrary::systemLibrary).flatMap(Optional::stream).findFirst();
  }

  private static Optional<SymbolLookup> systemLibrary(String name) {
    try {
      return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException | IllegalCallerException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> architecture() {
    return System.getProperty("os.name", "").equals("Linux") ? processor() : Optional.empty();
  }

  private static Optional<String> processor() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> Optional.of("x86_64");
      case "aarch64" -> Optional.of("aarch64");
      default -> Optional.empty();
    };
  }

  /** A full or read-only temporary folder costs speed, not the node: the Java fallback remains. */
  private static Optional<SymbolLookup> load(String resource) {
    try (InputStream library = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
      return library == null ? Optional.empty() : Optional.of(load(library));
    } catch (IOException | IllegalArgumentException | IllegalCallerException e) {
      System.getLogger(NativeLibrary.class.getName())
          .log(System.Logger.Level.WARNING, resource + " not loaded", e);
      return Optional.empty();
    }
  }

  private static SymbolLookup load(InputStream library) throws IOException {
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(
            EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE));
    Path file = Files.createTempFile("cairn-", ".so", onlyOwner);
    try {
      try (OutputStream copy = Files.newOutputStream(file)) {
        library.transferTo(copy);
      }
      return SymbolLookup.libraryLookup(file, Arena.ofAuto());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}

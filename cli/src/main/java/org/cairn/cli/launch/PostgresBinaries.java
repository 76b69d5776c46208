package org.cairn.cli.launch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.cairn.cli.CommandException;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for all nodes of a user into {@code ~/.cache/cairn} (or
 * {@code $XDG_CACHE_HOME/cairn}). The archive is a resource on the classpath, named by platform.
 */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * The directory that holds {@code bin}, {@code lib} and {@code share}.
   *
   * @param fallback where they are unpacked for a user without a home
   */
  static Path unpacked(Path fallback) {
    String archive = archiveName();
    try (InputStream resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (resource == null) {
        throw new CommandException(
            "there is no PostgreSQL for this platform in the build (%s); give an existing one with DB_URL, DB_USER and DB_PASSWORD."
                .formatted(archive));
      }
      byte[] packed = resource.readAllBytes();
      Path home =
          cache(fallback).resolve("postgres-" + Integer.toHexString(Arrays.hashCode(packed)));
      if (!Files.isDirectory(home)) {
        unpack(packed, home);
      }
      return home;
    } catch (IOException e) {
      throw new CommandException(
          "PostgreSQL cannot be unpacked below %s: %s.".formatted(cache(fallback), e), e);
    }
  }

  private static void unpack(byte[] packed, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path partial = Files.createTempDirectory(home.getParent(), "unpacking");
    try (InputStream bytes = new ByteArrayInputStream(packed);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(bytes), 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, partial);
      }
    }
    try {
      Files.move(partial, home);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      deleteTree(partial); // another launcher was faster
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("the archive leaves its directory: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0) {
        Set<PosixFilePermission> permissions =
            EnumSet.copyOf(Files.getPosixFilePermissions(target));
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        Files.setPosixFilePermissions(target, permissions);
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path cache(Path fallback) {
    String configured = System.getenv("XDG_CACHE_HOME");
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured, "cairn");
    }
    Path userHome = Path.of(System.getProperty("user.home"));
    return Files.isWritable(userHome) ? userHome.resolve(".cache/cairn") : fallback;
  }

  /** The archives are named as {@code uname} speaks. */
  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String system = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
    String machine =
        switch (arch) {
          case "aarch64" -> "arm_64";
          default -> "x86_64";
        };
    return "postgres-" + system + "-" + machine + ".txz";
  }
}

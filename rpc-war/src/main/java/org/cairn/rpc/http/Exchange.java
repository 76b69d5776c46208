package org.cairn.rpc.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The directory of chain files that come and go by HTTP. Only plain names are known to it. */
final class Exchange {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,119}");
  private static final int BUFFER = 1 << 16;
  private static final int MOST_OF_A_NAME = 10_000;

  private final Path directory;

  Exchange(Path directory) {
    this.directory = directory;
  }

  /** A file that would exceed the limit; nothing of it is kept. */
  static final class TooLargeException extends Exception {
    TooLargeException(long limit) {
      super("the file exceeds " + limit + " bytes", null, false, false);
    }
  }

  /** Whether the name is one that files here may have: letters, digits, {@code . _ -}. */
  static boolean isPlain(@Nullable String name) {
    return name != null && PLAIN.matcher(name).matches() && !name.contains("..");
  }

  /** Stores a file under the name, or under the name with a number in front where it is taken. */
  Path store(String name, InputStream in, long limit) throws IOException, TooLargeException {
    Files.createDirectories(directory);
    Path file = create(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        size += got;
        if (size > limit) {
          throw new TooLargeException(limit);
        }
        out.write(buffer, 0, got);
      }
      return file;
    } catch (IOException | TooLargeException | RuntimeException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  private Path create(String name) throws IOException {
    for (int i = 0; i < MOST_OF_A_NAME; i++) {
      Path file = directory.resolve(i == 0 ? name : i + "-" + name);
      try {
        Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        return file;
      } catch (FileAlreadyExistsException taken) {
        continue;
      }
    }
    throw new FileAlreadyExistsException(name);
  }

  /** The file of that name, if there is one and it is no link. */
  Optional<Path> find(@Nullable String name) {
    if (name == null || !isPlain(name)) {
      return Optional.empty();
    }
    Path file = directory.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }
}

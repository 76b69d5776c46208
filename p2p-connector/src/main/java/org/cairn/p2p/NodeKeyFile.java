package org.cairn.p2p;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.NodeKey;

/**
 * The file {@code nodekey} that keeps a node's identity: 64 hex digits, readable by its owner
 * alone.
 */
final class NodeKeyFile {
  static final String NAME = "nodekey";

  private static final int DIGITS = 64;

  private NodeKeyFile() {}

  /** Reads the key in the directory, or makes both if there are none. */
  static NodeKey open(Path directory, Secp256k1 curve, RandomGenerator random) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      create(file, NodeKey.generate(curve, random));
    }
    return read(file, curve);
  }

  private static NodeKey read(Path file, Secp256k1 curve) throws IOException {
    if (Files.size(file) > DIGITS + 2) {
      throw new IOException(file + " is no node key: it has " + Files.size(file) + " bytes");
    }
    String digits = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    try {
      return NodeKey.of(curve, Hash32.of(digits));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no node key: " + e.getMessage());
    }
  }

  /**
   * Writes beside and renames, so that a crash leaves no half key; the file is private from the
   * start.
   */
  private static void create(Path file, NodeKey key) throws IOException {
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(fresh);
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    byte[] digits = key.secret().toString().substring(2).getBytes(StandardCharsets.US_ASCII);
    try (FileChannel out =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer buffer = ByteBuffer.wrap(digits);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

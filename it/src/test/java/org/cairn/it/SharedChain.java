package org.cairn.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * A chain of the shared folder and how a node is started for it.
 *
 * @param genesis the genesis file
 * @param blocks the blocks' file
 * @param skipSeals whether the seals are not real ones
 */
record SharedChain(Path genesis, Path blocks, boolean skipSeals) {
  /** The shared folder's file; the test is skipped if it is missing. */
  static Path file(String path) {
    Path file = Path.of(System.getProperty("cairn.shared", "../shared"), path);
    assumeTrue(Files.isReadable(file), "missing " + file + ": -Dcairn.shared says where it is");
    return file;
  }

  /** A chain made by go-ethereum, in a folder of its own. */
  static SharedChain ofFolder(String name) {
    return new SharedChain(
        file("chains/" + name + "/genesis.json"), file("chains/" + name + "/chain.rlp.gz"), false);
  }

  /** What is known of a chain in a folder. */
  static JsonNode meta(String name) throws IOException {
    return new ObjectMapper().readTree(file("chains/" + name + "/meta.json").toFile());
  }

  /** A chain in an archive, unpacked into a directory. */
  static SharedChain ofArchive(
      String archive, String genesis, String blocks, boolean skipSeals, Path directory)
      throws IOException {
    try (ZipFile zip = new ZipFile(file("vectors/" + archive).toFile())) {
      return new SharedChain(
          unpack(zip, genesis, directory), unpack(zip, blocks, directory), skipSeals);
    }
  }

  private static Path unpack(ZipFile zip, String entry, Path directory) throws IOException {
    Path file = directory.resolve(entry);
    Files.createDirectories(file.getParent());
    Files.copy(zip.getInputStream(zip.getEntry(entry)), file);
    return file;
  }

  /** Starts a node of this chain and imports it. */
  NodeProcess start(Path data) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--genesis=" + genesis));
    if (skipSeals) {
      options.add("--skip-seals");
    }
    NodeProcess node =
        NodeProcess.start(data, NodeProcess.freeOffset(), options.toArray(String[]::new));
    try {
      node.importFile(blocks);
      return node;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }
}

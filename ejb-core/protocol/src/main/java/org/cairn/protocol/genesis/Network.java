package org.cairn.protocol.genesis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Chains whose genesis file comes with the library. */
public enum Network {
  MAINNET,
  SEPOLIA,
  /**
   * A chain of one's own: Clique with one signer and all forks up to Gray Glacier. The signer is
   * the first of ten funded accounts, those of the mnemonic "test test … junk", whose keys
   * everybody knows.
   */
  DEV;

  /** The network of that name, in any case. */
  public static Optional<Network> named(String name) {
    return Arrays.stream(values())
        .filter(network -> network.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The genesis file as JSON text. */
  public byte[] file() {
    String resource = name().toLowerCase(Locale.ROOT) + ".json.gz";
    try (InputStream packed = Network.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new IllegalStateException("the library lacks its resource " + resource);
      }
      return new GZIPInputStream(packed).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the file: some ten thousand accounts for {@link #MAINNET}. */
  public Genesis genesis() {
    return Genesis.parse(file());
  }
}

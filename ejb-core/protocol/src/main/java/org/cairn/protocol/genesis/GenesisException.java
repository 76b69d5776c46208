package org.cairn.protocol.genesis;

/** A genesis file that cannot be read or states what cannot be; the message is one sentence. */
public final class GenesisException extends RuntimeException {
  public GenesisException(String message) {
    super(message);
  }

  public GenesisException(String message, Throwable cause) {
    super(message, cause);
  }
}

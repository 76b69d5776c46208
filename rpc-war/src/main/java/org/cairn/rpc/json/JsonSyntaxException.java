package org.cairn.rpc.json;

/** A request that is not one JSON value; the message says where. */
public final class JsonSyntaxException extends Exception {
  JsonSyntaxException(String message) {
    super(message, null, false, false);
  }
}

package org.cairn.rpc;

import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;

/** A request that is answered by an error. */
public final class RpcException extends RuntimeException {
  private final int code;
  private final transient Optional<Bytes> data;

  private RpcException(int code, String message, Optional<Bytes> data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  public RpcException(int code, String message) {
    this(code, message, Optional.empty());
  }

  /** An error whose member {@code data} is DATA. */
  public static RpcException withData(int code, String message, Bytes data) {
    return new RpcException(code, message, Optional.of(data));
  }

  public static RpcException invalidParams(String message) {
    return new RpcException(ErrorCode.INVALID_PARAMS, message);
  }

  public int code() {
    return code;
  }

  public Optional<Bytes> data() {
    return data;
  }

  String text() {
    return getMessage() == null ? "" : getMessage();
  }
}

package org.cairn.rpc;

/** Codes of errors in answers. */
public final class ErrorCode {
  /** The request is no JSON (JSON-RPC 2.0). */
  public static final int PARSE_ERROR = -32700;

  /** The JSON is no request (JSON-RPC 2.0). */
  public static final int INVALID_REQUEST = -32600;

  /** JSON-RPC 2.0. */
  public static final int METHOD_NOT_FOUND = -32601;

  /** JSON-RPC 2.0. */
  public static final int INVALID_PARAMS = -32602;

  /** A bug or a failure of the node (JSON-RPC 2.0). */
  public static final int INTERNAL_ERROR = -32603;

  /** The request is right and cannot be answered (EIP-1474: invalid input). */
  public static final int SERVER_ERROR = -32000;

  /** The named block is unknown (EIP-1474, EIP-1898). */
  public static final int RESOURCE_NOT_FOUND = -32001;

  /** The answers of a batch, or one answer, are too large. */
  public static final int RESPONSE_TOO_LARGE = -32003;

  /** More results than a request may have (EIP-1474). */
  public static final int LIMIT_EXCEEDED = -32005;

  /** There is no safe or finalized block yet (execution-apis, block tags). */
  public static final int UNKNOWN_BLOCK = -39001;

  /** A call reverted; its data is the error's data (execution-apis, eth_call). */
  public static final int REVERTED = 3;

  /** Bodies or receipts of the block are not kept (execution-apis, EIP-4444). */
  public static final int PRUNED = 4444;

  private ErrorCode() {}
}

package org.cairn.rpc;

/**
 * What a request may cost.
 *
 * @param bodyBytes bytes of a request
 * @param depth arrays and objects that may be inside one another in a request
 * @param batch requests in a batch
 * @param answerBytes bytes of the answer to a request or a whole batch
 * @param logs results of eth_getLogs
 * @param feeHistoryBlocks blocks of eth_feeHistory; a longer request gets so many
 * @param cacheBytes bytes of encoded blocks that are kept decoded
 */
public record RpcLimits(
    int bodyBytes,
    int depth,
    int batch,
    int answerBytes,
    int logs,
    int feeHistoryBlocks,
    long cacheBytes) {
  public static final RpcLimits DEFAULT =
      new RpcLimits(5 << 20, 32, 100, 32 << 20, 10_000, 1024, 8 << 20);

  /** The defaults, replaced where system properties {@code cairn.rpc.…} say otherwise. */
  public static RpcLimits ofSystem() {
    return new RpcLimits(
        Math.clamp(Integer.getInteger("cairn.rpc.maxBody", DEFAULT.bodyBytes), 1024, 1 << 30),
        Math.clamp(Integer.getInteger("cairn.rpc.maxDepth", DEFAULT.depth), 4, 256),
        Math.clamp(Integer.getInteger("cairn.rpc.maxBatch", DEFAULT.batch), 1, 1000),
        Math.clamp(
            Integer.getInteger("cairn.rpc.maxAnswer", DEFAULT.answerBytes), 1 << 16, 1 << 30),
        Math.max(1, Integer.getInteger("cairn.rpc.maxLogs", DEFAULT.logs)),
        Math.clamp(
            Integer.getInteger("cairn.rpc.maxFeeHistory", DEFAULT.feeHistoryBlocks), 1, 1024),
        Math.max(0, Long.getLong("cairn.rpc.blockCache", DEFAULT.cacheBytes)));
  }
}

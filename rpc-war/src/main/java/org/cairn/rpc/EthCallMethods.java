package org.cairn.rpc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.cairn.node.query.CallOutcome;
import org.cairn.node.query.CallRequest;
import org.cairn.node.query.GasEstimate;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.cairn.rpc.json.Json;
import org.cairn.rpc.json.JsonWriter;

/** {@code eth_call} and {@code eth_estimateGas}. The node bounds their gas and their time. */
final class EthCallMethods {
  /** Selector of Solidity's {@code Error(string)}. */
  private static final int ERROR = 0x08c379a0;

  /** Selector of Solidity's {@code Panic(uint256)}. */
  private static final int PANIC = 0x4e487b71;

  private static final int MAX_REASON = 1024;

  void addTo(MethodTable table) {
    table.add("eth_call", 4, EthCallMethods::call);
    table.add("eth_estimateGas", 4, EthCallMethods::estimateGas);
  }

  private static void call(Call call, JsonWriter out) {
    CallRequest request = CallRequests.read(call);
    CallOutcome outcome = call.view().call(request, block(call));
    if (outcome instanceof CallOutcome.Returned(Bytes output, long ignored)) {
      out.data(output);
    } else {
      throw failure(outcome);
    }
  }

  private static void estimateGas(Call call, JsonWriter out) {
    CallRequest request = CallRequests.read(call);
    switch (call.view().estimateGas(request, block(call))) {
      case GasEstimate.Sufficient(long gas) -> out.quantity(gas);
      case GasEstimate.Failed(CallOutcome outcome) -> throw failure(outcome);
    }
  }

  private static Hash32 block(Call call) {
    call.parameters()
        .at(3)
        .filter(value -> !value.equals(new Json.Members(Map.of())))
        .ifPresent(value -> {
          throw Values.wrong(Parameters.where(3), "overrides of the block are not supported");
        });
    return call.session().require(call.parameters().blockOrLatest(1));
  }

  private static RpcException failure(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Returned ignored ->
          new RpcException(ErrorCode.SERVER_ERROR, "no gas limit is enough");
      case CallOutcome.Reverted(Bytes data, long ignored) ->
          RpcException.withData(
              ErrorCode.REVERTED,
              "execution reverted" + reason(data).map(text -> ": " + text).orElse(""),
              data);
      case CallOutcome.Halted(String reason, long ignored) ->
          new RpcException(ErrorCode.SERVER_ERROR, reason);
      case CallOutcome.Refused(String reason) -> new RpcException(ErrorCode.SERVER_ERROR, reason);
    };
  }

  /** The text of {@code Error(string)} or the number of {@code Panic(uint256)}. */
  static Optional<String> reason(Bytes data) {
    if (data.length() < 36) {
      return Optional.empty();
    }
    int selector = new BigInteger(data.slice(0, 4).shared()).intValue();
    if (selector == PANIC) {
      return Optional.of("panic code " + U256.read(data.shared(), 4, 32).toQuantity());
    }
    return selector == ERROR ? abiText(data.slice(4, data.length())) : Optional.empty();
  }

  /** The string behind the offset in the first word, if all of it is there. */
  private static Optional<String> abiText(Bytes arguments) {
    int offset = word(arguments, 0);
    int length = offset < 0 ? -1 : word(arguments, offset);
    if (length < 0 || length > arguments.length() - offset - 32) {
      return Optional.empty();
    }
    Bytes text = arguments.slice(offset + 32, offset + 32 + Math.min(length, MAX_REASON));
    return Optional.of(new String(text.shared(), StandardCharsets.UTF_8));
  }

  /** The word at the offset as a number below 2^31; -1 if it is not there or larger. */
  private static int word(Bytes bytes, int offset) {
    if (offset > bytes.length() - 32) {
      return -1;
    }
    U256 word = U256.read(bytes.shared(), offset, 32);
    return word.fitsLong() && word.toLong() <= Integer.MAX_VALUE ? (int) word.toLong() : -1;
  }
}

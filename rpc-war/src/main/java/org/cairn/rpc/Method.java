package org.cairn.rpc;

import org.cairn.rpc.json.JsonWriter;

/** What a method does: writes exactly one value, or throws {@link RpcException}. */
@FunctionalInterface
interface Method {
  void answer(Call call, JsonWriter out);
}

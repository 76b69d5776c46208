package org.cairn.rpc;

import org.cairn.rpc.json.JsonWriter;

/** {@code rpc_…}: what there is. */
final class RpcMethods {
  private final MethodTable table;

  RpcMethods(MethodTable table) {
    this.table = table;
  }

  void addTo(MethodTable target) {
    target.add("rpc_modules", 0, this::modules);
  }

  private void modules(Call call, JsonWriter out) {
    out.beginObject();
    table.namespaces().forEach(space -> out.name(space).string("1.0"));
    out.endObject();
  }
}

package org.cairn.store.postgres;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.types.ValueCall;

/**
 * The calls of a block as bytes: {@code [[transaction, [path, …], kind, from, to, value], …]}, the
 * kind being 0 for CALL, then CALLCODE, CREATE, CREATE2, SELFDESTRUCT.
 */
final class ValueCallCodec {
  private static final List<ValueCall.Kind> KINDS =
      List.of(
          ValueCall.Kind.CALL,
          ValueCall.Kind.CALLCODE,
          ValueCall.Kind.CREATE,
          ValueCall.Kind.CREATE2,
          ValueCall.Kind.SELFDESTRUCT);

  private ValueCallCodec() {}

  static Bytes encode(List<ValueCall> calls) {
    RlpWriter out = new RlpWriter(16 + 64 * calls.size()).startList();
    for (ValueCall call : calls) {
      out.startList().write((long) call.transactionIndex()).startList();
      call.path().forEach(position -> out.write((long) position));
      out.endList().write((long) KINDS.indexOf(call.kind()));
      out.write(call.from()).write(call.to()).write(call.value()).endList();
    }
    return out.endList().toBytes();
  }

  static List<ValueCall> decode(Bytes encoded) {
    RlpReader list = RlpReader.ofList(encoded.shared());
    List<ValueCall> calls = new ArrayList<>();
    while (list.hasNext()) {
      RlpReader in = list.readList();
      int transaction = in.readInt();
      RlpReader positions = in.readList();
      List<Integer> path = new ArrayList<>();
      while (positions.hasNext()) {
        path.add(positions.readInt());
      }
      int at = in.position();
      int kind = in.readInt();
      if (kind >= KINDS.size()) {
        throw new RlpException("a call of kind " + kind, at);
      }
      calls.add(
          new ValueCall(
              transaction,
              path,
              KINDS.get(kind),
              in.readAddress(),
              in.readAddress(),
              in.readU256()));
      in.end();
    }
    return calls;
  }
}

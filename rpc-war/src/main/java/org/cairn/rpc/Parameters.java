package org.cairn.rpc;

import java.util.List;
import java.util.Optional;
import org.cairn.node.query.BlockSelector;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.rpc.json.Json;

/**
 * The parameters of a request by position. What is missing or of a wrong form is answered by {@link
 * ErrorCode#INVALID_PARAMS}. A {@code null} stands for a parameter that is absent.
 */
record Parameters(List<Json> values) {
  static final Parameters NONE = new Parameters(List.of());

  static String where(int index) {
    return "params[" + index + "]";
  }

  Optional<Json> at(int index) {
    return index < values.size() && values.get(index) != Json.Null.NULL
        ? Optional.of(values.get(index))
        : Optional.empty();
  }

  Json require(int index) {
    return at(index).orElseThrow(() -> Values.wrong(where(index), "missing"));
  }

  String text(int index) {
    return Values.text(where(index), require(index));
  }

  boolean flag(int index) {
    return Values.flag(where(index), require(index));
  }

  long number(int index) {
    return Values.number(where(index), require(index));
  }

  Bytes data(int index) {
    return Values.data(where(index), require(index));
  }

  Address address(int index) {
    return Values.address(where(index), require(index));
  }

  Hash32 hash(int index) {
    return Values.hash(where(index), require(index));
  }

  BlockSelector numberOrTag(int index) {
    return Values.numberOrTag(where(index), require(index));
  }

  /** A number, tag, hash or object of EIP-1898. */
  BlockSelector block(int index) {
    return Values.block(where(index), require(index));
  }

  /** The same, or the latest block where it is absent. */
  BlockSelector blockOrLatest(int index) {
    return at(index)
        .map(value -> Values.block(where(index), value))
        .orElse(BlockSelector.Tag.LATEST);
  }
}

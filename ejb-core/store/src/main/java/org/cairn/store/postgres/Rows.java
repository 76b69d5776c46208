package org.cairn.store.postgres;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one table, column after column, in the order of {@link Table}. Each method puts
 * one column and returns this. Not thread-safe.
 */
interface Rows {
  /** Starts a row. */
  Rows row();

  boolean isEmpty();

  Rows absent();

  Rows put(boolean value);

  Rows smallint(int value);

  Rows put(int value);

  Rows put(long value);

  Rows put(@Nullable Hash32 value);

  Rows put(@Nullable Address value);

  Rows put(byte[] value, int offset, int length);

  default Rows put(Bytes value) {
    return put(value.shared(), 0, value.length());
  }

  Rows put(String value);

  /** An array of integers without nulls. */
  Rows put(List<Integer> values);

  Rows numeric(@Nullable U256 value);

  /** A number of 0..2^64-1, the sign bit being its highest. */
  Rows numericUnsigned(long value);
}

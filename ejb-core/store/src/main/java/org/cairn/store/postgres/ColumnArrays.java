package org.cairn.store.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** Rows of one table as one list a column. */
final class ColumnArrays implements Rows {
  private final List<List<@Nullable Object>> columns = new ArrayList<>();
  private int next;
  private int rows;

  ColumnArrays(int columnCount) {
    for (int i = 0; i < columnCount; i++) {
      columns.add(new ArrayList<>());
    }
  }

  /** The values of a column, in an array of their own type. */
  Object[] column(int index) {
    List<@Nullable Object> values = columns.get(index);
    for (Object value : values) {
      if (value != null) {
        Object[] typed =
            (Object[]) java.lang.reflect.Array.newInstance(value.getClass(), values.size());
        return values.toArray(typed);
      }
    }
    return new String[values.size()];
  }

  private ColumnArrays add(@Nullable Object value) {
    columns.get(next++).add(value);
    return this;
  }

  @Override
  public Rows row() {
    rows++;
    next = 0;
    return this;
  }

  @Override
  public boolean isEmpty() {
    return rows == 0;
  }

  @Override
  public Rows absent() {
    return add(null);
  }

  @Override
  public Rows put(boolean value) {
    return add(value);
  }

  @Override
  public Rows smallint(int value) {
    return add((short) value);
  }

  @Override
  public Rows put(int value) {
    return add(value);
  }

  @Override
  public Rows put(long value) {
    return add(value);
  }

  @Override
  public Rows put(@Nullable Hash32 value) {
    return add(value == null ? null : value.toArray());
  }

  @Override
  public Rows put(@Nullable Address value) {
    return add(value == null ? null : value.toArray());
  }

  @Override
  public Rows put(byte[] value, int offset, int length) {
    return add(Arrays.copyOfRange(value, offset, offset + length));
  }

  @Override
  public Rows put(String value) {
    return add(value);
  }

  /** As text, because an array of arrays would have to be rectangular. */
  @Override
  public Rows put(List<Integer> values) {
    return add(values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
  }

  @Override
  public Rows numeric(@Nullable U256 value) {
    return add(value == null ? null : new BigDecimal(value.toBigInteger()));
  }

  @Override
  public Rows numericUnsigned(long value) {
    BigInteger number =
        BigInteger.valueOf(value >>> 1).shiftLeft(1).or(BigInteger.valueOf(value & 1));
    return add(new BigDecimal(number));
  }
}

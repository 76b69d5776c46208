package org.cairn.protocol.fork;

import java.util.EnumSet;
import java.util.Set;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.precompile.Precompile;
import org.cairn.protocol.types.TransactionType;
import org.jspecify.annotations.Nullable;

/**
 * What a fork says about the execution of transactions: instructions, prices, precompiled
 * contracts, rules. A fork's parameters are those of the fork before it with the differences put
 * over them by the {@code with} methods. Immutable and thread-safe.
 *
 * <p>Numbers stand in an array by ordinal because instructions read them while they run.
 */
@SuppressWarnings("EnumOrdinal")
public final class ExecutionParameters {
  private final OpcodeTable opcodes;
  private final PrecompileTable precompiles;
  private final long[] values;
  private final Set<Rule> rules;
  private final Set<TransactionType> types;

  private ExecutionParameters(
      OpcodeTable opcodes,
      PrecompileTable precompiles,
      long[] values,
      Set<Rule> rules,
      Set<TransactionType> types) {
    this.opcodes = opcodes;
    this.precompiles = precompiles;
    this.values = values;
    this.rules = rules;
    this.types = types;
  }

  /** Instructions and legacy transactions only; all numbers are zero. */
  static ExecutionParameters first(OpcodeTable opcodes) {
    return new ExecutionParameters(
        opcodes,
        PrecompileTable.EMPTY,
        new long[Parameter.values().length],
        EnumSet.noneOf(Rule.class),
        EnumSet.of(TransactionType.LEGACY));
  }

  public ExecutionParameters with(Parameter parameter, long value) {
    long[] copy = values.clone();
    copy[parameter.ordinal()] = value;
    return new ExecutionParameters(opcodes, precompiles, copy, rules, types);
  }

  public ExecutionParameters with(Rule... added) {
    EnumSet<Rule> copy = EnumSet.noneOf(Rule.class);
    copy.addAll(rules);
    copy.addAll(Set.of(added));
    return new ExecutionParameters(opcodes, precompiles, values, copy, types);
  }

  public ExecutionParameters without(Rule removed) {
    EnumSet<Rule> copy = EnumSet.noneOf(Rule.class);
    copy.addAll(rules);
    copy.remove(removed);
    return new ExecutionParameters(opcodes, precompiles, values, copy, types);
  }

  /** Adds an instruction or replaces the one at its opcode. */
  public ExecutionParameters with(Opcode opcode) {
    return new ExecutionParameters(opcodes.with(opcode), precompiles, values, rules, types);
  }

  /** Replaces the base gas of an instruction; throws IllegalArgumentException if it is none. */
  public ExecutionParameters withGas(int code, long gas) {
    Opcode entry = opcodes.at(code);
    if (entry == null) {
      throw new IllegalArgumentException("no instruction at opcode " + code);
    }
    return with(entry.withGas(gas));
  }

  public ExecutionParameters with(Address address, Precompile contract) {
    return new ExecutionParameters(
        opcodes, precompiles.with(address, contract), values, rules, types);
  }

  public ExecutionParameters with(TransactionType type) {
    EnumSet<TransactionType> copy = EnumSet.copyOf(types);
    copy.add(type);
    return new ExecutionParameters(opcodes, precompiles, values, rules, copy);
  }

  public OpcodeTable opcodes() {
    return opcodes;
  }

  public PrecompileTable precompiles() {
    return precompiles;
  }

  public long value(Parameter parameter) {
    return values[parameter.ordinal()];
  }

  public boolean has(Rule rule) {
    return rules.contains(rule);
  }

  public boolean allows(TransactionType type) {
    return types.contains(type);
  }

  /** The instruction at an opcode; null if the fork has none there. */
  public @Nullable Opcode opcode(int code) {
    return opcodes.at(code);
  }
}

package org.cairn.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The methods by name. Filled while a dispatcher is made, only read afterwards. */
final class MethodTable {
  /**
   * A method in the table.
   *
   * @param parameters most that it takes
   */
  record Entry(Method method, int parameters, Rights needed) {}

  private final Map<String, Entry> entries = new HashMap<>();

  /** Adds a method that every caller may use. */
  MethodTable add(String name, int parameters, Method method) {
    entries.put(name, new Entry(method, parameters, Rights.READ));
    return this;
  }

  /** Adds a method that needs {@link Rights#ADMIN}. */
  MethodTable addForAdmin(String name, int parameters, Method method) {
    entries.put(name, new Entry(method, parameters, Rights.ADMIN));
    return this;
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The parts in front of the underscores, in order. */
  Set<String> namespaces() {
    Set<String> spaces = new TreeSet<>();
    entries.keySet().forEach(name -> spaces.add(name.substring(0, name.indexOf('_'))));
    return spaces;
  }

  Set<String> names() {
    return new TreeSet<>(entries.keySet());
  }
}

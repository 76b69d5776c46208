package org.cairn.rpc.json;

import java.util.List;
import java.util.Map;

/** A JSON value of a request. */
public sealed interface Json {
  /** {@code null}. */
  enum Null implements Json {
    NULL
  }

  record Flag(boolean value) implements Json {}

  /** A number by its digits, which are valid JSON; it may be of any size. */
  record Numeric(String literal) implements Json {}

  record Text(String value) implements Json {}

  record Items(List<Json> values) implements Json {}

  /** Members in their order; no name occurs twice. */
  record Members(Map<String, Json> values) implements Json {}

  /** What the value is, in words for an error message. */
  default String kind() {
    return switch (this) {
      case Null ignored -> "null";
      case Flag ignored -> "a boolean";
      case Numeric ignored -> "a number";
      case Text ignored -> "a string";
      case Items ignored -> "an array";
      case Members ignored -> "an object";
    };
  }
}

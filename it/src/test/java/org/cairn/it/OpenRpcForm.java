package org.cairn.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Checks values against the schemas of the specification, as far as those go: types, patterns,
 * members, elements, alternatives.
 */
final class OpenRpcForm {
  private OpenRpcForm() {}

  /** Where a value has not the form of a schema, and why; empty if it has. */
  static String mismatch(JsonNode schema, JsonNode value, String where) {
    for (String alternatives : new String[] {"oneOf", "anyOf"}) {
      if (schema.has(alternatives)) {
        return anyOf(schema.get(alternatives), value, where);
      }
    }
    if (schema.has("type") && !hasType(schema.get("type").asText(), value)) {
      return where + " is no " + schema.get("type").asText() + ": " + value;
    }
    if (schema.has("pattern") && !value.asText().matches(schema.get("pattern").asText())) {
      return where + " is not of the form " + schema.get("pattern").asText() + ": " + value;
    }
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        return where + " lacks " + required.asText();
      }
    }
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      if (value.has(member.getKey())) {
        String wrong =
            mismatch(member.getValue(), value.get(member.getKey()), where + "." + member.getKey());
        if (!wrong.isEmpty()) {
          return wrong;
        }
      }
    }
    for (int i = 0; schema.has("items") && i < value.size(); i++) {
      String wrong = mismatch(schema.get("items"), value.get(i), where + "[" + i + "]");
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return "";
  }

  private static String anyOf(JsonNode alternatives, JsonNode value, String where) {
    StringBuilder all = new StringBuilder();
    for (JsonNode alternative : alternatives) {
      String wrong = mismatch(alternative, value, where);
      if (wrong.isEmpty()) {
        return "";
      }
      all.append(all.isEmpty() ? "" : "; or ").append(wrong);
    }
    return all.toString();
  }

  private static boolean hasType(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "null" -> value.isNull();
      default -> true;
    };
  }
}

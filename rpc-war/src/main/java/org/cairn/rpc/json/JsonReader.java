package org.cairn.rpc.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the one JSON value that fills a request. Strict: UTF-8, no comments, no duplicate members,
 * nothing behind the value, nesting and number of values up to limits. Thread-safe.
 */
public final class JsonReader {
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 256;

  /** Keeps the tree of a hostile request small: five megabytes of brackets would be a hundred. */
  private static final int MAX_VALUES = 100_000;

  private final JsonFactory factory;
  private final int maxDepth;

  /**
   * @param maxDepth arrays and objects that may be inside one another
   */
  public JsonReader(int maxDepth) {
    this.maxDepth = maxDepth;
    this.factory =
        new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  /**
   * @throws JsonSyntaxException if the bytes are not exactly one JSON value, or it is nested too
   *     deeply
   */
  public Json read(byte[] bytes, int length) throws JsonSyntaxException {
    try (JsonParser parser = factory.createParser(bytes, 0, length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonSyntaxException("the request is empty");
      }
      Json value = new Reading(parser).value(first);
      if (parser.nextToken() != null) {
        throw new JsonSyntaxException(
            "something follows the request at byte "
                + parser.currentTokenLocation().getByteOffset());
      }
      return value;
    } catch (StreamConstraintsException limit) {
      throw new JsonSyntaxException(
          "nested deeper than %d, or a number of more than %d digits or a name of more than %d"
              .formatted(maxDepth, MAX_NUMBER_LENGTH, MAX_NAME_LENGTH));
    } catch (JsonProcessingException malformed) {
      throw new JsonSyntaxException(describe(malformed));
    } catch (IOException impossible) {
      throw new JsonSyntaxException("not UTF-8: " + impossible.getMessage());
    }
  }

  private static String describe(JsonProcessingException malformed) {
    String text = malformed.getOriginalMessage();
    String shortened = text.length() > 160 ? text.substring(0, 160) + "…" : text;
    return malformed.getLocation() == null
        ? shortened
        : shortened + " (byte " + malformed.getLocation().getByteOffset() + ")";
  }

  /** One request on its way. Depth is bounded by the parser, and so is the recursion here. */
  private static final class Reading {
    private final JsonParser parser;
    private int left = MAX_VALUES;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    Json value(JsonToken token) throws IOException, JsonSyntaxException {
      if (--left < 0) {
        throw new JsonSyntaxException("the request has more than " + MAX_VALUES + " values");
      }
      return switch (token) {
        case START_OBJECT -> members();
        case START_ARRAY -> items();
        case VALUE_STRING -> new Json.Text(parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeric(parser.getText());
        case VALUE_TRUE -> new Json.Flag(true);
        case VALUE_FALSE -> new Json.Flag(false);
        case VALUE_NULL -> Json.Null.NULL;
        default -> throw new JsonSyntaxException("unexpected " + token);
      };
    }

    private Json items() throws IOException, JsonSyntaxException {
      List<Json> items = new ArrayList<>(4);
      for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
        items.add(value(token));
      }
      return new Json.Items(items);
    }

    private Json members() throws IOException, JsonSyntaxException {
      Map<String, Json> members = new LinkedHashMap<>(8);
      while (next() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (members.put(name, value(next())) != null) {
          throw new JsonSyntaxException("the member \"" + name + "\" occurs twice");
        }
      }
      return new Json.Members(members);
    }

    private JsonToken next() throws IOException, JsonSyntaxException {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new JsonSyntaxException("the request ends too early");
      }
      return token;
    }
  }
}

package org.cairn.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Documents in which one value was replaced. */
public final class Mutations {
  private Mutations() {}

  /** Where a value stands. */
  private record Place(JsonNode parent, String name, int index) {
    void replace(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else {
        ((ArrayNode) parent).set(index, value);
      }
    }
  }

  /** Replaces each value of a copy by values of all kinds, one at a time; returns their number. */
  public static int each(JsonNode document, long seed, Consumer<JsonNode> use) {
    Random random = new Random(seed);
    int places = places(document).size();
    int runs = 0;
    for (int place = 0; place < places; place++) {
      for (JsonNode value : values(random)) {
        JsonNode copy = document.deepCopy();
        places(copy).get(place).replace(value);
        use.accept(copy);
        runs++;
      }
    }
    return runs;
  }

  private static List<JsonNode> values(Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return List.of(
        NullNode.instance,
        IntNode.valueOf(random.nextInt()),
        TextNode.valueOf(""),
        TextNode.valueOf("0x"),
        TextNode.valueOf("0x" + "f".repeat(64)),
        TextNode.valueOf("0xffffffffffffffff"),
        TextNode.valueOf("0x7fffffffffffffff"),
        TextNode.valueOf("0x" + "zz".repeat(random.nextInt(40))),
        json.arrayNode(),
        json.objectNode(),
        json.arrayNode().add(json.arrayNode()),
        json.objectNode().set("a", json.objectNode()));
  }

  private static List<Place> places(JsonNode node) {
    List<Place> places = new ArrayList<>();
    if (node.isObject()) {
      for (var member : node.properties()) {
        places.add(new Place(node, member.getKey(), 0));
        places.addAll(places(member.getValue()));
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places.add(new Place(node, "", i));
      places.addAll(places(node.get(i)));
    }
    return places;
  }
}

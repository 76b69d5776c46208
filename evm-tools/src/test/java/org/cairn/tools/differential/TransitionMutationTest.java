package org.cairn.tools.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cairn.tools.Vectors;
import org.junit.jupiter.api.Test;

/** Documents of the transition tool with some members spoilt. */
final class TransitionMutationTest {
  private static final int SEEDS = 60;
  private static final int MUTATIONS = 12;

  private final JsonNodeFactory nodes = JsonNodeFactory.instance;

  @Test
  void spoiltDocumentsGiveAResultOrOneSentence() {
    long first = Vectors.seed(TransitionMutationTest.class) << 20;
    PrecompileInputs inputs = new PrecompileInputs();
    for (long seed = first; seed < first + SEEDS; seed++) {
      RandomTransition transition = new RandomTransition(seed, inputs);
      Random random = new Random(seed);
      for (int i = 0; i < MUTATIONS; i++) {
        ObjectNode spoilt = transition.documents.deepCopy();
        spoil(spoilt, random);
        check("seed " + seed + " mutation " + i, spoilt, transition.fork);
      }
    }
  }

  private void spoil(ObjectNode documents, Random random) {
    List<ContainerNode<?>> containers = new ArrayList<>();
    collect(documents, containers);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
      if (container instanceof ArrayNode array && !array.isEmpty()) {
        array.set(random.nextInt(array.size()), value(random));
      } else if (container instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, value(random));
        }
      }
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
    if (node instanceof ContainerNode<?> container) {
      containers.add(container);
      container.forEach(child -> collect(child, containers));
    }
  }

  private JsonNode value(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.objectNode();
      case 2 -> nodes.arrayNode();
      case 3 -> nodes.booleanNode(true);
      case 4 -> nodes.numberNode(-1);
      case 5 -> nodes.numberNode(Long.MAX_VALUE);
      case 6 -> nodes.numberNode(1.5);
      case 7 -> nodes.textNode("");
      case 8 -> nodes.textNode("0x");
      case 9 -> nodes.textNode("0x" + "f".repeat(1 + random.nextInt(80)));
      case 10 -> nodes.textNode("0xffffffffffffffff");
      case 11 -> nodes.textNode("0x0");
      case 12 -> nodes.textNode("no number");
      default -> nodes.textNode(Integer.toString(random.nextInt()));
    };
  }

  private static void check(String where, ObjectNode documents, String fork) {
    byte[] input = documents.toString().getBytes(StandardCharsets.UTF_8);
    OwnTransition ours = OwnTransition.of(input, fork, "0");
    int code = ours.code();
    assertThat(code).as(where).isIn(0, 2, 3, 4, 10);
    assertThat(ours.errors().lines().count()).as(where).isEqualTo(code == 0 ? 0 : 1);
    assertThat(ours.output().length > 0).as(where).isEqualTo(code == 0);
  }
}

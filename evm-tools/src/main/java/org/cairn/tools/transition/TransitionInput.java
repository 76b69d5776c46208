package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.state.MemoryState;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.FixtureException;
import org.cairn.tools.fixture.Member;
import org.cairn.tools.fixture.NamedNetworks;

/**
 * All that a transition depends on.
 *
 * @param reward paid to the beneficiary; none is paid, and nobody touched, if it is empty
 */
public record TransitionInput(
    ChainConfig config,
    Environment environment,
    MemoryState state,
    List<GivenTransaction> transactions,
    Optional<U256> reward) {

  /**
   * The input as JSON.
   *
   * @param transactions an array of objects, or hex of a list in RLP
   */
  public record Documents(JsonNode alloc, JsonNode environment, JsonNode transactions) {}

  /** Throws TransitionException if a document is malformed or the fork needs what is not there. */
  public static TransitionInput read(
      Documents documents, String forkName, U256 chainId, Optional<U256> reward) {
    try {
      return parse(documents, forkName, chainId, reward);
    } catch (FixtureException e) {
      throw new TransitionException(TransitionException.INPUT, e.sentence(), e);
    }
  }

  private static TransitionInput parse(
      Documents documents, String forkName, U256 chainId, Optional<U256> reward) {
    BlockInput given = BlockInput.read(new Member("", "env", documents.environment()));
    ChainConfig config =
        NamedNetworks.config(forkName, chainId)
            .orElseThrow(() ->
                new TransitionException(
                    TransitionException.CONFIGURATION,
                    "failed constructing chain configuration: unsupported fork \""
                        + forkName
                        + '"'));
    Fork fork = config.schedule().forkAt(given.number(), given.timestamp(), U256.ZERO);
    List<GivenTransaction> transactions = transactions(documents.transactions(), chainId);
    Environment environment = Environment.of(given, fork);
    return new TransitionInput(
        config,
        environment,
        Allocation.read(new Member("", "alloc", documents.alloc())),
        transactions,
        reward);
  }

  private static List<GivenTransaction> transactions(JsonNode json, U256 chainId) {
    if (!json.isTextual()) {
      return new TransactionReader(chainId).read(new Member("", "txs", json));
    }
    try {
      return GivenTransaction.readList(Bytes.of(json.asText()));
    } catch (IllegalArgumentException e) {
      throw new TransitionException(
          TransitionException.INPUT, "the transactions' RLP is no hex: " + e.getMessage(), e);
    }
  }
}

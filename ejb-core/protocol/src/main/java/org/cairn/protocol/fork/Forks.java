package org.cairn.protocol.fork;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cairn.protocol.fork.ConsensusParameters.DifficultyFormula;
import org.cairn.protocol.fork.ConsensusParameters.Feature;
import org.cairn.protocol.uint.U256;

/** The forks of Ethereum, in order. */
public final class Forks {
  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);

  public static final Fork FRONTIER =
      Fork.first(
          "Frontier",
          new ConsensusParameters(
              ETHER.times(5),
              DifficultyFormula.FRONTIER,
              0,
              Set.of(),
              Optional.empty(),
              Integer.MAX_VALUE),
          ExecutionTables.FRONTIER);

  /** EIP-2, EIP-7. */
  public static final Fork HOMESTEAD =
      FRONTIER
          .next("Homestead")
          .withConsensus(FRONTIER.consensus().withDifficulty(DifficultyFormula.HOMESTEAD))
          .withExecution(ExecutionTables.HOMESTEAD);

  /** EIP-150. */
  public static final Fork TANGERINE_WHISTLE =
      HOMESTEAD.next("TangerineWhistle").withExecution(ExecutionTables.TANGERINE_WHISTLE);

  /** EIP-155, EIP-160, EIP-161, EIP-170. */
  public static final Fork SPURIOUS_DRAGON =
      TANGERINE_WHISTLE.next("SpuriousDragon").withExecution(ExecutionTables.SPURIOUS_DRAGON);

  /** EIP-100, 140, 196, 197, 198, 211, 214, 649, 658. */
  public static final Fork BYZANTIUM =
      SPURIOUS_DRAGON
          .next("Byzantium")
          .withConsensus(
              SPURIOUS_DRAGON
                  .consensus()
                  .withDifficulty(DifficultyFormula.BYZANTIUM)
                  .withBombDelay(3_000_000)
                  .withBlockReward(ETHER.times(3)))
          .withExecution(ExecutionTables.BYZANTIUM);

  /** EIP-145, 1014, 1052, 1234, 1283. */
  public static final Fork CONSTANTINOPLE =
      BYZANTIUM
          .next("Constantinople")
          .withConsensus(
              BYZANTIUM.consensus().withBombDelay(5_000_000).withBlockReward(ETHER.times(2)))
          .withExecution(ExecutionTables.CONSTANTINOPLE);

  /** Constantinople without EIP-1283 (EIP-1716). */
  public static final Fork PETERSBURG =
      CONSTANTINOPLE.next("Petersburg").withExecution(ExecutionTables.PETERSBURG);

  /** EIP-152, 1108, 1344, 1884, 2028, 2200. */
  public static final Fork ISTANBUL =
      PETERSBURG.next("Istanbul").withExecution(ExecutionTables.ISTANBUL);

  /** EIP-2384. */
  public static final Fork MUIR_GLACIER =
      ISTANBUL.next("MuirGlacier").withConsensus(ISTANBUL.consensus().withBombDelay(9_000_000));

  /** EIP-2565, 2718, 2929, 2930. */
  public static final Fork BERLIN =
      MUIR_GLACIER.next("Berlin").withExecution(ExecutionTables.BERLIN);

  /** EIP-1559, 3198, 3529, 3541, 3554. */
  public static final Fork LONDON =
      BERLIN
          .next("London")
          .withConsensus(BERLIN.consensus().withBombDelay(9_700_000).with(Feature.BASE_FEE))
          .withExecution(ExecutionTables.LONDON);

  /** EIP-4345. */
  public static final Fork ARROW_GLACIER =
      LONDON.next("ArrowGlacier").withConsensus(LONDON.consensus().withBombDelay(10_700_000));

  /** EIP-5133. */
  public static final Fork GRAY_GLACIER =
      ARROW_GLACIER
          .next("GrayGlacier")
          .withConsensus(ARROW_GLACIER.consensus().withBombDelay(11_400_000));

  /** EIP-3675, EIP-4399. */
  public static final Fork PARIS =
      GRAY_GLACIER
          .next("Paris")
          .withConsensus(GRAY_GLACIER.consensus().withMerge())
          .withExecution(ExecutionTables.PARIS);

  /** EIP-3651, 3855, 3860, 4895. */
  public static final Fork SHANGHAI =
      PARIS
          .next("Shanghai")
          .withConsensus(PARIS.consensus().with(Feature.WITHDRAWALS))
          .withExecution(ExecutionTables.SHANGHAI);

  /** EIP-1153, 4788, 4844, 5656, 6780, 7516. */
  public static final Fork CANCUN =
      SHANGHAI
          .next("Cancun")
          .withConsensus(SHANGHAI.consensus().withBlobs(new BlobSchedule(3, 6, 3_338_477)))
          .withExecution(ExecutionTables.CANCUN);

  /** EIP-2537, 2935, 6110, 7002, 7251, 7623, 7685, 7691, 7702. */
  public static final Fork PRAGUE =
      CANCUN
          .next("Prague")
          .withConsensus(
              CANCUN
                  .consensus()
                  .withBlobs(new BlobSchedule(6, 9, 5_007_716))
                  .with(Feature.REQUESTS))
          .withExecution(ExecutionTables.PRAGUE);

  /** EIP-7594, 7823, 7825, 7883, 7892, 7918, 7934, 7939, 7951. */
  public static final Fork OSAKA =
      PRAGUE
          .next("Osaka")
          .withConsensus(
              PRAGUE
                  .consensus()
                  .with(Feature.BLOB_RESERVE_PRICE)
                  .withMaxBlockBytes((10 << 20) - (2 << 20)))
          .withExecution(ExecutionTables.OSAKA);

  /** All of them, the oldest first. */
  public static final List<Fork> ALL =
      List.of(
          FRONTIER,
          HOMESTEAD,
          TANGERINE_WHISTLE,
          SPURIOUS_DRAGON,
          BYZANTIUM,
          CONSTANTINOPLE,
          PETERSBURG,
          ISTANBUL,
          MUIR_GLACIER,
          BERLIN,
          LONDON,
          ARROW_GLACIER,
          GRAY_GLACIER,
          PARIS,
          SHANGHAI,
          CANCUN,
          PRAGUE,
          OSAKA);

  private Forks() {}
}

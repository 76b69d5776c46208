package org.cairn.explorer;

import java.time.Instant;
import java.util.Optional;
import org.cairn.explorer.part.MomentPart;
import org.cairn.explorer.text.Numbers;
import org.cairn.explorer.text.Times;
import org.cairn.node.Node;
import org.cairn.node.job.JobStatus;
import org.cairn.node.query.ChainView;
import org.cairn.protocol.types.Header;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param search the text in the search box
 * @param state null while the node is not ready
 */
public record Frame(Assets assets, String version, String search, @Nullable State state) {
  /** Shortest age, in seconds, from which on a head is called old. */
  private static final long OLD = 120;

  /** Periods without a block after which a head is called old. */
  private static final long OLD_PERIODS = 8;

  /**
   * The node at the head of the view.
   *
   * @param id height as a link needs it
   * @param age of the head where it is old, else empty
   * @param peers in words; empty if the network part does not run
   * @param work what the node is busy with, in words; empty if it is not
   */
  public record State(
      String chain,
      String chainId,
      String id,
      String height,
      MomentPart time,
      String age,
      String peers,
      String work) {}

  static Frame of(Node node, ChainView view, Assets assets, String search, Instant now) {
    Header head = view.headHeader();
    State state =
        new State(
            Chain.name(view),
            view.config().chainId().toString(),
            Long.toString(head.number()),
            Numbers.grouped(head.number()),
            MomentPart.of(head.timestamp(), now),
            age(head, Chain.period(view), now),
            node.network()
                .map(network -> Numbers.counted(network.peers(), "peer", "peers"))
                .orElse(""),
            work(node).orElse(""));
    return new Frame(assets, node.clientVersion(), search, state);
  }

  static Frame withoutChain(Node node, Assets assets, String search) {
    return new Frame(assets, node.clientVersion(), search, null);
  }

  private static String age(Header head, long period, Instant now) {
    if (Long.compareUnsigned(head.timestamp(), now.getEpochSecond()) > 0) {
      return "";
    }
    long seconds = now.getEpochSecond() - head.timestamp();
    return seconds > Math.max(OLD, period * OLD_PERIODS) ? Times.span(seconds) : "";
  }

  private static Optional<String> work(Node node) {
    return node.jobs().all().stream()
        .filter(job -> job.state() == JobStatus.State.RUNNING)
        .findFirst()
        .map(job -> job.what() + ", " + Numbers.percent(Math.round(job.progress() * 1000), 1000));
  }
}

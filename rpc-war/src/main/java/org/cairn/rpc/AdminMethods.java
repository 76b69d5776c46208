package org.cairn.rpc;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.cairn.node.Node;
import org.cairn.node.job.JobStatus;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.ChainView;
import org.cairn.rpc.json.Json;
import org.cairn.rpc.json.JsonWriter;

/** {@code admin_…}: the node itself and its jobs. All of it needs {@link Rights#ADMIN}. */
final class AdminMethods {
  private final Node node;

  AdminMethods(Node node) {
    this.node = node;
  }

  void addTo(MethodTable table) {
    table.addForAdmin("admin_nodeInfo", 0, this::nodeInfo);
    table.addForAdmin("admin_importChain", 1, this::importChain);
    table.addForAdmin("admin_exportChain", 3, this::exportChain);
    table.addForAdmin("admin_rebuildIndexes", 2, this::rebuildIndexes);
    table.addForAdmin("admin_jobStatus", 1, this::jobStatus);
    table.addForAdmin("admin_cancelJob", 1, this::cancelJob);
    table.addForAdmin("admin_resumeJob", 1, this::resumeJob);
    table.addForAdmin("admin_jobs", 0, this::jobs);
  }

  private void nodeInfo(Call call, JsonWriter out) {
    Optional<Node.Network> network = node.network();
    out.beginObject();
    out.name("name").string(node.clientVersion());
    out.name("id").string(network.map(Node.Network::nodeId).orElse(""));
    out.name("enode").string(network.map(Node.Network::enode).orElse(""));
    out.name("ip").string(network.map(Node.Network::listenAddress).orElse(""));
    out.name("listenAddr")
        .string(network.map(face -> face.listenAddress() + ":" + face.port()).orElse(""));
    int port = network.map(Node.Network::port).orElse(0);
    out.name("ports").beginObject().name("discovery").number(port);
    out.name("listener").number(port).endObject();
    out.name("protocols").beginObject();
    writeEth(call.view(), call.session(), out);
    out.endObject().endObject();
  }

  private static void writeEth(ChainView view, Session session, JsonWriter out) {
    out.name("eth").beginObject();
    out.name("network").number(new Json.Numeric(view.config().chainId().toString()));
    out.name("genesis").data(view.genesisHash());
    out.name("head").data(view.head().hash());
    out.name("headNumber").number(view.headNumber());
    out.name("difficulty")
        .quantity(session.requireBlock(BlockSelector.Tag.LATEST).totalDifficulty());
    out.endObject();
  }

  /** A path; a relative one is in the directory of exports. */
  private Path path(Call call) {
    try {
      return node.jobs().exchangeDirectory().resolve(call.parameters().text(0));
    } catch (InvalidPathException malformed) {
      throw Values.wrong(Parameters.where(0), "no path");
    }
  }

  private void importChain(Call call, JsonWriter out) {
    out.string(node.jobs().importChain(path(call)).id());
  }

  private void exportChain(Call call, JsonWriter out) {
    long head = call.view().headNumber();
    long first = bound(call, 1, 0);
    long last = bound(call, 2, head);
    if (first > last || last > head) {
      throw RpcException.invalidParams(
          "blocks %d to %d: the head is %d".formatted(first, last, head));
    }
    out.string(node.jobs().exportChain(path(call), first, last).id());
  }

  private void rebuildIndexes(Call call, JsonWriter out) {
    long last = bound(call, 1, call.view().headNumber());
    out.string(node.jobs().rebuildIndexes(bound(call, 0, 0), last).id());
  }

  /** A block number as a quantity, or as a JSON number as go-ethereum takes it. */
  private static long bound(Call call, int index, long absent) {
    return call.parameters()
        .at(index)
        .map(value -> Values.quantityOrNumber(Parameters.where(index), value))
        .orElse(absent);
  }

  private void jobStatus(Call call, JsonWriter out) {
    writeOrNull(node.jobs().status(call.parameters().text(0)), out);
  }

  private void cancelJob(Call call, JsonWriter out) {
    writeOrNull(node.jobs().cancel(call.parameters().text(0)), out);
  }

  /** Answers with the id of the job that does the rest. */
  private void resumeJob(Call call, JsonWriter out) {
    node.jobs()
        .resume(call.parameters().text(0))
        .ifPresentOrElse(job -> out.string(job.id()), out::nothing);
  }

  private void jobs(Call call, JsonWriter out) {
    out.beginArray();
    node.jobs().all().forEach(job -> write(job, out));
    out.endArray();
  }

  private static void writeOrNull(Optional<JobStatus> job, JsonWriter out) {
    job.ifPresentOrElse(status -> write(status, out), out::nothing);
  }

  private static void write(JobStatus job, JsonWriter out) {
    double seconds = job.elapsedMillis() / 1000.0;
    out.beginObject();
    out.name("id").string(job.id());
    out.name("what").string(job.what());
    out.name("state").string(Values.lower(job.state()));
    out.name("blocks").number(job.blocks());
    out.name("skipped").number(job.skipped());
    out.name("transactions").number(job.transactions());
    out.name("gas").number(job.gas());
    out.name("lastBlock");
    job.lastBlock().ifPresentOrElse(out::number, out::nothing);
    out.name("elapsedMillis").number(job.elapsedMillis());
    out.name("progress").number(job.progress());
    out.name("blocksPerSecond").number(rate(job.blocks(), seconds));
    out.name("txPerSecond").number(rate(job.transactions(), seconds));
    out.name("mgasPerSecond").number(rate(job.gas() / 1e6, seconds));
    out.name("etaSeconds");
    if (job.ended() || job.progress() <= 0) {
      out.nothing();
    } else {
      out.number(rounded(seconds * (1 - job.progress()) / job.progress()));
    }
    out.name("error");
    job.error().ifPresentOrElse(out::string, out::nothing);
    out.endObject();
  }

  private static double rate(double amount, double seconds) {
    return seconds <= 0 ? 0 : rounded(amount / seconds);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}

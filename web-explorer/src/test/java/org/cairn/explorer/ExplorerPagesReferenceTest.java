package org.cairn.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cairn.node.query.BlockRecord;
import org.cairn.node.query.BlockSelector;
import org.cairn.node.query.PageKey;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.junit.jupiter.api.Test;

/** Pages over chains that go-ethereum made. */
class ExplorerPagesReferenceTest {
  private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]*)\"");
  private static final Pattern HASH = Pattern.compile("href=\"/tx/(0x[0-9a-f]{64})\"");
  private static final int CRAWL = 250;

  private static ExplorerServer serve(MemoryChain chain) throws Exception {
    Instant now = Instant.ofEpochSecond(chain.headHeader().timestamp() + 7);
    return new ExplorerServer(new MemoryNode(chain), InstantSource.fixed(now), 0);
  }

  @Test
  void everyLinkOfACliqueChainLeadsToASoundPage() throws Exception {
    crawl(SharedChains.clique());
  }

  @Test
  void everyLinkOfAMergedChainLeadsToASoundPage() throws Exception {
    crawl(SharedChains.merged());
  }

  @Test
  void everyLinkOfAnEthashChainThatWasNotExecutedLeadsToASoundPage() throws Exception {
    MemoryChain chain = SharedChains.ethash();
    try (ExplorerServer server = serve(chain)) {
      for (long number = 0; number <= chain.headNumber(); number += 5) {
        assertSound(server.get("/block/" + number), "/block/" + number);
      }
    }
  }

  /** Follows links breadth first, a few of each kind of page. */
  private static void crawl(MemoryChain chain) throws Exception {
    try (ExplorerServer server = serve(chain)) {
      Deque<String> waiting = new ArrayDeque<>(List.of("/"));
      Set<String> seen = new HashSet<>(waiting);
      for (int pages = 0; pages < CRAWL && !waiting.isEmpty(); pages++) {
        String path = waiting.poll();
        HttpResponse<String> response = server.get(path);
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
          assertSound(response, path);
        }
        List<String> links = new ArrayList<>(links(path, response.body()));
        links.removeIf(link -> !isExecuted(chain, link) || !seen.add(link));
        links.stream().limit(12).forEach(waiting::add);
      }
    }
  }

  /** Transactions of blocks without receipts have no page. */
  private static boolean isExecuted(MemoryChain chain, String link) {
    if (!link.startsWith("/tx/")) {
      return true;
    }
    Hash32 hash = Hash32.of(link.substring(4, 70));
    return chain.locate(hash).flatMap(at -> chain.receipts(at.blockHash())).isPresent();
  }

  private static List<String> links(String page, String html) {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(html);
    while (matcher.find()) {
      String link = matcher.group(1).replace("&amp;", "&");
      if (link.startsWith("?")) {
        link = page.replaceAll("\\?.*", "") + link.replaceAll("#.*", "");
      }
      if (!link.startsWith("#")) {
        assertThat(link).as("a link of %s", page).startsWith("/").doesNotStartWith("//");
        links.add(link);
      }
    }
    return links;
  }

  private static void assertSound(HttpResponse<String> response, String path) {
    String html = response.body();
    assertThat(response.statusCode()).as("%s: %s", path, html).isEqualTo(200);
    assertThat(html.length()).as("size of %s", path).isLessThan(100_000);
    assertThat(html)
        .as(path)
        .doesNotContain("th:", "style=", "http://", "https://", "javascript:", "null", "Optional")
        .doesNotContainPattern("<script(?! src=\"/assets/)")
        .doesNotContainPattern(" on[a-z]+=\"")
        .contains("<main id=\"content\"", "role=\"search\"", "<h1");
    Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
    Set<String> unique = new HashSet<>();
    while (ids.find()) {
      assertThat(unique.add(ids.group(1))).as("%s twice in %s", ids.group(1), path).isTrue();
    }
  }

  @Test
  void showsACheckpointOfCliqueWithItsSigners() throws Exception {
    MemoryChain chain = SharedChains.clique();
    try (ExplorerServer server = serve(chain)) {
      String page = server.get("/block/250").body();
      assertThat(page)
          .contains("0x8736f7c3fd8028b7804166ef2006102eea4e211898e3b3be1eff356ec44ff908")
          .contains("Signers from here on", ">in turn<", "420,000 of 8,000,000", "Petersburg")
          .contains("2019-04-16 01:02:30 UTC", "(12 min ago)", "“spike”", "0.00042 ETH")
          .contains("href=\"/block/249\"", "href=\"/block/251\"");
      assertThat(server.get("/block/251").body()).doesNotContain("Signers from here on");
    }
  }

  @Test
  void pagesThroughAHistoryBothWaysWithoutLossOrRepetition() throws Exception {
    MemoryChain chain = SharedChains.clique();
    Address sender = Address.of("0xD599036A4554840aeB0434B6c77416AbF5B87797");
    List<String> all =
        chain.transactionsOfBefore(sender, PageKey.NEWEST, 100_000).rows().stream()
            .map(row -> row.hash().toString())
            .toList();
    assertThat(all).hasSizeGreaterThan(50);
    try (ExplorerServer server = serve(chain)) {
      assertThat(follow(server, "/address/" + sender, "next")).isEqualTo(all);
      List<String> back = follow(server, "/address/" + sender + "?after=oldest", "prev");
      assertThat(back).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private static List<String> follow(ExplorerServer server, String from, String direction)
      throws Exception {
    List<String> hashes = new ArrayList<>();
    Pattern next = Pattern.compile("rel=\"" + direction + "\" href=\"([^\"]+)\"");
    Optional<String> path = Optional.of(from);
    while (path.isPresent()) {
      String html = server.get(path.get()).body();
      HASH.matcher(html).results().map(match -> match.group(1)).forEach(hashes::add);
      path =
          next.matcher(html)
              .results()
              .findFirst()
              .map(match -> match.group(1))
              .map(link -> link.replace("&amp;", "&"));
    }
    return hashes;
  }

  @Test
  void showsEveryTransactionTypeOfAMergedChain() throws Exception {
    MemoryChain chain = SharedChains.merged();
    Set<String> types = new HashSet<>();
    try (ExplorerServer server = serve(chain)) {
      for (long number = 1; number <= chain.headNumber(); number++) {
        Hash32 hash = chain.resolve(new BlockSelector.ByNumber(number)).orElseThrow();
        BlockRecord block = chain.block(hash).orElseThrow();
        if (block.executed()) {
          for (int i = 0; i < block.block().transactions().size(); i += 3) {
            String path = "/tx/" + block.block().transactions().get(i).hash();
            HttpResponse<String> page = server.get(path);
            assertSound(page, path);
            Matcher type = Pattern.compile("EIP-(2930|1559|4844|7702)\\)<").matcher(page.body());
            types.add(type.find() ? type.group(1) : "legacy");
          }
        }
      }
    }
    assertThat(types).contains("legacy", "2930", "1559", "4844");
  }

  @Test
  void showsATransferOfATokenAsItsLogSaysIt() throws Exception {
    try (ExplorerServer server = serve(SharedChains.merged())) {
      String page =
          server
              .get("/tx/0x005b4a4d813c1fbf4623026595754cc1e2e7e16510c87a7a68293e812a63b363")
              .body();
      assertThat(page)
          .contains("called 0x779f21bb on ", "363,523 of 3,000,000", "1.014822314 Gwei")
          .contains("0.000005388252052222 ETH</span> burnt", "0.000363523 ETH</span> tip")
          .contains("title=\"ERC-20\">Transfer<", ">1 unit<");
    }
  }

  @Test
  void takesContractCodeApart() throws Exception {
    String token = "/address/0x5594715D7E184547371e2427C6216Fb0F4F2e253";
    try (ExplorerServer server = serve(SharedChains.merged())) {
      assertThat(server.get(token).body()).contains("Contract", "1,274 bytes", "CALLDATASIZE");
      assertThat(server.get(token + "/disassembly").body()).startsWith("0000 PUSH");
      assertThat(server.get(token + "/code").body()).startsWith("0x60").hasSize(2 + 2 * 1_274 + 1);
    }
  }
}

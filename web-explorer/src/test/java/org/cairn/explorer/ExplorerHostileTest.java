package org.cairn.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.ChainConfig;
import org.cairn.protocol.fork.ForkSchedule;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain full of malice, requests full of malice, and a node in trouble. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerHostileTest {
  private static final String SCRIPT = "<script>alert('x')</script>\"'&";
  private static final Bytes SCRIPT_BYTES = Bytes.wrap(SCRIPT.getBytes(StandardCharsets.UTF_8));
  private static final String HASH = "0x" + "ab".repeat(32);
  private static final Address SENDER = TestTransactions.sender();

  private MemoryChain chain;
  private MemoryNode node;
  private Transaction transfer;
  private Block side;
  private ExplorerServer server;

  @BeforeAll
  void start() throws ServletException {
    ChainConfig config =
        new ChainConfig(
            U256.of(77),
            ForkSchedule.always(Forks.PETERSBURG),
            new ChainConfig.SealEngine.Ethash(),
            OptionalLong.empty(),
            Optional.empty());
    Header genesis = header(0).build();
    chain = new MemoryChain(config, new Block(genesis, BlockBody.EMPTY));
    transfer = TestTransactions.sign(0, Address.of(5), 1_000, SCRIPT_BYTES);
    Transaction creation = TestTransactions.sign(1, null, 0, Bytes.of("0x6000"));
    Header first = header(1).parentHash(genesis.hash()).gasUsed(121_000).build();
    Block block = block(first, transfer, creation);
    chain.add(
        block,
        Optional.of(
            List.of(
                Receipt.ofStatus(TransactionType.LEGACY, true, 21_000, List.of()),
                Receipt.ofStatus(TransactionType.LEGACY, false, 121_000, List.of()))));
    chain.addCalls(
        block.hash(),
        List.of(
            new ValueCall(
                0, List.of(0), ValueCall.Kind.CALL, Address.of(5), Address.of(6), U256.ONE)));
    side = block(header(1).parentHash(genesis.hash()).timestamp(9).build());
    chain.addSide(side);
    chain.addAccount(SENDER, 2, U256.MAX, Bytes.EMPTY);
    node = new MemoryNode(chain);
    server = new ExplorerServer(node, InstantSource.fixed(Instant.ofEpochSecond(1_000)), 0);
  }

  private static Header.Builder header(long number) {
    return new Header.Builder()
        .number(number)
        .timestamp(number * 15)
        .difficulty(U256.of(131_072))
        .gasLimit(8_000_000)
        .extraData(SCRIPT_BYTES);
  }

  private static Block block(Header header, Transaction... transactions) {
    return new Block(header, new BlockBody(List.of(transactions), List.of(), null));
  }

  @AfterEach
  void recover() {
    node.ready(true, "");
    node.breakViews(false);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void assertHarmless(HttpResponse<String> response) {
    assertThat(response.body())
        .doesNotContain("<script>", "Exception", "\tat ", "org.cairn.", "secret")
        .hasSizeLessThan(100_000);
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .hasValue(SecurityHeaders.POLICY);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
  }

  @Test
  void escapesWhatAChainSays() throws Exception {
    String block = server.get("/block/1").body();
    assertThat(block).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&#39;&amp;");
    assertHarmless(server.get("/block/1"));
    assertHarmless(server.get("/tx/" + transfer.hash()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCRIPT,
        "\" onfocus=alert(1) autofocus=\"",
        "${7*7}",
        "__${T(java.lang.Runtime)}__::.x",
        "\u0000\u0001\u001b[31m",
        "\u202egnp.exe",
        "../../etc/passwd",
        "%00",
        "-1",
        "999999999999999999999999999999",
        "🦄🦄"
      })
  void answersHostileSearches(String typed) throws Exception {
    HttpResponse<String> response = server.get("/search?q=" + encode(typed));
    assertThat(response.statusCode()).isEqualTo(404);
    assertHarmless(response);
    assertThat(response.body()).doesNotContain(">49<");
  }

  @Test
  void answersVeryLongSearches() throws Exception {
    for (String letter : List.of("9", "a", "ä", "<", "🦄")) {
      assertHarmless(server.get("/search?q=" + encode(letter.repeat(1_500))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/block/-1, 400",
    "/block/1.0, 400",
    "/block/0x1, 400",
    "/block/99999999999999999999999999, 400",
    "/block/9223372036854775807, 404",
    "/block/2, 404",
    "/block/latest, 400",
    "/block/1/2/3, 404",
    "/block/1?from=-1, 400",
    "/block/1?from=2, 400",
    "/block/1?from=9223372036854775807, 400",
    "/block/1?withdrawals=5, 400",
    "/blocks?before=-5, 400",
    "/blocks?before=x, 400",
    "/blocks?before=9223372036854775807, 200",
    "/blocks?before=0, 200",
    "/blocks/x, 400",
    "/transactions?before=1, 400",
    "/transactions?before=-1.-1, 400",
    "/transactions?before=0.0, 200",
    "/tx/0x12, 400",
    "/tx, 400",
    "/address/0x12, 400",
    "/address, 400",
    "/address/0x0000000000000000000000000000000000000005?before=x, 400",
    "/address/0x0000000000000000000000000000000000000005?before=1.1&after=1.1, 400",
    "/address/0x0000000000000000000000000000000000000005?after=9223372036854775807.2147483647, 200",
    "/address/0x0000000000000000000000000000000000000005/nothing, 404",
    "/nothing, 404",
    "/container-error, 404",
    "/assets/x/y/z, 404",
    "/assets/0/explorer.java, 404",
  })
  void refusesWhatMakesNoSense(String path, int status) throws Exception {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertHarmless(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/WEB-INF/web.xml",
        "/WEB-INF/templates/layout.html",
        "/../../../../etc/passwd",
        "/block/..%2f..%2fWEB-INF%2fweb.xml",
        "/assets/%2e%2e/%2e%2e/WEB-INF/web.xml",
        "/assets/..;/WEB-INF/web.xml",
        "/block/%00",
        "/tx/%ff%fe",
        "/search?q=%",
        "/search?q=%zz",
        "/block/1;jsessionid=x",
        "/%E2%80%AE"
      })
  void givesNothingAwayForMalformedTargets(String target) throws IOException {
    String response = server.sendRaw(target);
    assertThat(response).startsWith("HTTP/1.1 ");
    assertThat(response)
        .doesNotContain("<web-app", "root:", "\tat ", "th:text", "Exception", "org.cairn.");
  }

  @Test
  void saysWhatKindOfHashIsMissing() throws Exception {
    assertThat(server.get("/tx/" + HASH).body()).contains("No transaction of this chain");
    assertThat(server.get("/block/" + HASH).body()).contains("No block of this chain");
    assertThat(server.get("/search?q=" + HASH).body())
        .contains("32 bytes, but no block or transaction of this chain has this hash.");
    assertThat(server.get("/tx/" + side.hash()).body()).contains("/block/" + side.hash());
    assertThat(server.get("/block/" + transfer.hash()).body()).contains("/tx/" + transfer.hash());
  }

  @ParameterizedTest
  @CsvSource({"1, /block/1", "0x1, /block/1", "' 1 ', /block/1", "#1, /block/1"})
  void goesStraightToABlock(String typed, String path) throws Exception {
    HttpResponse<String> response = server.get("/search?q=" + encode(typed));
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location")).hasValue(path);
  }

  @Test
  void findsHashesWithoutAskingWhoseTheyAre() throws Exception {
    String bare = transfer.hash().toString().substring(2);
    assertThat(server.get("/search?q=" + bare).headers().firstValue("Location"))
        .hasValue("/tx/" + transfer.hash());
    assertThat(server.get("/search?q=" + side.hash()).headers().firstValue("Location"))
        .hasValue("/block/" + side.hash());
  }

  @Test
  void warnsOfAWrongChecksum() throws Exception {
    String wrong = "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    HttpResponse<String> search = server.get("/search?q=" + wrong);
    assertThat(search.statusCode()).isEqualTo(200);
    assertThat(search.body()).contains("checksum", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    assertThat(server.get("/address/" + wrong).body()).contains("Check this address");
  }

  @Test
  void saysThatABlockIsNotCanonical() throws Exception {
    String page = server.get("/block/" + side.hash()).body();
    assertThat(page).contains("not on the canonical chain", "was not executed here");
    assertThat(page).contains("/block/" + side.hash() + "/raw");
  }

  @Test
  void tellsWhatAFailedCreationTried() throws Exception {
    String hash = server.get("/block/1").body().split("/tx/")[2].substring(0, 66);
    String page = server.get("/tx/" + hash).body();
    assertThat(page)
        .contains("created the contract", "It failed: it used all its gas", "Would have created");
  }

  @Test
  void showsValueThatMovedInside() throws Exception {
    assertThat(server.get("/tx/" + transfer.hash()).body())
        .contains("Value moved inside", "title=\"1 wei\">1 wei<");
  }

  @Test
  void showsAnAddressWhoseStateCannotBeRead() throws Exception {
    MemoryChain lost =
        new MemoryChain(chain.config(), new Block(header(0).build(), BlockBody.EMPTY));
    lost.loseState();
    try (ExplorerServer other =
        new ExplorerServer(new MemoryNode(lost), InstantSource.system(), 0)) {
      HttpResponse<String> page = other.get("/address/" + SENDER);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("The state of the head is being rebuilt.");
      assertThat(other.get("/address/" + SENDER + "/code").statusCode()).isEqualTo(404);
      assertThat(lost.closed()).isTrue();
    }
  }

  @Test
  void saysWhatANodeDoesThatIsNotReady() throws Exception {
    node.ready(false, "Applying block 17 of 300 to the world state.");
    HttpResponse<String> response = server.get("/block/1");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("Applying block 17 of 300 to the world state.");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertHarmless(response);
  }

  @Test
  void keepsTheCauseOfAFailureToTheLog() throws Exception {
    node.breakViews(true);
    HttpResponse<String> response = server.get("/");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("This page could not be made");
    assertHarmless(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void onlyReads(String method) throws Exception {
    HttpResponse<String> response = server.send(method, "/block/1");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void answersHeadWithoutAPage() throws Exception {
    HttpResponse<String> response = server.send("HEAD", "/block/1");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void letsBrowsersKeepAssetsOfThisVersionOnly() throws Exception {
    String page = server.get("/").body();
    String path = page.split("rel=\"stylesheet\" href=\"")[1].split("\"")[0];
    assertThat(server.get(path).headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable");
    assertThat(server.get("/assets/0123/explorer.css").headers().firstValue("Cache-Control"))
        .hasValue("no-cache");
  }

  @Test
  void saysThatTheHeadIsOldAndSinceWhen() throws Exception {
    assertThat(server.get("/").body())
        .contains("no block for <b>16 min</b>", "1970-01-01 00:00:15 UTC");
  }

  @Test
  void saysWhatTheNodeIsBusyWith() throws Exception {
    MemoryNode busy = new MemoryNode(chain);
    busy.importing(0.42);
    try (ExplorerServer other = new ExplorerServer(busy, InstantSource.system(), 0)) {
      assertThat(other.get("/").body()).contains("import of chain.rlp, 42.0 %", "3 peers");
    }
  }
}

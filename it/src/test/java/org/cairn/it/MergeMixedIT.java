package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chain of today, from Paris to the forks for blobs alone, with every type of transaction: it is
 * imported, answers as go-ethereum does, and is shown.
 */
class MergeMixedIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String ADDRESS = "0x187e3c8c2c8f28de0b7cb1b034b1a8293329eb64";
  private static final int BLOB = 3;
  private static final int SET_CODE = 4;

  @TempDir private static Path directory;
  private static NodeProcess node;

  @BeforeAll
  static void start() throws Exception {
    node = SharedChain.ofFolder("merge-mixed").start(directory.resolve("data"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void makesTheLastBlockOfTheFileItsHead() throws Exception {
    assertThat(node.call("eth_getBlockByNumber", "latest", false).path("hash").asText())
        .isEqualTo(SharedChain.meta("merge-mixed").path("headHash").asText());
  }

  @Test
  void answersAsGethDid() {
    Path recorded = SharedChain.file("chains/merge-mixed/rpc-geth-1.17.5.io.gz");
    RecordedAnswers.read(recorded, node).check("merge-mixed");
  }

  @Test
  void knowsNoSafeBlockWithoutAConsensusClient() {
    for (String tag : List.of("safe", "finalized")) {
      assertThat(node.answer("eth_getBlockReceipts", tag).at("/error/code").asInt())
          .isEqualTo(-39001);
      assertThat(node.answer("eth_getBalance", ADDRESS, tag).at("/error/code").asInt())
          .isEqualTo(-39001);
    }
  }

  @Test
  void provesAccountsOfTheLast128BlocksAndSaysSoBeyond() {
    for (String number : List.of("0x116", "0x115", "0x96")) {
      JsonNode proof = node.call("eth_getProof", ADDRESS, List.of(), number);
      assertThat(proof.path("balance")).isEqualTo(node.call("eth_getBalance", ADDRESS, number));
      assertThat(proof.path("accountProof")).isNotEmpty();
    }
    assertThat(
            node.answer("eth_getProof", ADDRESS, List.of(), "0x95").at("/error/message").asText())
        .contains("proofs are kept for blocks 150 to 278");
  }

  @Test
  void showsBlobsAuthorizationsAndWithdrawals() throws Exception {
    List<String> missing = Browser.missing();
    assumeTrue(missing.isEmpty(), () -> String.join(" and ", missing) + " missing");
    JsonNode blob = newest(BLOB, "/blobVersionedHashes/0");
    JsonNode setCode = newest(SET_CODE, "/authorizationList/0/address");
    String withdrawn = newestWithWithdrawals();
    try (Browser browser = Browser.start()) {
      for (int width : List.of(1280, 360)) {
        browser.show(width, "light");
        String blobs = page(browser, "transaction-blob", "/tx/" + hash(blob), width);
        assertThat(blobs)
            .contains(blob.at("/blobVersionedHashes/0").asText())
            .containsIgnoringCase("blob gas");
        String codes = page(browser, "transaction-set-code", "/tx/" + hash(setCode), width);
        assertThat(codes)
            .containsIgnoringCase("authorization")
            .containsIgnoringCase(setCode.at("/authorizationList/0/address").asText());
        String number = Integer.decode(blob.path("blockNumber").asText()).toString();
        assertThat(page(browser, "block-blobs", "/block/" + number, width))
            .containsIgnoringCase("blob gas");
        assertThat(page(browser, "block-withdrawals", "/block/" + withdrawn, width))
            .containsIgnoringCase("withdrawal");
      }
    }
  }

  /** Shows a page, keeps a picture of it and returns its contents. */
  private static String page(Browser browser, String name, String path, int width)
      throws Exception {
    browser.open(node.explorer().resolve(path));
    browser.screenshot(SCREENSHOTS.resolve("merge-" + name + "-" + width + ".png"), width);
    assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
        .as("width of %s", path)
        .isLessThanOrEqualTo(width);
    assertThat(browser.complaints()).as("complaints about %s", path).isEmpty();
    return browser.run("return document.body.innerHTML").asText();
  }

  private static String hash(JsonNode transaction) {
    return transaction.path("hash").asText();
  }

  /** The newest transaction of a type that has something else than zero in a member. */
  private static JsonNode newest(int type, String member) {
    for (int number = 278; number > 0; number--) {
      JsonNode block = node.call("eth_getBlockByNumber", "0x" + Integer.toHexString(number), true);
      for (JsonNode transaction : block.path("transactions")) {
        if (Integer.decode(transaction.path("type").asText()) == type
            && transaction.at(member).asText().matches("0x.*[^0].*")) {
          return transaction;
        }
      }
    }
    throw new AssertionError("no transaction of type " + type);
  }

  private static String newestWithWithdrawals() {
    for (int number = 278; number > 0; number--) {
      JsonNode block = node.call("eth_getBlockByNumber", "0x" + Integer.toHexString(number), false);
      if (!block.path("withdrawals").isEmpty()) {
        return Integer.toString(number);
      }
    }
    throw new AssertionError("no block with withdrawals");
  }
}

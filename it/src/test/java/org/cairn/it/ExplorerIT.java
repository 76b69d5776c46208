package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A walk through the explorer of the sample chain in a real browser. */
@ExtendWith(RunningNode.class)
class ExplorerIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String HEAD =
      "0x05a858476226fb1102db652e421c6dcda1fccbb19202629ce83896c745e63892";
  private static final String SENDER = "0xD599036A4554840aeB0434B6c77416AbF5B87797";

  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    List<String> missing = Browser.missing();
    assumeTrue(
        missing.isEmpty(),
        () ->
            String.join(" and ", missing)
                + " missing: apt-get install chromium chromium-driver, then this walk runs");
    browser = Browser.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static final Duration ARRIVAL = Duration.ofSeconds(20);

  private static void open(NodeProcess node, String path) throws Exception {
    browser.open(node.explorer().resolve(path));
  }

  private static String text(String selector) throws Exception {
    return browser
        .run("return document.querySelector(arguments[0]).textContent", selector)
        .asText();
  }

  private static String path() throws Exception {
    URI page = browser.page();
    return page.getPath() + (page.getQuery() == null ? "" : "?" + page.getQuery());
  }

  /**
   * The path, once it is as expected: a click or a key returns before the browser has left the
   * page.
   */
  private static String path(Predicate<String> expected) throws Exception {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    while (!expected.test(path()) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return path();
  }

  @ParameterizedTest
  @CsvSource({
    "home, /",
    "blocks, /blocks",
    "block, /block/250",
    "transactions, /transactions",
    "address, /address/0xD599036A4554840aeB0434B6c77416AbF5B87797",
    "search, /search?q=ff",
  })
  void fitsNarrowAndWideWindowsInBothColourSchemes(String name, String path, NodeProcess node)
      throws Exception {
    for (String scheme : List.of("light", "dark")) {
      for (int width : List.of(360, 1280)) {
        browser.show(width, scheme);
        open(node, path);
        browser.screenshot(SCREENSHOTS.resolve(name + "-" + width + "-" + scheme + ".png"), width);
        int needed = browser.run("return document.documentElement.scrollWidth").asInt();
        assertThat(needed).as("width of %s at %s", path, width).isLessThanOrEqualTo(width);
        assertThat(browser.complaints()).as("complaints about %s", path).isEmpty();
      }
    }
  }

  @Test
  void walksFromHomeToABlockToATransactionToItsSender(NodeProcess node) throws Exception {
    browser.show(1280, "light");
    open(node, "/");
    assertThat(text(".state")).contains("Clique chain", "1827", "300");
    assertThat(browser.run("return document.querySelectorAll('.chart rect.hit').length").asInt())
        .isEqualTo(60);
    browser.click("section[aria-labelledby=latest-blocks] .id");
    assertThat(path("/block/300"::equals)).isEqualTo("/block/300");
    assertThat(text("main")).contains(HEAD, "the head of the chain", "420,000 of 8,000,000");
    browser.click("section[aria-labelledby=from] a[href^='/tx/']");
    assertThat(path(path -> path.startsWith("/tx/0x"))).startsWith("/tx/0x");
    assertThat(text(".status")).contains("Succeeded");
    assertThat(text(".sentence")).contains(" sent ", " to ");
    browser.screenshot(SCREENSHOTS.resolve("transaction-1280-light.png"), 1280);
    browser.click("dl.facts a[href^='/address/']");
    assertThat(path(path -> path.startsWith("/address/0x"))).startsWith("/address/0x");
    assertThat(text("main")).contains("Balance", "in and out, newest first");
  }

  @Test
  void searchesFromTheKeyboard(NodeProcess node) throws Exception {
    open(node, "/");
    browser.type("body", "/");
    assertThat(browser.run("return document.activeElement.id").asText()).isEqualTo("q");
    browser.type("#q", "0x" + HEAD.substring(2) + "\n");
    assertThat(path(("/block/" + HEAD)::equals)).isEqualTo("/block/" + HEAD);
    browser.type("#q", " 1,000 \n");
    assertThat(text("main")).contains("block 1,000 is not there yet", "block 300");
    browser.type("#q", "x".repeat(150) + "\n");
    assertThat(text("main")).contains("Nothing found");
  }

  @Test
  void goesToTheBlocksBesideByKeys(NodeProcess node) throws Exception {
    open(node, "/block/200");
    browser.type("body", "n");
    assertThat(path("/block/201"::equals)).isEqualTo("/block/201");
    browser.type("body", "p");
    browser.click("a[data-key=p]");
    assertThat(path("/block/199"::equals)).isEqualTo("/block/199");
  }

  @Test
  void pagesThroughTheHistoryOfAnAddressToItsFirstTransaction(NodeProcess node) throws Exception {
    open(node, "/address/" + SENDER);
    String newest = text("section[aria-labelledby=transactions] a[href^='/tx/']");
    browser.click("a[rel=next]");
    assertThat(path(path -> path.contains("?before="))).contains("?before=");
    assertThat(text("section[aria-labelledby=transactions] a[href^='/tx/']")).isNotEqualTo(newest);
    browser.click("a[href$='after=oldest']");
    assertThat(browser.run("return document.querySelector('a[rel=next]') === null").asBoolean())
        .isTrue();
    browser.click("a[rel=prev]");
    assertThat(path(path -> path.contains("after="))).contains("after=");
  }

  @Test
  void switchesColoursAndTimesAndRemembersThem(NodeProcess node) throws Exception {
    browser.show(1280, "light");
    open(node, "/block/250");
    browser.run("localStorage.clear()");
    open(node, "/blocks");
    String age = text("main time");
    assertThat(age).endsWith("ago");
    browser.click("#tools button:first-child");
    assertThat(text("main time")).isEqualTo("2019-04-16 01:15:00 UTC");
    browser.click("#tools button:last-child");
    open(node, "/blocks");
    assertThat(text("main time")).isEqualTo("2019-04-16 01:15:00 UTC");
    assertThat(browser.run("return document.documentElement.dataset.theme").asText())
        .isEqualTo("dark");
    browser.run("localStorage.clear()");
  }

  @Test
  void worksWithoutScripts(NodeProcess node) throws Exception {
    browser.scripts(false);
    try {
      open(node, "/block/250");
      browser.screenshot(SCREENSHOTS.resolve("block-1280-without-scripts.png"), 1280);
      browser.click("a[rel=next]");
      assertThat(path("/block/251"::equals)).isEqualTo("/block/251");
      browser.type("#q", "17\n");
      assertThat(path("/block/17"::equals)).isEqualTo("/block/17");
    } finally {
      browser.scripts(true);
    }
  }
}

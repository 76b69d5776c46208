package org.cairn.rpc.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.cairn.rpc.Rights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private final Gate developer =
      new Gate(new HttpSettings(HttpSettings.LOOPBACK, Set.of(), true, 1));
  private final Gate open =
      new Gate(
          new HttpSettings(Set.of("node.example.org"), Set.of("https://wallet.example"), false, 1));

  private static Gate.Caller caller(@Nullable String host, @Nullable String origin) {
    return new Gate.Caller(host, origin, "http", "127.0.0.1", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost:8545", "127.0.0.1:8545", "[::1]:8545", "LOCALHOST"})
  void servesLoopbackNames(String host) {
    assertThat(developer.refusal(caller(host, null))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example:8545",
        "evil.example:8545#localhost",
        "localhost@evil.example",
        "[::1",
        "[::1].evil.example"
      })
  void refusesOtherNamesAgainstRebinding(@Nullable String host) {
    assertThat(developer.refusal(caller(host, null))).isPresent();
  }

  @Test
  void servesConfiguredNamesInsteadOfLoopback() {
    assertThat(open.refusal(caller("node.example.org:443", null))).isEmpty();
    assertThat(open.refusal(caller("localhost", null))).isPresent();
  }

  @Test
  void refusesForeignPagesUnlessConfigured() {
    assertThat(developer.refusal(caller("localhost:8545", "http://evil.example"))).isPresent();
    assertThat(developer.refusal(caller("localhost:8545", "null"))).isPresent();
    assertThat(developer.refusal(caller("localhost:8545", "http://localhost:8080"))).isPresent();
    assertThat(developer.refusal(caller("localhost:8545", "http://localhost:8545"))).isEmpty();
    assertThat(open.refusal(caller("node.example.org", "https://wallet.example"))).isEmpty();
    assertThat(open.crossOrigin("https://wallet.example")).contains("https://wallet.example");
    assertThat(open.crossOrigin("https://evil.example")).isEmpty();
  }

  @Test
  void makesAnAdministratorOfALocalCallerInDeveloperModeOnly() {
    assertThat(developer.rights(caller("localhost:8545", null))).isEqualTo(Rights.ADMIN);
    assertThat(open.rights(caller("localhost:8545", null))).isEqualTo(Rights.READ);
    assertThat(developer.rights(caller("node.example.org", null))).isEqualTo(Rights.READ);
    assertThat(developer.rights(caller("localhost", "http://localhost:8080")))
        .isEqualTo(Rights.READ);
    assertThat(developer.rights(new Gate.Caller("localhost", null, "http", "192.0.2.7", false)))
        .isEqualTo(Rights.READ);
    assertThat(developer.rights(new Gate.Caller("localhost", null, "http", "::1", false)))
        .isEqualTo(Rights.ADMIN);
    assertThat(developer.rights(new Gate.Caller("localhost", null, "http", "evil.example", false)))
        .isEqualTo(Rights.READ);
  }

  @Test
  void makesAnAdministratorOfWhoHasTheRole() {
    assertThat(open.rights(new Gate.Caller("node.example.org", null, "https", "192.0.2.7", true)))
        .isEqualTo(Rights.ADMIN);
  }

  @Test
  void takesJsonByItsContentType() {
    assertThat(Gate.isJson("application/json")).isTrue();
    assertThat(Gate.isJson("Application/JSON; charset=utf-8")).isTrue();
    assertThat(Gate.isJson("text/plain")).isFalse();
    assertThat(Gate.isJson("application/x-www-form-urlencoded")).isFalse();
    assertThat(Gate.isJson(null)).isFalse();
  }
}

package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cairn.node.peers.PeerEvent.Greeted;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.BaseMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another implementation as the peer: the {@code devp2p} tool of go-ethereum. */
@Timeout(60)
class Devp2pToolTest {
  private static Path tool() {
    Stream<String> directories =
        Stream.concat(
            Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)),
            Stream.of(System.getProperty("user.home") + "/go/bin"));
    Optional<Path> found =
        directories
            .map(directory -> Path.of(directory, "devp2p"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "no devp2p in PATH or ~/go/bin: go install"
            + " github.com/ethereum/go-ethereum/cmd/devp2p@v1.17.5");
    return found.orElseThrow();
  }

  @Test
  void theToolOfGoEthereumPrintsOurHello() throws Exception {
    Path tool = tool();
    try (RunningListener a =
        RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT)) {
      Process ping =
          new ProcessBuilder(tool.toString(), "rlpx", "ping", a.enode().toString())
              .redirectErrorStream(true)
              .start();
      String printed = new String(ping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(ping.waitFor()).as(printed).isZero();
      assertThat(printed)
          .contains("Version:" + BaseMessage.VERSION)
          .contains("Name:Cairn/test")
          .contains("ID:" + numbers(a.key.id()));
      assertThat(a.events.all()).noneMatch(Greeted.class::isInstance);
    }
  }

  /** A byte string as Go prints it. */
  private static String numbers(Bytes bytes) {
    return IntStream.range(0, bytes.length())
        .mapToObj(i -> String.valueOf(bytes.at(i) & 0xff))
        .collect(Collectors.joining(" ", "[", "]"));
  }
}

package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The resource adapter in the server, met by another client's program. */
@ExtendWith(RunningNode.class)
class PeerIT {
  private static Optional<Path> devp2p() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    Path go =
        Optional.ofNullable(System.getenv("GOPATH"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), "go"));
    return Stream.concat(onPath, Stream.of(go.resolve("bin")))
        .map(directory -> directory.resolve("devp2p"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void goEthereumsPingPrintsOurHello(NodeProcess node) throws IOException, InterruptedException {
    Optional<Path> program = devp2p();
    assumeTrue(
        program.isPresent(),
        "missing devp2p: go install github.com/ethereum/go-ethereum/cmd/devp2p@v1.17.5");
    String enode = node.call("admin_nodeInfo").path("enode").asText();
    Process ping =
        new ProcessBuilder(program.get().toString(), "rlpx", "ping", enode)
            .redirectErrorStream(true)
            .start();
    String output = new String(ping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(ping.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).contains("Cairn/v").contains("Version:5");
    assertThat(ping.exitValue()).as(output).isZero();
  }
}

package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.cairn.node.peers.PeerEvent.Greeted;
import org.cairn.node.peers.PeerEvent.Left;
import org.cairn.node.peers.PeerEvent.MessageReceived;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.BaseMessage;
import org.cairn.protocol.devp2p.BaseMessage.Disconnect;
import org.cairn.protocol.devp2p.BaseMessage.Hello;
import org.cairn.protocol.devp2p.BaseMessage.Ping;
import org.cairn.protocol.devp2p.BaseMessage.Pong;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.DisconnectReason;
import org.cairn.protocol.devp2p.SharedCapabilities.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostilePeerTest {
  private static final Capability TALK = new Capability("talk", 1);

  private RunningListener node;

  @BeforeEach
  void start() throws IOException {
    node =
        RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT, new Offer(TALK, 4));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private RawPeer greeted() throws Exception {
    RawPeer peer = new RawPeer(node.enode());
    peer.greet(peer.hello(BaseMessage.VERSION, TALK));
    node.events.next(Greeted.class);
    return peer;
  }

  @Test
  void aFirstMessageThatIsNoHelloBreaksTheProtocol() throws Exception {
    try (RawPeer peer = new RawPeer(node.enode())) {
      peer.write(Ping.ID, new Ping().payload());
      assertThat(peer.read()).isInstanceOf(Hello.class);
      assertThat(peer.read()).isEqualTo(new Disconnect(DisconnectReason.PROTOCOL_BREACH));
    }
  }

  @Test
  void anIdThatIsNotThePeersOwnIsInvalid() throws Exception {
    try (RawPeer peer = new RawPeer(node.enode())) {
      Hello lie = new Hello(5, "liar", List.of(TALK), 0, node.key.id());
      peer.greet(new Hello(4, lie.client(), lie.capabilities(), 0, lie.nodeId()));
      assertThat(peer.read()).isEqualTo(new Disconnect(DisconnectReason.INVALID_IDENTITY));
    }
  }

  @Test
  void aHelloThatIsTooLargeIsNotRead() throws Exception {
    try (RawPeer peer = new RawPeer(node.enode())) {
      Hello large = new Hello(4, "x".repeat(3000), List.of(TALK), 0, peer.key.id());
      peer.greet(large);
      assertThat(peer.read()).isEqualTo(new Disconnect(DisconnectReason.PROTOCOL_BREACH));
    }
  }

  @Test
  void aPeerThatGoesBeforeItsHelloLeavesNothingBehind() throws Exception {
    try (RawPeer peer = new RawPeer(node.enode())) {
      Disconnect goodbye = new Disconnect(DisconnectReason.TOO_MANY_PEERS);
      peer.write(goodbye.id(), goodbye.payload());
      peer.read();
      assertThat(peer.socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(node.events.open.get()).isEqualTo(1);
  }

  @Test
  void everyBreachAfterTheHelloIsToldToBothSides() throws Exception {
    byte[] bomb = {0x10, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x07, 0};
    byte[] noSnappy = {0x10, 5, 1};
    byte[] unknown = {0x14, 0, 0};
    byte[] noBase = {0x0f, 0, 0};
    byte[] secondHello = {(byte) 0x80, 1, 0, (byte) 0xc0};
    byte[] nothing = {};
    for (byte[] content : List.of(bomb, noSnappy, unknown, noBase, secondHello, nothing)) {
      try (RawPeer peer = greeted()) {
        peer.writeContent(content);
        assertThat(peer.read()).isEqualTo(new Disconnect(DisconnectReason.PROTOCOL_BREACH));
      }
      node.events.next(Left.class);
    }
    assertThat(node.listener.statistics().protocolErrors()).isEqualTo(6);
  }

  @Test
  void aFrameBeyondTheLimitIsRefusedByItsHeader() throws Exception {
    try (RawPeer peer = greeted()) {
      byte[] content = new byte[2 * 1024 * 1024];
      Arrays.fill(content, (byte) 0x55);
      try {
        peer.writeContent(content);
        peer.read();
      } catch (IOException hungUp) {
        // the node need not wait until all of it was sent
      }
      assertThat(node.events.next(Left.class).reason()).contains("TOO_LARGE");
    }
  }

  @Test
  void aChangedByteOnTheWireEndsTheConnection() throws Exception {
    try (RawPeer peer = greeted()) {
      peer.socket.getOutputStream().write(new byte[48]);
      assertThat(peer.read()).isEqualTo(new Disconnect(DisconnectReason.PROTOCOL_BREACH));
      assertThat(node.events.next(Left.class).reason()).contains("WRONG_HEADER_MAC");
    }
  }

  @Test
  void aPeerThatTakesNothingIsCutOff() throws Exception {
    try (RunningListener hasty =
            RunningListener.start(
                RunningListener.LIMITS, RunningListener.HASTY, new Offer(TALK, 4));
        RawPeer peer = new RawPeer(hasty.enode())) {
      peer.greet(peer.hello(BaseMessage.VERSION, TALK));
      Greeted greeted = hasty.events.next(Greeted.class);
      byte[] noise = new byte[1024 * 1024];
      new java.util.Random(1).nextBytes(noise);
      while (greeted.link().send(TALK, 0, Bytes.wrap(noise))) {
        // until the buffers between both are full and the node's patience has come to an end
      }
      assertThat(hasty.events.next(Left.class).reason()).contains("timeout");
    }
  }

  @Test
  void anOldPeerIsSpokenToWithoutCompression() throws Exception {
    try (RawPeer peer = new RawPeer(node.enode())) {
      peer.greet(peer.hello(4, TALK));
      Greeted greeted = node.events.next(Greeted.class);
      Bytes text = Bytes.of("0x0102030405");
      peer.write(0x10, text);
      assertThat(node.events.next(MessageReceived.class).payload()).isEqualTo(text);
      greeted.link().send(TALK, 1, text);
      assertThat(peer.readAny().payload()).isEqualTo(text);
      peer.write(Ping.ID, new Ping().payload());
      assertThat(peer.read()).isEqualTo(new Pong());
      Disconnect goodbye = new Disconnect(DisconnectReason.TOO_MANY_PEERS);
      peer.write(goodbye.id(), goodbye.payload());
      assertThat(node.events.next(Left.class).reason()).contains("too many peers");
    }
  }
}

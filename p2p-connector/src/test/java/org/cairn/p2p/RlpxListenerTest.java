package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cairn.node.peers.DialException;
import org.cairn.node.peers.Peer;
import org.cairn.node.peers.PeerEvent.Greeted;
import org.cairn.node.peers.PeerEvent.Left;
import org.cairn.node.peers.PeerEvent.MessageReceived;
import org.cairn.node.peers.PeerEvent.NetworkStopped;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.DisconnectReason;
import org.cairn.protocol.devp2p.Enode;
import org.cairn.protocol.devp2p.SharedCapabilities.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RlpxListenerTest {
  private static final Capability TALK = new Capability("talk", 1);
  private static final Offer OFFER = new Offer(TALK, 4);

  @Test
  void peersWithoutASharedCapabilityGreetAndPart() throws Exception {
    try (RunningListener a =
            RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT);
        RunningListener b =
            RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT, OFFER)) {
      Peer answered = a.listener.dial(b.enode());
      assertThat(answered.nodeId()).isEqualTo(b.key.id());
      assertThat(answered.client()).isEqualTo("Cairn/test");
      assertThat(answered.offered()).containsExactly(TALK);
      assertThat(answered.shared()).isEmpty();
      assertThat(answered.inbound()).isFalse();
      Greeted greeted = b.events.next(Greeted.class);
      assertThat(greeted.peer().nodeId()).isEqualTo(a.key.id());
      assertThat(greeted.peer().inbound()).isTrue();
      assertThat(b.events.next(Left.class).reason()).contains("useless peer");
      a.events.next(Greeted.class);
      assertThat(a.events.next(Left.class).reason()).contains("useless peer");
    }
  }

  @Test
  void messagesArriveInTheirOrder() throws Exception {
    try (RunningListener a = talking();
        RunningListener b = talking()) {
      a.listener.dial(b.enode());
      Greeted there = a.events.next(Greeted.class);
      Greeted here = b.events.next(Greeted.class);
      assertThat(there.peer().shared()).containsExactly(TALK);
      for (int i = 0; i < 500; i++) {
        byte[] payload = new byte[i * 37 % 5000];
        payload = java.util.Arrays.copyOf(payload, payload.length + 2);
        payload[0] = (byte) (i >> 8);
        payload[1] = (byte) i;
        assertThat(there.link().send(TALK, i % 4, Bytes.wrap(payload))).isTrue();
      }
      assertThat(here.link().send(TALK, 3, Bytes.wrap(new byte[1_000_000]))).isTrue();
      for (int i = 0; i < 500; i++) {
        MessageReceived message = b.events.next(MessageReceived.class);
        assertThat(message.connection()).isEqualTo(here.peer().connection());
        assertThat(message.capability()).isEqualTo(TALK);
        assertThat(message.id()).isEqualTo(i % 4);
        assertThat((message.payload().at(0) & 0xff) << 8 | message.payload().at(1) & 0xff)
            .isEqualTo(i);
      }
      assertThat(a.events.next(MessageReceived.class).payload().length()).isEqualTo(1_000_000);
      assertThat(a.listener.statistics().peers()).isEqualTo(1);
      assertThat(a.listener.statistics().messagesOut()).isEqualTo(501);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> there.link().send(TALK, 4, Bytes.EMPTY));
      there.link().disconnect(DisconnectReason.REQUESTED);
      assertThat(b.events.next(Left.class).reason()).contains("disconnect requested");
      assertThat(a.events.next(Left.class).reason()).contains("disconnect requested");
      assertThat(there.link().send(TALK, 0, Bytes.EMPTY)).isFalse();
    }
  }

  private static RunningListener talking() throws IOException {
    return RunningListener.start(RunningListener.LIMITS, RunningListener.PATIENT, OFFER);
  }

  @Test
  void nothingIsReadFromAPeerWhileItsMessageIsHandled() throws Exception {
    try (RunningListener a = talking();
        RunningListener b = talking()) {
      CountDownLatch go = new CountDownLatch(1);
      b.events.alsoTell(event -> {
        if (event instanceof MessageReceived) {
          waitFor(go);
        }
      });
      a.listener.dial(b.enode());
      Greeted there = a.events.next(Greeted.class);
      b.events.next(Greeted.class);
      for (int i = 0; i < 3; i++) {
        there.link().send(TALK, i, Bytes.EMPTY);
      }
      assertThat(b.events.next(MessageReceived.class).id()).isZero();
      assertThat(b.events.all()).hasSize(3);
      go.countDown();
      assertThat(b.events.next(MessageReceived.class).id()).isEqualTo(1);
      assertThat(b.events.next(MessageReceived.class).id()).isEqualTo(2);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPeerThatTheNodeCannotBearIsLeftAlone() throws Exception {
    try (RunningListener a = talking();
        RunningListener b = talking()) {
      b.events.alsoTell(event -> {
        if (event instanceof MessageReceived) {
          throw new IllegalStateException("as a test");
        }
      });
      a.listener.dial(b.enode());
      a.events.next(Greeted.class).link().send(TALK, 0, Bytes.EMPTY);
      assertThat(a.events.next(Left.class).reason()).contains("subprotocol error");
      b.events.next(Greeted.class);
      b.events.next(MessageReceived.class);
      b.events.next(Left.class);
      assertThat(b.listener.statistics().endpointFailures()).isEqualTo(1);
      a.listener.dial(b.enode());
    }
  }

  @Test
  void theSameNodeCannotComeTwice() throws Exception {
    try (RunningListener a = talking();
        RunningListener b = talking();
        RunningListener again =
            RunningListener.start(a.key, RunningListener.LIMITS, RunningListener.PATIENT, OFFER)) {
      a.listener.dial(b.enode());
      b.events.next(Greeted.class);
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> a.listener.dial(b.enode()))
          .withMessageContaining("already connected");
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> again.listener.dial(b.enode()))
          .withMessageContaining("already connected");
    }
  }

  @Test
  void aNodeDoesNotTalkToItself() throws Exception {
    try (RunningListener a = talking()) {
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> a.listener.dial(a.enode()))
          .withMessageContaining("self");
      assertThat(a.events.open.get()).isEqualTo(1);
    }
  }

  @Test
  void somebodyElseAtTheAddressIsNoAnswer() throws Exception {
    try (RunningListener a = talking();
        RunningListener b = talking();
        RunningListener c = talking()) {
      Enode wrong = new Enode(c.key.id(), "127.0.0.1", b.enode().port(), 0);
      assertThatExceptionOfType(DialException.class).isThrownBy(() -> a.listener.dial(wrong));
      Enode noPoint = new Enode(Bytes.wrap(new byte[64]), "127.0.0.1", b.enode().port(), 0);
      assertThatExceptionOfType(DialException.class).isThrownBy(() -> a.listener.dial(noPoint));
      assertThat(b.listener.statistics().handshakeFailures()).isPositive();
    }
  }

  @Test
  void nobodyAtTheAddressIsNoAnswer() throws Exception {
    try (RunningListener a = talking()) {
      int port;
      try (RunningListener gone = talking()) {
        port = gone.enode().port();
      }
      Enode nobody = new Enode(a.key.id(), "127.0.0.1", port, port);
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> a.listener.dial(nobody))
          .withMessageContaining("cannot connect");
      assertThat(a.listener.statistics().pending()).isZero();
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> a.listener.dial(new Enode(a.key.id(), "", 0, 0)))
          .withMessageContaining("no address");
    }
  }

  @Test
  void morePeersThanAllowedAreToldSo() throws Exception {
    Limits one = new Limits(1, 5, 20, 1000, 1000, 1024 * 1024);
    try (RunningListener a = RunningListener.start(one, RunningListener.PATIENT, OFFER);
        RunningListener b = talking();
        RunningListener c = talking()) {
      b.listener.dial(a.enode());
      a.events.next(Greeted.class);
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> c.listener.dial(a.enode()))
          .withMessageContaining("too many peers");
      b.events.next(Greeted.class).link().disconnect(DisconnectReason.REQUESTED);
      a.events.next(Left.class);
      c.listener.dial(a.enode());
    }
  }

  private static void eventually(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  @Test
  void strangersWhoSayNothingAreHungUpOn() throws Exception {
    try (RunningListener a =
            RunningListener.start(RunningListener.LIMITS, RunningListener.HASTY, OFFER);
        Socket silent = new Socket("127.0.0.1", a.enode().port())) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      eventually(() -> a.listener.statistics().timeouts() == 1);
      eventually(() -> a.listener.statistics().pending() == 0);
      assertThat(a.events.open.get()).isEqualTo(1);
    }
  }

  @Test
  @SuppressWarnings("try") // the strangers hang up in the middle
  void moreStrangersThanAllowedAreClosedUnread() throws Exception {
    Limits two = new Limits(5, 2, 20, 1000, 1000, 1024 * 1024);
    try (RunningListener a = RunningListener.start(two, RunningListener.PATIENT, OFFER);
        Socket first = new Socket("127.0.0.1", a.enode().port());
        Socket second = new Socket("127.0.0.1", a.enode().port());
        Socket third = new Socket("127.0.0.1", a.enode().port())) {
      assertThat(third.getInputStream().read()).isEqualTo(-1);
      assertThat(a.listener.statistics().refused()).isEqualTo(1);
      assertThat(a.listener.statistics().pending()).isEqualTo(2);
      first.close();
      second.close();
      eventually(() -> a.listener.statistics().pending() == 0);
      assertThat(a.listener.statistics().handshakeFailures()).isEqualTo(2);
    }
  }

  @Test
  void noiseIsHungUpOn() throws Exception {
    try (RunningListener a = talking();
        Socket noisy = new Socket("127.0.0.1", a.enode().port())) {
      byte[] request = new byte[600];
      request[0] = 1;
      noisy.getOutputStream().write(request);
      assertThat(noisy.getInputStream().readAllBytes()).isEmpty();
      eventually(() -> a.listener.statistics().handshakeFailures() == 1);
    } catch (java.net.SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  @Test
  void peersThatKeepSilentAreAskedAndStay() throws Exception {
    try (RunningListener a =
            RunningListener.start(RunningListener.LIMITS, RunningListener.HASTY, OFFER);
        RunningListener b = talking()) {
      b.listener.dial(a.enode());
      Greeted greeted = b.events.next(Greeted.class);
      eventually(() -> a.listener.statistics().messagesIn() >= 4); // hello and three pongs
      assertThat(greeted.link().send(TALK, 0, Bytes.EMPTY)).isTrue();
      a.events.next(Greeted.class);
      a.events.next(MessageReceived.class);
    }
  }

  @Test
  @SuppressWarnings("try") // the end of the first listener is what the test is about
  void closingSaysGoodbyeToEverybodyAndGivesEverythingBack() throws Exception {
    RunningListener a = talking();
    try (RunningListener b = talking();
        RunningListener c = talking()) {
      b.listener.dial(a.enode());
      a.listener.dial(c.enode());
      a.events.next(Greeted.class);
      a.events.next(Greeted.class);
      a.close();
      assertThat(b.events.next(Greeted.class)).isNotNull();
      assertThat(b.events.next(Left.class).reason()).contains("client quitting");
      assertThat(c.events.next(Greeted.class)).isNotNull();
      assertThat(c.events.next(Left.class).reason()).contains("client quitting");
      List<?> all = a.events.all();
      assertThat(all).hasSize(6);
      assertThat(all.getLast()).isInstanceOf(NetworkStopped.class);
      assertThat(a.events.open.get()).isZero();
      assertThat(a.listener.statistics().peers()).isZero();
      assertThatExceptionOfType(DialException.class)
          .isThrownBy(() -> a.listener.dial(b.enode()))
          .withMessageContaining("stopped");
    }
  }

  @Test
  void waitsUntilTheNodeListens() throws Exception {
    LinkedBlockingQueue<Integer> failures = new LinkedBlockingQueue<>(List.of(1, 2));
    RecordedEvents events = new RecordedEvents();
    events.alsoTell(event -> {
      if (failures.poll() != null) {
        throw new IllegalStateException("not yet");
      }
    });
    Settings settings =
        new Settings(
            new java.net.InetSocketAddress("127.0.0.1", 0),
            java.util.Optional.of("node.example"),
            "Cairn/test",
            List.of(),
            RunningListener.LIMITS,
            RunningListener.PATIENT);
    try (RunningListener other = talking();
        var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor();
        RlpxListener listener = RlpxListener.open(settings, other.key, events, threads)) {
      threads.execute(listener);
      eventually(() -> events.all().size() == 3);
      assertThat(listener.enode().host()).isEqualTo("node.example");
      assertThat(events.open.get()).isEqualTo(1);
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (RunningListener a = talking()) {
      Settings same =
          new Settings(
              new java.net.InetSocketAddress("127.0.0.1", a.enode().port()),
              java.util.Optional.empty(),
              "Cairn/test",
              List.of(),
              RunningListener.LIMITS,
              RunningListener.PATIENT);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> RlpxListener.open(same, a.key, a.events, Runnable::run))
          .withMessageContaining("127.0.0.1:" + a.enode().port());
    }
  }
}

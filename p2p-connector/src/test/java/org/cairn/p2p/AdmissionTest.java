package org.cairn.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.cairn.p2p.Admission.Seat;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.DisconnectReason;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Bytes SELF = id(0);

  private static Bytes id(int number) {
    byte[] id = new byte[64];
    id[0] = (byte) number;
    return Bytes.wrap(id);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static Admission admission(int perAddress, int attempts) {
    return new Admission(new Limits(2, 10, perAddress, attempts, 10, 10_000), SELF);
  }

  @Test
  void anAddressGetsSoManyConnections() {
    Admission admission = admission(2, 100);
    Seat first = admission.admit(address("10.0.0.1"), 0).orElseThrow();
    assertThat(admission.admit(address("10.0.0.1"), 0)).isPresent();
    assertThat(admission.admit(address("10.0.0.1"), 0)).isEmpty();
    assertThat(admission.admit(address("10.0.0.2"), 0)).isPresent();
    first.leave();
    first.leave();
    assertThat(admission.admit(address("10.0.0.1"), 0)).isPresent();
    assertThat(admission.admit(address("10.0.0.1"), 0)).isEmpty();
    assertThat(admission.pending()).isEqualTo(3);
  }

  @Test
  void anOwnerOfANetworkOfIpv6CountsOnce() {
    Admission admission = admission(1, 100);
    assertThat(admission.admit(address("2001:db8::1"), 0)).isPresent();
    assertThat(admission.admit(address("2001:db8::ffff:2"), 0)).isEmpty();
    assertThat(admission.admit(address("2001:db8:0:1::1"), 0)).isPresent();
  }

  @Test
  void anAddressMayTrySoOftenAMinute() {
    Admission admission = admission(100, 3);
    for (int i = 0; i < 3; i++) {
      admission.admit(address("10.0.0.1"), 0).orElseThrow().leave();
    }
    assertThat(admission.admit(address("10.0.0.1"), 19 * SECOND)).isEmpty();
    assertThat(admission.admit(address("10.0.0.1"), 21 * SECOND)).isPresent();
    assertThat(admission.admit(address("10.0.0.1"), 22 * SECOND)).isEmpty();
    assertThat(admission.admit(address("10.0.0.2"), 22 * SECOND)).isPresent();
  }

  @Test
  void aSeatIsTakenOnceForEachNode() {
    Admission admission = admission(100, 100);
    Seat a = admission.admit(address("10.0.0.1"), 0).orElseThrow();
    Seat b = admission.admit(address("10.0.0.1"), 0).orElseThrow();
    assertThat(a.take(SELF)).hasValue(DisconnectReason.SELF);
    assertThat(a.take(id(1))).isEmpty();
    assertThat(b.take(id(1))).hasValue(DisconnectReason.ALREADY_CONNECTED);
    assertThat(b.take(id(2))).isEmpty();
    assertThat(admission.pending()).isZero();
    Seat c = admission.admit(address("10.0.0.1"), 0).orElseThrow();
    assertThat(c.refusal(id(3))).hasValue(DisconnectReason.TOO_MANY_PEERS);
    assertThat(admission.reserve(address("10.0.0.9"))).isEqualTo(Optional.empty());
    a.leave();
    assertThat(c.take(id(3))).isEmpty();
    assertThat(admission.peers()).isEqualTo(2);
  }

  @Test
  void aBucketLetsThroughWhatItHoldsAndThenItsRate() {
    TokenBucket bucket = new TokenBucket(2, SECOND, 0);
    assertThat(bucket.take(0)).isZero();
    assertThat(bucket.take(0)).isZero();
    assertThat(bucket.take(0)).isEqualTo(SECOND / 2);
    assertThat(bucket.take(0)).isEqualTo(SECOND);
    assertThat(bucket.take(10 * SECOND)).isZero();
  }
}

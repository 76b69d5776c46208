package org.cairn.protocol.devp2p;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.crypto.Aes;
import org.cairn.protocol.crypto.Ecies;
import org.cairn.protocol.crypto.KeccakState;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** The packets of EIP-8 and what other clients recorded. */
class RlpxReferenceTest {
  private static final Secp256k1 CURVE = Secp256k1.instance();

  private final JsonNode vectors = Vectors.json("wire-vectors.zip", "rlpx-eip8.json");
  private final JsonNode eip8 = vectors.get("eip8");

  private static byte[] hex(JsonNode node, String field) {
    return Hex.decode(node.get(field).asText());
  }

  private static Hash32 hash(JsonNode node, String field) {
    return Hash32.of(node.get(field).asText());
  }

  private NodeKey key(String name) {
    return NodeKey.of(CURVE, hash(eip8.get("keys"), name));
  }

  private byte[] wire(String id) {
    for (JsonNode packet : eip8.get("packets")) {
      if (packet.get("id").asText().equals(id)) {
        return hex(packet, "wire");
      }
    }
    throw new AssertionError(id);
  }

  /** Feeds exactly what is missing and returns how many bytes were taken. */
  private static int feed(HandshakeInput input, byte[] wire) throws RlpxException {
    int at = 0;
    while (input.missing() > 0) {
      int next = at + input.missing();
      input.add(Arrays.copyOfRange(wire, at, next));
      at = next;
    }
    return at;
  }

  @Test
  void decryptsEveryPacketInBothForms() throws RlpxException {
    for (JsonNode packet : eip8.get("packets")) {
      boolean auth = packet.get("kind").asText().equals("auth");
      NodeKey reader = key(auth ? "skB" : "skA");
      int oldLength = auth ? Recipient.OLD_AUTH : Initiator.OLD_ACK;
      HandshakeInput input = new HandshakeInput(new Ecies(CURVE), reader.secret(), oldLength);
      byte[] wire = hex(packet, "wire");
      assertThat(feed(input, wire)).isEqualTo(wire.length);
      assertThat(input.wire()).isEqualTo(wire);
      assertThat(input.plain()).isEqualTo(hex(packet, "plain"));
      assertThat(input.oldForm()).isEqualTo(packet.get("fmt").asText().equals("v4"));
    }
  }

  @Test
  void readsEveryAuthAndFindsTheEphemeralKey() throws RlpxException {
    for (String id : new String[] {"auth1", "auth2", "auth3"}) {
      Recipient recipient = new Recipient(CURVE, key("skB"));
      byte[] wire = wire(id);
      int at = 0;
      while (recipient.missing() > 0) {
        int next = at + recipient.missing();
        recipient.add(Arrays.copyOfRange(wire, at, next));
        at = next;
      }
      Recipient.Auth auth = recipient.auth();
      assertThat(auth.remote()).isEqualTo(key("skA").id());
      assertThat(auth.nonce()).isEqualTo(hash(eip8.get("keys"), "nA"));
      assertThat(recipient.ephemeralKey(auth)).isEqualTo(key("ekA").id());
    }
  }

  @Test
  void readsEveryAckAsTheInitiator() throws RlpxException {
    for (String id : new String[] {"ack1", "ack2", "ack3"}) {
      byte[] auth = wire("auth2");
      Secrets ours = asInitiator(key("skA"), key("ekA"), eip8.get("keys"), "nA", auth, wire(id));
      Secrets theirs =
          Secrets.ofRecipient(
              CURVE.ecdh(key("ekB").secret(), key("ekA").id()),
              new Secrets.Transcript(
                  hash(eip8.get("keys"), "nA"), hash(eip8.get("keys"), "nB"), auth, wire(id)));
      assertThat(ours.aes()).isEqualTo(theirs.aes());
      assertThat(ours.mac()).isEqualTo(theirs.mac());
      assertThat(digest(ours.incoming())).isEqualTo(digest(theirs.outgoing()));
      assertThat(digest(ours.outgoing())).isEqualTo(digest(theirs.incoming()));
    }
  }

  private static Secrets asInitiator(
      NodeKey key, NodeKey ephemeral, JsonNode nonces, String nonce, byte[] auth, byte[] ack)
      throws RlpxException {
    Initiator initiator = new Initiator(CURVE, key, ephemeral, hash(nonces, nonce), auth);
    int at = 0;
    while (initiator.missing() > 0) {
      int next = at + initiator.missing();
      initiator.add(Arrays.copyOfRange(ack, at, next));
      at = next;
    }
    return initiator.secrets();
  }

  @Test
  void derivesTheSecretsOfEip8() {
    for (JsonNode derive : eip8.get("derive")) {
      Secrets secrets =
          Secrets.ofRecipient(
              hash(derive, "ecdhe"),
              new Secrets.Transcript(
                  hash(eip8.get("keys"), "nA"),
                  hash(eip8.get("keys"), "nB"),
                  wire(derive.get("auth").asText()),
                  wire(derive.get("ack").asText())));
      assertThat(secrets.aes()).isEqualTo(hash(derive, "aes"));
      assertThat(secrets.mac()).isEqualTo(hash(derive, "mac"));
      for (JsonNode after : derive.get("ingressAfter")) {
        byte[] more = after.get("ascii").asText().getBytes(StandardCharsets.US_ASCII);
        assertThat(digest(secrets.incoming().update(more))).isEqualTo(hash(after, "digest"));
      }
    }
  }

  private static Hash32 digest(KeccakState state) {
    byte[] digest = new byte[32];
    state.digest(digest, 0);
    return Hash32.of(digest);
  }

  @Test
  void speaksTheHandshakeAndTheFramesOfGoBeforeEip8() throws RlpxException {
    for (JsonNode old : vectors.get("preEip8")) {
      NodeKey initiator = NodeKey.of(CURVE, hash(old, "skI"));
      NodeKey ephemeral = NodeKey.of(CURVE, hash(old, "ekI"));
      byte[] auth = hex(old, "auth");
      byte[] ack = hex(old, "ack");
      Secrets dialling = asInitiator(initiator, ephemeral, old, "nI", auth, ack);
      assertThat(dialling.aes()).isEqualTo(hash(old, "aes"));
      assertThat(dialling.mac()).isEqualTo(hash(old, "mac"));
      assertThat(digest(dialling.outgoing())).isEqualTo(hash(old, "egressI"));
      assertThat(digest(dialling.incoming())).isEqualTo(hash(old, "ingressI"));
      Secrets dialled =
          Secrets.ofRecipient(
              hash(old, "ecdhe"),
              new Secrets.Transcript(hash(old, "nI"), hash(old, "nR"), auth, ack));
      opensTheFrames(old.get("frames"), new FrameCodec(dialling), new FrameCodec(dialled));
    }
  }

  private static void opensTheFrames(JsonNode frames, FrameCodec initiator, FrameCodec recipient)
      throws RlpxException {
    for (JsonNode frame : frames) {
      boolean fromInitiator = frame.get("from").asText().equals("I");
      FrameCodec reader = fromInitiator ? recipient : initiator;
      byte[] bytes = hex(frame, "frame");
      int length = reader.openHeader(Arrays.copyOf(bytes, FrameCodec.HEADER), 2048);
      byte[] content =
          reader.openBody(
              Arrays.copyOfRange(
                  bytes, FrameCodec.HEADER, FrameCodec.HEADER + FrameCodec.bodyLength(length)),
              length);
      assertThat(content).isEqualTo(hex(frame, "content"));
      FrameCodec writer = fromInitiator ? initiator : recipient;
      assertThat(writer.seal(content)).isEqualTo(bytes);
      BaseMessage.Hello hello = (BaseMessage.Hello) read(content);
      assertThat(hello.version()).isEqualTo(frame.get("hello").get("ver").asLong());
      assertThat(hello.nodeId().shared()).isEqualTo(hex(frame.get("hello"), "pk"));
      assertThat(hello.capabilities()).hasSize(frame.get("hello").get("caps").size());
    }
  }

  private static BaseMessage read(byte[] content) throws RlpxException {
    MessageCodec.Message message = MessageCodec.plain().decode(content, 2048);
    return BaseMessage.read(message.id(), message.payload());
  }

  @Test
  void enciphersTheGoldenFrameOfGo() {
    for (JsonNode frame : vectors.get("frames")) {
      byte[] bytes = hex(frame, "frame");
      Aes stream = Aes.counterMode(hex(frame, "aes"), new byte[Aes.BLOCK]);
      stream.apply(bytes, 0, 16, bytes, 0);
      stream.apply(bytes, 32, bytes.length - 48, bytes, 32);
      byte[] content = hex(frame, "content");
      assertThat(bytes[2]).isEqualTo((byte) content.length);
      assertThat(Arrays.copyOfRange(bytes, 32, 32 + content.length)).isEqualTo(content);
    }
  }

  @Test
  void keepsTheStatesOfTheMac() {
    JsonNode states = vectors.get("macState");
    for (JsonNode one : states.get("cases")) {
      KeccakState hash = new KeccakState();
      FrameMac mac = new FrameMac(hash(states, "secret"), hash);
      for (JsonNode op : one.path("ops")) {
        byte[] data = hex(op, "data");
        switch (op.get("op").asText()) {
          case "header" -> mac.header(data, 0);
          case "body" -> mac.body(data, 0, data.length);
          default -> hash.update(data);
        }
      }
      assertThat(Arrays.copyOf(digest(hash).toArray(), 16)).isEqualTo(hex(one, "digest16"));
    }
  }

  @Test
  void readsAHelloWithItemsOfALaterVersion() throws RlpxException {
    JsonNode expected = vectors.get("hello");
    BaseMessage.Hello hello =
        (BaseMessage.Hello)
            BaseMessage.read(expected.get("msgId").asInt(), Bytes.wrap(hex(expected, "payload")));
    assertThat(hello.version()).isEqualTo(expected.get("ver").asLong());
    assertThat(hello.client()).isEqualTo(expected.get("client").asText());
    assertThat(hello.port()).isEqualTo(expected.get("port").asLong());
    assertThat(hello.nodeId().shared()).isEqualTo(hex(expected, "pk"));
    assertThat(hello.capabilities())
        .containsExactly(new Capability("eth", 61), new Capability("mork", 22));
  }

  @Test
  void readsEveryFormOfADisconnect() throws RlpxException {
    JsonNode forms = Vectors.json("wire-vectors.zip", "eth66-messages.json").get("disconnect");
    for (JsonNode form : forms.get("cases")) {
      BaseMessage.Disconnect read = (BaseMessage.Disconnect) read(hex(form, "wire"));
      assertThat(read.code()).isEqualTo(form.get("reason").asInt());
      assertThat(DisconnectReason.of(read.code())).isPresent();
    }
  }

  @Test
  void readsNodeUrls() {
    JsonNode urls = Vectors.json("wire-vectors.zip", "enr-eip778.json").get("enodeUrl");
    for (JsonNode one : urls.get("cases")) {
      String url = one.get("url").asText();
      if (!one.get("ok").asBoolean()) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
            .as(url)
            .isThrownBy(() -> Enode.of(url));
        continue;
      }
      Enode enode = Enode.of(url);
      assertThat(enode.nodeId().shared()).isEqualTo(hex(one, "pk"));
      assertThat(enode.host()).isEqualTo(one.get("host").isNull() ? "" : one.get("host").asText());
      assertThat(enode.port()).isEqualTo(one.get("tcp").asInt());
      assertThat(enode.discoveryPort()).isEqualTo(one.get("udp").asInt());
      assertThat(enode).hasToString(url);
    }
  }
}

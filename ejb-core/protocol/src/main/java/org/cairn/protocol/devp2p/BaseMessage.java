package org.cairn.protocol.devp2p;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.RlpxException.Reason;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/** A message of the base protocol {@code p2p} (RLPx specification, "p2p Capability"). */
public sealed interface BaseMessage {
  /** The version of the base protocol that we speak; it brought Snappy (EIP-706). */
  int VERSION = 5;

  /** Number of the message on the wire. */
  int id();

  /** The payload behind the number, not compressed. */
  Bytes payload();

  /**
   * The first message of both sides. Items that a later version adds are ignored (EIP-8).
   *
   * @param version of the base protocol
   * @param client name and version of the software, as the peer claims
   * @param port where the peer listens, as it claims; mostly 0
   * @param nodeId public key, 64 bytes
   */
  record Hello(long version, String client, List<Capability> capabilities, long port, Bytes nodeId)
      implements BaseMessage {
    public static final int ID = 0x00;

    public Hello {
      capabilities = List.copyOf(capabilities);
    }

    @Override
    public int id() {
      return ID;
    }

    @Override
    public Bytes payload() {
      RlpWriter out = new RlpWriter().startList().write(version);
      out.write(client.getBytes(StandardCharsets.UTF_8)).startList();
      for (Capability capability : capabilities) {
        out.startList();
        out.write(capability.name().getBytes(StandardCharsets.US_ASCII));
        out.write(capability.version()).endList();
      }
      return out.endList().write(port).write(nodeId).endList().toBytes();
    }

    private static Hello read(RlpReader outer) {
      RlpReader items = outer.readList();
      long version = items.readLong();
      String client = text(items.readBytes());
      List<Capability> capabilities = new ArrayList<>();
      RlpReader offered = items.readList();
      while (offered.hasNext()) {
        RlpReader pair = offered.readList();
        capabilities.add(new Capability(text(pair.readBytes()), pair.readInt()));
      }
      return new Hello(version, client, capabilities, items.readLong(), items.readBytes(64));
    }

    /** Text of a stranger, without the characters that could disturb a log or a terminal. */
    private static String text(Bytes bytes) {
      String text = new String(bytes.shared(), StandardCharsets.UTF_8);
      return text.codePoints()
          .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  }

  /** Says goodbye; {@code code} is that of a {@link DisconnectReason}, or one unknown to us. */
  record Disconnect(int code) implements BaseMessage {
    public static final int ID = 0x01;

    public Disconnect(DisconnectReason reason) {
      this(reason.code());
    }

    @Override
    public int id() {
      return ID;
    }

    @Override
    public Bytes payload() {
      return new RlpWriter().startList().write(code).endList().toBytes();
    }

    /** The reason in words. */
    public String reason() {
      return DisconnectReason.of(code)
          .map(DisconnectReason::toString)
          .orElse("unknown reason " + code);
    }

    /** In a list or bare, and with a zero byte for 0: clients in use send all of these. */
    private static Disconnect read(Bytes payload) {
      if (payload.isEmpty()) {
        return new Disconnect(DisconnectReason.REQUESTED);
      }
      RlpReader items = RlpReader.of(payload);
      if (items.nextIsList()) {
        items = items.readList();
      }
      if (!items.hasNext()) {
        return new Disconnect(DisconnectReason.REQUESTED);
      }
      Bytes code = items.readBytes();
      if (code.length() > 1) {
        throw new RlpException("a reason of " + code.length() + " bytes", 0);
      }
      return new Disconnect(code.isEmpty() ? 0 : code.at(0) & 0xff);
    }
  }

  /** Asks for a {@link Pong}. */
  record Ping() implements BaseMessage {
    public static final int ID = 0x02;

    @Override
    public int id() {
      return ID;
    }

    @Override
    public Bytes payload() {
      return EMPTY_LIST;
    }
  }

  /** Answers a {@link Ping}. */
  record Pong() implements BaseMessage {
    public static final int ID = 0x03;

    @Override
    public int id() {
      return ID;
    }

    @Override
    public Bytes payload() {
      return EMPTY_LIST;
    }
  }

  /** The RLP of no items. */
  Bytes EMPTY_LIST = Bytes.wrap(new byte[] {(byte) 0xc0});

  /** Reads the message whose number is {@code id}, below {@link SharedCapabilities#FIRST_ID}. */
  static BaseMessage read(int id, Bytes payload) throws RlpxException {
    try {
      return switch (id) {
        case Hello.ID -> Hello.read(RlpReader.of(payload));
        case Disconnect.ID -> Disconnect.read(payload);
        case Ping.ID -> new Ping();
        case Pong.ID -> new Pong();
        default ->
            throw new RlpxException(
                Reason.UNKNOWN_MESSAGE, "the base protocol has no message " + id);
      };
    } catch (RlpException e) {
      throw new RlpxException(Reason.MALFORMED_MESSAGE, "message " + id + ": " + e.getMessage(), e);
    }
  }
}

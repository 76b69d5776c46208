package org.cairn.p2p;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.BaseMessage;
import org.cairn.protocol.devp2p.BaseMessage.Hello;
import org.cairn.protocol.devp2p.Capability;
import org.cairn.protocol.devp2p.Enode;
import org.cairn.protocol.devp2p.FrameCodec;
import org.cairn.protocol.devp2p.Initiator;
import org.cairn.protocol.devp2p.MessageCodec;
import org.cairn.protocol.devp2p.NodeKey;
import org.cairn.protocol.devp2p.RlpxException;

/** A peer that shakes hands properly and then says whatever a test wants. */
final class RawPeer implements AutoCloseable {
  private static final Secp256k1 CURVE = Secp256k1.instance();

  final NodeKey key = NodeKey.generate(CURVE, new SecureRandom());
  final Socket socket;
  private final FrameCodec frames;
  private MessageCodec codec = MessageCodec.plain();

  RawPeer(Enode enode) throws IOException, RlpxException {
    socket = new Socket(enode.host(), enode.port());
    Initiator initiator = Initiator.start(CURVE, key, enode.nodeId(), new SecureRandom());
    socket.getOutputStream().write(initiator.auth().shared());
    while (initiator.missing() > 0) {
      initiator.add(socket.getInputStream().readNBytes(initiator.missing()));
    }
    frames = initiator.frames();
  }

  Hello hello(long version, Capability... capabilities) {
    return new Hello(version, "raw", List.of(capabilities), 0, key.id());
  }

  /** Says hello and reads the answer. */
  Hello greet(Hello hello) throws IOException, RlpxException {
    write(hello.id(), hello.payload());
    Hello answer = (Hello) read();
    codec = MessageCodec.after(hello.version());
    return answer;
  }

  void write(int id, Bytes payload) throws IOException {
    writeContent(codec.encode(id, payload));
  }

  /** Writes the content of a frame as it is. */
  void writeContent(byte[] content) throws IOException {
    socket.getOutputStream().write(frames.seal(content));
  }

  /** The next message, which must be of the base protocol. */
  BaseMessage read() throws IOException, RlpxException {
    MessageCodec.Message message = readAny();
    return BaseMessage.read(message.id(), message.payload());
  }

  MessageCodec.Message readAny() throws IOException, RlpxException {
    byte[] header = socket.getInputStream().readNBytes(FrameCodec.HEADER);
    int length = frames.openHeader(header, FrameCodec.MAX_CONTENT);
    byte[] body = socket.getInputStream().readNBytes(FrameCodec.bodyLength(length));
    return codec.decode(frames.openBody(body, length), MessageCodec.MAX_PAYLOAD);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

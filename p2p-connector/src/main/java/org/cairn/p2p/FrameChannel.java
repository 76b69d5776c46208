package org.cairn.p2p;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.devp2p.BaseMessage;
import org.cairn.protocol.devp2p.FrameCodec;
import org.cairn.protocol.devp2p.Initiator;
import org.cairn.protocol.devp2p.MessageCodec;
import org.cairn.protocol.devp2p.Recipient;
import org.cairn.protocol.devp2p.RlpxException;

/**
 * Messages over one socket. One thread reads; any thread writes, one message after the other. What
 * is read takes memory only as it arrives.
 */
final class FrameChannel {
  /** What a stranger gets in advance; more only for bytes that have come. */
  private static final int FIRST_BYTES = 64 * 1024;

  private static final int DRAINED_BYTES = 256 * 1024;

  private final Host host;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile Optional<FrameCodec> frames = Optional.empty();
  private volatile MessageCodec codec = MessageCodec.plain();
  private volatile long writingSince = Long.MAX_VALUE;

  /** Asked again and again while bytes are awaited. */
  interface Patience {
    /** Throws if the wait has lasted long enough. */
    void check() throws EndOfConnectionException, IOException;
  }

  FrameChannel(Host host, Socket socket) throws IOException {
    this.host = host;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
    this.out = socket.getOutputStream();
  }

  /** Shakes hands with who dialled us and returns its id. */
  Bytes accept(Patience patience) throws IOException, RlpxException, EndOfConnectionException {
    Recipient recipient = new Recipient(host.tools().curve(), host.key());
    while (recipient.missing() > 0) {
      recipient.add(readExactly(recipient.missing(), patience));
    }
    Recipient.Answer answer = recipient.answer(host.tools().random());
    writeBytes(answer.ack().shared());
    frames = Optional.of(answer.frames());
    return answer.remote();
  }

  /** Shakes hands with the node that we dialled. */
  void dial(Bytes remote, Patience patience)
      throws IOException, RlpxException, EndOfConnectionException {
    Initiator initiator =
        Initiator.start(host.tools().curve(), host.key(), remote, host.tools().random());
    writeBytes(initiator.auth().shared());
    while (initiator.missing() > 0) {
      initiator.add(readExactly(initiator.missing(), patience));
    }
    frames = Optional.of(initiator.frames());
  }

  /** Both have said hello; from now on payloads are compressed if the peer's version allows. */
  void greeted(long version) {
    codec = MessageCodec.after(version);
  }

  private FrameCodec frames() {
    return frames.orElseThrow(() -> new IllegalStateException("no handshake yet"));
  }

  /** The next message, of at most {@code limit} bytes. */
  MessageCodec.Message read(int limit, Patience patience)
      throws IOException, RlpxException, EndOfConnectionException {
    byte[] header = readExactly(FrameCodec.HEADER, patience);
    int most = Math.min(FrameCodec.MAX_CONTENT, limit + limit / 6 + 64); // Snappy's worst case
    int content = frames().openHeader(header, most);
    byte[] body = readExactly(FrameCodec.bodyLength(content), patience);
    MessageCodec.Message message = codec.decode(frames().openBody(body, content), limit);
    host.counters().messagesIn.increment();
    return message;
  }

  private byte[] readExactly(int length, Patience patience)
      throws IOException, EndOfConnectionException {
    byte[] bytes = new byte[Math.min(length, FIRST_BYTES)];
    int filled = 0;
    while (filled < length) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * filled));
      }
      patience.check();
      filled += readSome(bytes, filled);
    }
    return bytes;
  }

  private int readSome(byte[] bytes, int from) throws IOException {
    try {
      int count = in.read(bytes, from, bytes.length - from);
      if (count < 0) {
        throw new EOFException("the peer hung up");
      }
      host.counters().bytesIn.add(count);
      return count;
    } catch (SocketTimeoutException e) {
      return 0; // time to ask for patience
    }
  }

  void write(BaseMessage message) throws IOException {
    write(message.id(), message.payload());
  }

  /** Seals and writes one message; {@code id} is that of the wire. */
  void write(int id, Bytes payload) throws IOException {
    writing.lock();
    try {
      writeBytes(frames().seal(codec.encode(id, payload)));
      host.counters().messagesOut.increment();
    } finally {
      writing.unlock();
    }
  }

  private void writeBytes(byte[] bytes) throws IOException {
    writingSince = host.now();
    try {
      out.write(bytes);
      out.flush();
      host.counters().bytesOut.add(bytes.length);
    } finally {
      writingSince = Long.MAX_VALUE;
    }
  }

  /** Since when a write has not come to an end; Long.MAX_VALUE if none is going on. */
  long writingSince() {
    return writingSince;
  }

  /** Whether messages can be written. */
  boolean ready() {
    return frames.isPresent();
  }

  /** Says that nothing more will be written. */
  void finishWriting() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Reads what is still under way until the peer hangs up: closing a socket with unread bytes would
   * make the system throw away our last message.
   */
  void drain(Patience patience) throws IOException, EndOfConnectionException {
    byte[] rest = new byte[4 * 1024];
    for (int left = DRAINED_BYTES; left > 0; ) {
      patience.check();
      left -= readSome(rest, 0);
    }
  }
}

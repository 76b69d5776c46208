package org.cairn.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between client and server and cuts the connection at a commit, when it is told to: before
 * the server sees it, or after the server has done it.
 */
final class LossyProxy implements AutoCloseable {
  enum Cut {
    NEVER,
    BEFORE_COMMIT,
    /** Like the one above, but the server does not notice that its client has gone. */
    BEFORE_COMMIT_UNNOTICED,
    AFTER_COMMIT
  }

  private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final int target;
  private volatile Cut cut = Cut.NEVER;
  private volatile boolean closed;
  private final CountDownLatch left = new CountDownLatch(1);

  LossyProxy(int target) throws IOException {
    this.target = target;
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  void cut(Cut when) {
    cut = when;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (closed) {
          client.close();
          return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Link link = new Link(client, server);
        Thread.startVirtualThread(link::requests);
        Thread.startVirtualThread(link::answers);
      } catch (IOException e) {
        return;
      }
    }
  }

  /** A client's connection. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean deaf;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void requests() {
      byte[] buffer = new byte[1 << 16];
      try (client;
          server) {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
          boolean commit =
              cut != Cut.NEVER
                  && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
          if (commit && cut == Cut.BEFORE_COMMIT) {
            return;
          }
          if (commit && cut == Cut.BEFORE_COMMIT_UNNOTICED) {
            client.close();
            left.await();
            return;
          }
          deaf = commit;
          out.write(buffer, 0, length);
          out.flush();
        }
      } catch (IOException | InterruptedException e) {
        // One end has gone; the other is closed with it.
      }
    }

    /** The first answer behind the cut has come when the commit is done; it is not passed on. */
    void answers() {
      byte[] buffer = new byte[1 << 16];
      try (client;
          server) {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int length = in.read(buffer); length > 0 && !deaf; length = in.read(buffer)) {
          out.write(buffer, 0, length);
          out.flush();
        }
      } catch (IOException e) {
        // One end has gone; the other is closed with it.
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    left.countDown();
    door.close();
  }
}

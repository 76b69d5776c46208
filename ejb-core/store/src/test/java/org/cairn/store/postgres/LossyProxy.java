package org.cairn.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Stands between client and server and cuts the connection at a commit, when it is told to: before
 * the server sees it, or after the server has done it.
 */
public final class LossyProxy implements AutoCloseable {
  public enum Cut {
    NEVER,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final int target;
  private volatile Cut cut = Cut.NEVER;

  public LossyProxy(int target) throws IOException {
    this.target = target;
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void cut(Cut when) {
    cut = when;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.startVirtualThread(() -> copy(client, server, true));
        Thread.startVirtualThread(() -> copy(server, client, false));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        boolean commit =
            requests
                && cut != Cut.NEVER
                && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
        if (commit && cut == Cut.BEFORE_COMMIT) {
          return;
        }
        if (commit) {
          from.shutdownOutput();
        }
        out.write(buffer, 0, length);
        out.flush();
        if (commit) {
          drain(to.getInputStream());
          return;
        }
      }
    } catch (IOException e) {
      // One end has gone; the other is closed with it.
    }
  }

  /** Waits for the server's answer, which nobody gets. */
  private static void drain(InputStream answer) throws IOException {
    answer.read();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}

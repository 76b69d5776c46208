package org.cairn.p2p;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** The accept loop as work of the container, marked as one that does not end. */
final class AcceptWork implements Work, WorkContextProvider {
  private static final long serialVersionUID = 1L;

  private final transient RlpxListener listener;

  AcceptWork(RlpxListener listener) {
    this.listener = listener;
  }

  @Override
  public void run() {
    listener.run();
  }

  @Override
  public void release() {
    listener.close();
  }

  @Override
  public List<WorkContext> getWorkContexts() {
    HintsContext hints = new HintsContext();
    hints.setName("cairn-p2p");
    hints.setHint(HintsContext.LONGRUNNING_HINT, Boolean.TRUE);
    return List.of(hints);
  }
}

package org.cairn.rpc;

import org.cairn.node.query.ChainView;

/** A request to a method: its parameters and the session that it belongs to. */
record Call(Parameters parameters, Session session) {
  ChainView view() {
    return session.view();
  }
}

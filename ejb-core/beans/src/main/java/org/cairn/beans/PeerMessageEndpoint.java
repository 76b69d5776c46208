package org.cairn.beans;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.cairn.node.peers.PeerEvent;
import org.cairn.node.peers.PeerListener;
import org.jboss.ejb3.annotation.ResourceAdapter;

/** Takes the events of the network from the resource adapter, outside of any transaction. */
@MessageDriven(messageListenerInterface = PeerListener.class)
@ResourceAdapter("p2p")
@TransactionManagement(TransactionManagementType.BEAN)
public class PeerMessageEndpoint implements PeerListener {
  @Inject private ServerNode node;

  @Override
  public void onEvent(PeerEvent event) {
    node.peers().onEvent(event);
  }
}

package org.cairn.beans;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.cairn.node.chain.ChainRefusedException;
import org.cairn.node.chain.FencedException;
import org.cairn.protocol.genesis.GenesisException;
import org.cairn.store.JtaUnitOfWork;
import org.cairn.store.OpenNode;

/**
 * Opens the node when the application starts and closes it when it stops. Opening may take long
 * (the world state may have to be brought up), so it runs beside the deployment, and the node says
 * that it is not ready meanwhile.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeLifecycle {
  private static final Logger LOG = System.getLogger(NodeLifecycle.class.getName());

  @Resource(lookup = "java:/jdbc/CairnDS")
  private DataSource writing;

  @Resource(lookup = "java:/jdbc/CairnReadDS")
  private DataSource reading;

  @Resource private UserTransaction transaction;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/cairn-workers")
  private ManagedExecutorService workers;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/cairn-jobs")
  private ManagedExecutorService jobs;

  @Resource private ManagedScheduledExecutorService timers;

  @Inject private ServerNode node;

  private volatile boolean stopped;

  @PostConstruct
  void start() {
    jobs.execute(this::open);
  }

  private void open() {
    try {
      OpenNode opened =
          OpenNode.open(
              new OpenNode.Settings(
                  ServerSettings.dataDirectory(),
                  ServerSettings.genesisJson(),
                  ServerSettings.importDirectories(),
                  ServerSettings.callLimits(),
                  ServerSettings.skipSeals()),
              new OpenNode.Resources(
                  writing,
                  new JtaUnitOfWork(transaction, writing),
                  reading,
                  workers,
                  jobs,
                  timers,
                  InstantSource.system()),
              node::opening);
      handOver(opened);
    } catch (ChainRefusedException | FencedException | GenesisException e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "the node could not be opened", e);
      refuse("the node could not be opened: " + e.getMessage());
    }
  }

  private synchronized void handOver(OpenNode opened) {
    if (stopped) {
      opened.close();
      return;
    }
    node.opened(opened);
    LOG.log(Level.INFO, "The node is ready at block {0}", String.valueOf(opened.headNumber()));
  }

  private void refuse(String why) {
    node.refused(why);
    LOG.log(Level.ERROR, "The node does not run: {0}", why);
  }

  @PreDestroy
  synchronized void stop() {
    stopped = true;
    node.close();
  }
}

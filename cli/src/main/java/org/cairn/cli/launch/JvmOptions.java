package org.cairn.cli.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of the server's JVM: what WildFly's own start script gives, and what the node needs.
 */
final class JvmOptions {
  private static final List<String> MODULES =
      List.of(
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * Thirty times the usual thresholds of the optimising compiler: what it gains in an import of
   * minutes is less than what it costs, and methods that a busy server calls pass these too.
   */
  private static final List<String> COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=150000",
          "-XX:Tier4MinInvocationThreshold=18000",
          "-XX:Tier4CompileThreshold=450000",
          "-XX:Tier4BackEdgeThreshold=1200000");

  private JvmOptions() {}

  /** Options for a heap of at most this size. */
  static List<String> of(String heap) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heap);
    options.add("-Xms96m");
    options.add("-XX:+UseParallelGC");
    options.addAll(COMPILER);
    // A node that restarts is better than one that is half alive.
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-Djava.net.preferIPv4Stack=true");
    options.add("-Djava.awt.headless=true");
    options.add("-Djboss.modules.system.pkgs=org.jboss.byteman");
    options.addAll(MODULES);
    return options;
  }
}

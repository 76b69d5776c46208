package org.cairn.rpc.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Names every resource and provider, so that nothing is searched for. */
@ApplicationPath("/")
public class RpcApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(RpcResource.class, FileResource.class, HealthResource.class, AnswerWriter.class);
  }
}

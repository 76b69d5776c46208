package org.cairn.rpc.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.cairn.rpc.json.JsonWriter;

/** Sends what a {@link JsonWriter} holds, without a copy and without a JSON provider. */
@Provider
@Produces("application/json")
public class AnswerWriter implements MessageBodyWriter<JsonWriter> {
  static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonWriter.class;
  }

  @Override
  public long getSize(
      JsonWriter answer,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType) {
    return answer.size();
  }

  @Override
  public void writeTo(
      JsonWriter answer,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    headers.putSingle("Content-Length", answer.size());
    answer.writeTo(out);
  }
}

package org.cairn.protocol.types;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/** An entry that a contract logged: 0..4 topics and data of any length (Yellow Paper 4.3.1). */
public record Log(Address address, List<Hash32> topics, Bytes data) {
  public Log {
    topics = List.copyOf(topics);
  }

  public static Log read(RlpReader in) {
    RlpReader list = in.readList();
    Address address = list.readAddress();
    RlpReader topicList = list.readList();
    List<Hash32> topics = new ArrayList<>(4);
    while (topicList.hasNext()) {
      topics.add(topicList.readHash());
    }
    Bytes data = list.readBytes();
    list.end();
    return new Log(address, topics, data);
  }

  public void writeTo(RlpWriter out) {
    out.startList().write(address).startList();
    topics.forEach(out::write);
    out.endList().write(data).endList();
  }
}

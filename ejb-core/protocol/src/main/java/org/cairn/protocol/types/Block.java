package org.cairn.protocol.types;

import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;

/**
 * A block: header and body, with the header's hash kept. Immutable and thread-safe; equal by hash
 * and body.
 */
public final class Block {
  private final Header header;
  private final BlockBody body;
  private final Hash32 hash;

  public Block(Header header, BlockBody body) {
    this(header, body, header.hash());
  }

  /** With a hash that is already known to be the header's. */
  public Block(Header header, BlockBody body, Hash32 hash) {
    this.header = header;
    this.body = body;
    this.hash = hash;
  }

  public static Block read(RlpReader outer) {
    RlpReader in = outer.readList();
    return new Block(Header.read(in), BlockBody.readMembers(in));
  }

  /** Decodes the one list that fills the bytes. */
  public static Block decode(Bytes encoded) {
    RlpReader in = RlpReader.of(encoded);
    Block block = read(in);
    in.end();
    return block;
  }

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(2048).startList();
    header.writeTo(out);
    body.writeMembers(out);
    return out.endList().toBytes();
  }

  public Header header() {
    return header;
  }

  public BlockBody body() {
    return body;
  }

  public List<Transaction> transactions() {
    return body.transactions();
  }

  public Hash32 hash() {
    return hash;
  }

  public long number() {
    return header.number();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that && hash.equals(that.hash) && body.equals(that.body);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "block " + header.number() + " " + hash;
  }
}

package org.cairn.protocol.era;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;

/** Reads an era1 archive from its beginning. Not thread-safe. */
public final class Era1Reader {
  /**
   * A block of the archive.
   *
   * @param header RLP of the header
   * @param body RLP of the list of transactions, ommers and so on
   * @param receipts RLP of the list of receipts
   * @param totalDifficulty up to and including this block
   * @param offset of the header's record in the file
   */
  public record Entry(Bytes header, Bytes body, Bytes receipts, U256 totalDifficulty, long offset) {

    /** The block's RLP, made of header and body. */
    public RawBlock block() {
      try {
        RlpReader members = RlpReader.of(body).readList();
        int start = members.position();
        RlpWriter out = new RlpWriter(header.length() + body.length() + 8).startList();
        out.writeRaw(header);
        out.writeRaw(body.shared(), start, body.length() - start);
        return new RawBlock(out.endList().toBytes(), offset);
      } catch (RlpException e) {
        throw new BlockFileException("a body that is no list", offset, e);
      }
    }
  }

  private record EntryRecord(int type, byte[] data, long offset) {}

  private static final int VERSION = 0x3265;
  private static final int HEADER = 0x03;
  private static final int BODY = 0x04;
  private static final int RECEIPTS = 0x05;
  private static final int TOTAL_DIFFICULTY = 0x06;
  private static final int ACCUMULATOR = 0x07;
  private static final int BLOCK_INDEX = 0x3266;

  private final CountedInput in;
  private final int maxRecordBytes;
  private boolean started;
  private boolean ended;

  /** Reads records of at most {@code maxRecordBytes}, packed or unpacked. */
  public Era1Reader(InputStream in, int maxRecordBytes) {
    this.in = new CountedInput(in);
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * The next block; empty when the accumulator is reached, without which the file is not whole.
   *
   * @throws BlockFileException if the file is damaged
   * @throws IOException if it cannot be read
   */
  public Optional<Entry> next() throws IOException {
    if (!started) {
      started = true;
      EntryRecord first = record().orElse(null);
      if (first == null || first.type != VERSION || first.data.length != 0) {
        throw new BlockFileException("no era1", 0);
      }
    }
    if (ended) {
      return Optional.empty();
    }
    Optional<EntryRecord> header = record();
    if (header.isPresent() && header.get().type == ACCUMULATOR) {
      ended = true;
      return Optional.empty();
    }
    byte[] packedHeader = require(header, HEADER, "a header or the accumulator").data;
    byte[] packedBody = require(record(), BODY, "a body").data;
    byte[] packedReceipts = require(record(), RECEIPTS, "receipts").data;
    EntryRecord total = require(record(), TOTAL_DIFFICULTY, "a total difficulty");
    long offset = header.get().offset;
    return Optional.of(
        new Entry(
            unpacked(packedHeader, offset),
            unpacked(packedBody, offset),
            unpacked(packedReceipts, offset),
            littleEndian(total),
            offset));
  }

  /** The blocks alone. */
  public BlockSource blocks() {
    return () -> next().map(Entry::block);
  }

  /** The next record of a known type. */
  private Optional<EntryRecord> record() throws IOException {
    while (true) {
      long offset = in.offset();
      int first = in.read();
      if (first < 0) {
        return Optional.empty();
      }
      byte[] head = in.readExactly(7, "a record's head");
      int type = first | (head[0] & 0xff) << 8;
      long length = 0;
      for (int i = 4; i >= 1; i--) {
        length = length << 8 | (head[i] & 0xff);
      }
      if (head[5] != 0 || head[6] != 0) {
        throw new BlockFileException("a record whose reserved bytes are not zero", offset);
      }
      if (isKnown(type)) {
        if (length > maxRecordBytes) {
          throw new BlockFileException(
              String.format(
                  Locale.ROOT, "a record of %,d bytes, more than %,d,", length, maxRecordBytes),
              offset);
        }
        return Optional.of(new EntryRecord(type, in.readExactly((int) length, "a record"), offset));
      }
      in.skipExactly(length, "a record");
    }
  }

  private static boolean isKnown(int type) {
    return switch (type) {
      case VERSION, HEADER, BODY, RECEIPTS, TOTAL_DIFFICULTY, ACCUMULATOR, BLOCK_INDEX -> true;
      default -> false;
    };
  }

  private EntryRecord require(Optional<EntryRecord> record, int type, String what) {
    if (record.isEmpty()) {
      throw new BlockFileException("the file ends where " + what + " belongs", in.offset());
    }
    if (record.get().type != type) {
      throw new BlockFileException(
          "a record of type 0x%04x where %s belongs".formatted(record.get().type, what),
          record.get().offset);
    }
    return record.get();
  }

  private Bytes unpacked(byte[] packed, long offset) {
    try {
      return Bytes.wrap(FramedSnappy.decompress(packed, maxRecordBytes));
    } catch (BlockFileException e) {
      throw new BlockFileException(
          "a damaged record (" + e.getMessage() + " of it) in the block", offset, e);
    }
  }

  private static U256 littleEndian(EntryRecord record) {
    if (record.data.length != 32) {
      throw new BlockFileException(
          "a total difficulty of " + record.data.length + " bytes", record.offset);
    }
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = record.data[31 - i];
    }
    return U256.read(bigEndian, 0, 32);
  }
}

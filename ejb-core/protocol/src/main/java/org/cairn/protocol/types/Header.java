package org.cairn.protocol.types;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.crypto.Keccak256;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/**
 * The header of a block (Yellow Paper 4.3) with the members that later forks appended. A member
 * that is absent is null, and so are all behind it.
 *
 * @param parentHash the block before
 * @param ommersHash keccak of the list of ommer headers
 * @param coinbase beneficiary; the vote's subject with Clique
 * @param stateRoot after the block
 * @param number 0..2^63-1
 * @param gasLimit 0..2^63-1
 * @param gasUsed 0..2^63-1
 * @param timestamp seconds since 1970, 0..2^64-1, the sign bit being its highest
 * @param mixHash prevRandao from Paris on
 * @param nonce eight raw bytes, big-endian
 * @param baseFeePerGas wei, from London on (EIP-1559)
 * @param withdrawalsRoot from Shanghai on (EIP-4895)
 * @param blobGasUsed from Cancun on (EIP-4844), 0..2^64-1
 * @param excessBlobGas from Cancun on (EIP-4844), 0..2^64-1
 * @param parentBeaconBlockRoot from Cancun on (EIP-4788)
 * @param requestsHash from Prague on (EIP-7685)
 */
public record Header(
    Hash32 parentHash,
    Hash32 ommersHash,
    Address coinbase,
    Hash32 stateRoot,
    Hash32 transactionsRoot,
    Hash32 receiptsRoot,
    Bloom logsBloom,
    U256 difficulty,
    long number,
    long gasLimit,
    long gasUsed,
    long timestamp,
    Bytes extraData,
    Hash32 mixHash,
    long nonce,
    @Nullable U256 baseFeePerGas,
    @Nullable Hash32 withdrawalsRoot,
    @Nullable Long blobGasUsed,
    @Nullable Long excessBlobGas,
    @Nullable Hash32 parentBeaconBlockRoot,
    @Nullable Hash32 requestsHash) {
  /** keccak(rlp([])): the ommers hash of a block without ommers. */
  public static final Hash32 EMPTY_OMMERS_HASH =
      Hash32.of("1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

  public static Header read(RlpReader outer) {
    RlpReader in = outer.readList();
    Builder header = new Builder();
    header.parentHash(in.readHash()).ommersHash(in.readHash()).coinbase(in.readAddress());
    header.stateRoot(in.readHash()).transactionsRoot(in.readHash()).receiptsRoot(in.readHash());
    header.logsBloom(Bloom.read(in)).difficulty(in.readU256()).number(in.readLong());
    header.gasLimit(in.readLong()).gasUsed(in.readLong());
    header.timestamp(in.readUnsignedLong());
    header.extraData(in.readBytes()).mixHash(in.readHash());
    header.nonce(LongBytes.getLong(in.readBytes(8).shared(), 0));
    readLaterMembers(in, header);
    in.end();
    return header.build();
  }

  private static void readLaterMembers(RlpReader in, Builder header) {
    if (in.hasNext()) {
      header.baseFeePerGas(in.readU256());
    }
    if (in.hasNext()) {
      header.withdrawalsRoot(in.readHash());
    }
    if (in.hasNext()) {
      header.blobGasUsed(in.readUnsignedLong());
    }
    if (in.hasNext()) {
      header.excessBlobGas(in.readUnsignedLong());
    }
    if (in.hasNext()) {
      header.parentBeaconBlockRoot(in.readHash());
    }
    if (in.hasNext()) {
      header.requestsHash(in.readHash());
    }
  }

  /** Decodes the one list that fills the bytes. */
  public static Header decode(Bytes encoded) {
    RlpReader in = RlpReader.of(encoded);
    Header header = read(in);
    in.end();
    return header;
  }

  public void writeTo(RlpWriter out) {
    out.startList();
    writeUpToExtraData(out, extraData);
    out.write(mixHash).write(nonceBytes());
    writeLaterMembers(out);
    out.endList();
  }

  /**
   * Writes the members from the parent's hash to the extra data, which is given: what seals cover.
   * The list is the caller's.
   */
  public void writeUpToExtraData(RlpWriter out, Bytes extra) {
    out.write(parentHash).write(ommersHash).write(coinbase);
    out.write(stateRoot).write(transactionsRoot).write(receiptsRoot);
    logsBloom.writeTo(out);
    out.write(difficulty)
        .write(number)
        .write(gasLimit)
        .write(gasUsed)
        .write(timestamp)
        .write(extra);
  }

  /** Writes the members from the base fee on, as far as they are there. */
  public void writeLaterMembers(RlpWriter out) {
    if (baseFeePerGas != null) {
      out.write(baseFeePerGas);
    }
    if (withdrawalsRoot != null) {
      out.write(withdrawalsRoot);
    }
    if (blobGasUsed != null) {
      out.write((long) blobGasUsed);
    }
    if (excessBlobGas != null) {
      out.write((long) excessBlobGas);
    }
    if (parentBeaconBlockRoot != null) {
      out.write(parentBeaconBlockRoot);
    }
    if (requestsHash != null) {
      out.write(requestsHash);
    }
  }

  /** The nonce as eight bytes. */
  public Bytes nonceBytes() {
    byte[] bytes = new byte[8];
    LongBytes.putLong(bytes, 0, nonce);
    return Bytes.wrap(bytes);
  }

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(640);
    writeTo(out);
    return out.toBytes();
  }

  /** keccak of the encoding: the block's hash. Computed at each call. */
  public Hash32 hash() {
    RlpWriter out = new RlpWriter(640);
    writeTo(out);
    return Keccak256.hash(out.buffer(), 0, out.size());
  }

  /** A builder that starts with this header's members. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.parentHash = parentHash;
    copy.ommersHash = ommersHash;
    copy.coinbase = coinbase;
    copy.stateRoot = stateRoot;
    copy.transactionsRoot = transactionsRoot;
    copy.receiptsRoot = receiptsRoot;
    copy.logsBloom = logsBloom;
    copy.difficulty = difficulty;
    copy.number = number;
    copy.gasLimit = gasLimit;
    copy.gasUsed = gasUsed;
    copy.timestamp = timestamp;
    copy.extraData = extraData;
    copy.mixHash = mixHash;
    copy.nonce = nonce;
    copy.baseFeePerGas = baseFeePerGas;
    copy.withdrawalsRoot = withdrawalsRoot;
    copy.blobGasUsed = blobGasUsed;
    copy.excessBlobGas = excessBlobGas;
    copy.parentBeaconBlockRoot = parentBeaconBlockRoot;
    copy.requestsHash = requestsHash;
    return copy;
  }

  /**
   * Collects the members; those that every header has start as zero or empty, later ones as absent.
   */
  public static final class Builder {
    private Hash32 parentHash = Hash32.ZERO;
    private Hash32 ommersHash = EMPTY_OMMERS_HASH;
    private Address coinbase = Address.ZERO;
    private Hash32 stateRoot = Hash32.ZERO;
    private Hash32 transactionsRoot = Hash32.ZERO;
    private Hash32 receiptsRoot = Hash32.ZERO;
    private Bloom logsBloom = Bloom.EMPTY;
    private U256 difficulty = U256.ZERO;
    private long number;
    private long gasLimit;
    private long gasUsed;
    private long timestamp;
    private Bytes extraData = Bytes.EMPTY;
    private Hash32 mixHash = Hash32.ZERO;
    private long nonce;
    private @Nullable U256 baseFeePerGas;
    private @Nullable Hash32 withdrawalsRoot;
    private @Nullable Long blobGasUsed;
    private @Nullable Long excessBlobGas;
    private @Nullable Hash32 parentBeaconBlockRoot;
    private @Nullable Hash32 requestsHash;

    public Builder parentHash(Hash32 value) {
      parentHash = value;
      return this;
    }

    public Builder ommersHash(Hash32 value) {
      ommersHash = value;
      return this;
    }

    public Builder coinbase(Address value) {
      coinbase = value;
      return this;
    }

    public Builder stateRoot(Hash32 value) {
      stateRoot = value;
      return this;
    }

    public Builder transactionsRoot(Hash32 value) {
      transactionsRoot = value;
      return this;
    }

    public Builder receiptsRoot(Hash32 value) {
      receiptsRoot = value;
      return this;
    }

    public Builder logsBloom(Bloom value) {
      logsBloom = value;
      return this;
    }

    public Builder difficulty(U256 value) {
      difficulty = value;
      return this;
    }

    public Builder number(long value) {
      number = value;
      return this;
    }

    public Builder gasLimit(long value) {
      gasLimit = value;
      return this;
    }

    public Builder gasUsed(long value) {
      gasUsed = value;
      return this;
    }

    public Builder timestamp(long value) {
      timestamp = value;
      return this;
    }

    public Builder extraData(Bytes value) {
      extraData = value;
      return this;
    }

    public Builder mixHash(Hash32 value) {
      mixHash = value;
      return this;
    }

    public Builder nonce(long value) {
      nonce = value;
      return this;
    }

    public Builder baseFeePerGas(@Nullable U256 value) {
      baseFeePerGas = value;
      return this;
    }

    public Builder withdrawalsRoot(@Nullable Hash32 value) {
      withdrawalsRoot = value;
      return this;
    }

    public Builder blobGasUsed(@Nullable Long value) {
      blobGasUsed = value;
      return this;
    }

    public Builder excessBlobGas(@Nullable Long value) {
      excessBlobGas = value;
      return this;
    }

    public Builder parentBeaconBlockRoot(@Nullable Hash32 value) {
      parentBeaconBlockRoot = value;
      return this;
    }

    public Builder requestsHash(@Nullable Hash32 value) {
      requestsHash = value;
      return this;
    }

    /** Throws RlpException if a member is absent in front of one that is present. */
    public Header build() {
      boolean gap =
          (baseFeePerGas == null && withdrawalsRoot != null)
              || (withdrawalsRoot == null && blobGasUsed != null)
              || (blobGasUsed == null && excessBlobGas != null)
              || (excessBlobGas == null && parentBeaconBlockRoot != null)
              || (parentBeaconBlockRoot == null && requestsHash != null);
      if (gap) {
        throw new RlpException("a header's member is absent in front of a later one", 0);
      }
      return new Header(
          parentHash,
          ommersHash,
          coinbase,
          stateRoot,
          transactionsRoot,
          receiptsRoot,
          logsBloom,
          difficulty,
          number,
          gasLimit,
          gasUsed,
          timestamp,
          extraData,
          mixHash,
          nonce,
          baseFeePerGas,
          withdrawalsRoot,
          blobGasUsed,
          excessBlobGas,
          parentBeaconBlockRoot,
          requestsHash);
    }
  }
}

package org.cairn.tools.transition;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.bytes.LongBytes;
import org.cairn.protocol.rlp.RlpWriter;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;
import org.cairn.tools.fixture.Member;
import org.jspecify.annotations.Nullable;

/**
 * A header as an object, whose members stand in the block as they are: nothing is checked. One of a
 * block has no gaps among the members that later forks appended; in one that was put together by
 * hand an empty string stands for what is absent.
 *
 * @param header without those members
 * @param later those members, from the base fee on, up to the last that is given
 */
record HeaderInput(Header header, List<@Nullable Object> later) {
  /**
   * Reads it.
   *
   * @param ommersHash what it has if none is given
   */
  static HeaderInput read(Member json, Hash32 ommersHash) {
    Header.Builder header = new Header.Builder();
    header.stateRoot(json.at("stateRoot").hash());
    header.number(json.at("number").longNumber()).gasLimit(json.at("gasLimit").longNumber());
    header.gasUsed(json.optional("gasUsed").map(Member::longNumber).orElse(0L));
    header.timestamp(json.at("timestamp").unsignedLong());
    header.parentHash(hash(json, "parentHash", Hash32.ZERO));
    header.ommersHash(hash(json, "sha3Uncles", ommersHash));
    header.coinbase(json.optional("miner").map(Member::address).orElse(Address.ZERO));
    header.transactionsRoot(hash(json, "transactionsRoot", Account.EMPTY_ROOT));
    header.receiptsRoot(hash(json, "receiptsRoot", Account.EMPTY_ROOT));
    header.logsBloom(
        json.optional("logsBloom")
            .map(bloom -> Bloom.of(bloom.bytes(Bloom.LENGTH)))
            .orElse(Bloom.EMPTY));
    header.difficulty(json.optional("difficulty").map(Member::number).orElse(U256.ZERO));
    header.extraData(json.optional("extraData").map(Member::bytes).orElse(Bytes.EMPTY));
    header.mixHash(hash(json, "mixHash", Hash32.ZERO));
    header.nonce(
        json.optional("nonce")
            .map(nonce -> LongBytes.getLong(nonce.bytes(Long.BYTES).shared(), 0))
            .orElse(0L));
    return new HeaderInput(header.build(), later(json));
  }

  private static Hash32 hash(Member json, String name, Hash32 otherwise) {
    return json.optional(name).map(Member::hash).orElse(otherwise);
  }

  private static List<@Nullable Object> later(Member json) {
    List<@Nullable Object> later = new ArrayList<>();
    later.add(json.optional("baseFeePerGas").map(Member::number).orElse(null));
    later.add(json.optional("withdrawalsRoot").map(Member::hash).orElse(null));
    later.add(json.optional("blobGasUsed").map(Member::unsignedLong).orElse(null));
    later.add(json.optional("excessBlobGas").map(Member::unsignedLong).orElse(null));
    later.add(json.optional("parentBeaconBlockRoot").map(Member::hash).orElse(null));
    later.add(json.optional("requestsHash").map(Member::hash).orElse(null));
    while (!later.isEmpty() && later.getLast() == null) {
      later.removeLast();
    }
    return later;
  }

  /** The same sealed by Clique, which knows no member behind the base fee. */
  HeaderInput sealed(CliqueInput clique, Member given) {
    if (later.size() > 1) {
      throw new TransitionException(
          TransitionException.CONFIGURATION,
          "sealing with clique needs a header of before Shanghai");
    }
    Header.Builder whole = header.toBuilder();
    later.forEach(fee -> whole.baseFeePerGas((U256) fee));
    Header sealed = clique.seal(whole.build(), given);
    return new HeaderInput(sealed.toBuilder().baseFeePerGas(null).build(), later);
  }

  Bytes encoded() {
    RlpWriter out = new RlpWriter(640).startList();
    header.writeUpToExtraData(out, header.extraData());
    out.write(header.mixHash()).write(header.nonceBytes());
    for (Object member : later) {
      switch (member) {
        case null -> out.write(Bytes.EMPTY);
        case U256 number -> out.write(number);
        case Long number -> out.write((long) number);
        case Hash32 hash -> out.write(hash);
        default -> throw new IllegalStateException("a member of a kind that no header has");
      }
    }
    return out.endList().toBytes();
  }
}

package org.cairn.tools.block;

import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.tools.fixture.Member;

/** Headers as fixtures write them. */
final class FixtureHeader {
  private FixtureHeader() {}

  /** A header from its members. */
  static Header of(Member json) {
    Header.Builder header =
        new Header.Builder()
            .parentHash(json.at("parentHash").hash())
            .ommersHash(json.at("uncleHash").hash())
            .coinbase(json.at("coinbase").address())
            .stateRoot(json.at("stateRoot").hash())
            .transactionsRoot(json.at("transactionsTrie").hash())
            .receiptsRoot(json.at("receiptTrie").hash())
            .logsBloom(bloom(json.at("bloom")))
            .difficulty(json.at("difficulty").number())
            .number(json.at("number").longNumber())
            .gasLimit(json.at("gasLimit").longNumber())
            .gasUsed(json.at("gasUsed").longNumber())
            .timestamp(json.at("timestamp").unsignedLong())
            .extraData(json.at("extraData").bytes())
            .mixHash(json.at("mixHash").hash())
            .nonce(json.at("nonce").unsignedLong());
    json.optional("baseFeePerGas").map(Member::number).ifPresent(header::baseFeePerGas);
    json.optional("withdrawalsRoot").map(Member::hash).ifPresent(header::withdrawalsRoot);
    json.optional("blobGasUsed").map(Member::unsignedLong).ifPresent(header::blobGasUsed);
    json.optional("excessBlobGas").map(Member::unsignedLong).ifPresent(header::excessBlobGas);
    json.optional("parentBeaconBlockRoot")
        .map(Member::hash)
        .ifPresent(header::parentBeaconBlockRoot);
    json.optional("requestsHash").map(Member::hash).ifPresent(header::requestsHash);
    try {
      return header.build();
    } catch (RlpException e) {
      throw json.fail("is no header: " + e.getMessage());
    }
  }

  static Bloom bloom(Member json) {
    return Bloom.of(json.bytes(Bloom.LENGTH));
  }
}

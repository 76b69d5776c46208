package org.cairn.tools.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.execution.BlockResult;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.BlockBody;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.Withdrawal;
import org.cairn.tools.fixture.ExceptionNames;
import org.cairn.tools.fixture.FixtureParts;
import org.cairn.tools.fixture.Member;

/**
 * A block as a call of {@code engine_newPayload} brings it: it is put together from the payload,
 * and its hash must be the payload's.
 *
 * @param call with the members {@code params} and, if it is to fail, {@code validationError} or
 *     {@code errorCode}
 */
record EnginePayload(Member call) {
  /** For people. */
  String name() {
    return "payload " + claimedHash();
  }

  private Hash32 claimedHash() {
    return call.at("params").item(0).at("blockHash").hash();
  }

  /** The name of the reason why it is to be refused; a call that fails by its code has none. */
  Optional<String> expected() {
    return call.optional("validationError")
        .map(Member::text)
        .or(() -> call.optional("errorCode").map(code -> ExceptionNames.UNNAMED));
  }

  /** Adds the block to the chain, or says why not. */
  Optional<String> refusal(BlockChain chain) {
    Member params = call.at("params");
    Block block;
    try {
      block = block(params);
    } catch (RlpException e) {
      return Optional.of("MALFORMED");
    }
    if (!block.hash().equals(claimedHash())) {
      return Optional.of("blockHash");
    }
    return versionedHashesAgree(params.items(), block)
        ? chain.add(block)
        : Optional.of("versionedHashes");
  }

  /** Whether the call names the blobs of the payload's transactions, where it names any. */
  private static boolean versionedHashesAgree(List<Member> params, Block block) {
    if (params.size() < 2) {
      return true;
    }
    if (params.get(1).isNull()) {
      return false;
    }
    List<Hash32> actual =
        block.transactions().stream().flatMap(tx -> tx.blobVersionedHashes().stream()).toList();
    return params.get(1).items().stream().map(Member::hash).toList().equals(actual);
  }

  private static Block block(Member params) {
    Member payload = params.item(0);
    List<Bytes> encoded = payload.at("transactions").items().stream().map(Member::bytes).toList();
    List<Transaction> transactions = encoded.stream().map(Transaction::decode).toList();
    Optional<List<Withdrawal>> withdrawals =
        payload
            .optional("withdrawals")
            .map(list -> list.items().stream().map(FixtureParts::withdrawal).toList());
    BlockBody body =
        withdrawals
            .map(list -> new BlockBody(transactions, List.of(), list))
            .orElseGet(() -> new BlockBody(transactions, List.of(), null));
    Header.Builder header =
        new Header.Builder()
            .parentHash(payload.at("parentHash").hash())
            .coinbase(payload.at("feeRecipient").address())
            .stateRoot(payload.at("stateRoot").hash())
            .transactionsRoot(OrderedTrie.root(encoded))
            .receiptsRoot(payload.at("receiptsRoot").hash())
            .logsBloom(FixtureHeader.bloom(payload.at("logsBloom")))
            .number(number(payload.at("blockNumber")))
            .gasLimit(number(payload.at("gasLimit")))
            .gasUsed(number(payload.at("gasUsed")))
            .timestamp(payload.at("timestamp").unsignedLong())
            .extraData(payload.at("extraData").bytes())
            .mixHash(payload.at("prevRandao").hash())
            .baseFeePerGas(payload.at("baseFeePerGas").number());
    addLaterMembers(header, params, withdrawals);
    return new Block(header.build(), body);
  }

  /** A number of 63 bits, as headers have them. */
  private static long number(Member json) {
    long number = json.unsignedLong();
    if (number < 0) {
      throw new RlpException(Long.toUnsignedString(number) + " exceeds 63 bits", 0);
    }
    return number;
  }

  /** What the forks since Shanghai added, as far as the call has it. */
  private static void addLaterMembers(
      Header.Builder header, Member params, Optional<List<Withdrawal>> withdrawals) {
    Member payload = params.item(0);
    withdrawals.ifPresent(list ->
        header.withdrawalsRoot(OrderedTrie.root(list.stream().map(Withdrawal::encoded).toList())));
    payload.optional("blobGasUsed").map(Member::unsignedLong).ifPresent(header::blobGasUsed);
    payload.optional("excessBlobGas").map(Member::unsignedLong).ifPresent(header::excessBlobGas);
    List<Member> all = params.items();
    if (all.size() > 2 && !all.get(2).isNull()) {
      header.parentBeaconBlockRoot(all.get(2).hash());
    }
    if (all.size() > 3 && !all.get(3).isNull()) {
      List<Bytes> requests = new ArrayList<>();
      all.get(3).items().forEach(request -> requests.add(request.bytes()));
      header.requestsHash(BlockResult.requestsHash(requests));
    }
  }
}

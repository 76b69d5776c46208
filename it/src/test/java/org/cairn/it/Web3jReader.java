package org.cairn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.trie.OrderedTrie;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Bloom;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.types.LegacyTransaction;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.types.TransactionSignature;
import org.cairn.protocol.types.TransactionType;
import org.cairn.protocol.uint.U256;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/**
 * Reads blocks by web3j and compares them with given ones: what web3j returned is made into
 * headers, transactions and receipts again, whose hashes and roots cover every member. For chains
 * of before EIP-2718.
 */
final class Web3jReader implements AutoCloseable {
  /** How much was compared. */
  record Compared(int blocks, int transactions, int logs) {}

  private static final int BATCH = 50;

  private final Web3j web3j;

  Web3jReader(URI address) {
    OkHttpClient http = new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(2)).build();
    web3j = Web3j.build(new HttpService(address.toString(), http));
  }

  @Override
  public void close() {
    web3j.shutdown();
  }

  long chainId() throws IOException {
    return web3j.ethChainId().send().getChainId().longValueExact();
  }

  /** Compares every block, and that the last is the head. */
  Compared compare(List<Block> blocks) throws IOException {
    assertThat(web3j.ethBlockNumber().send().getBlockNumber()).isEqualTo(blocks.getLast().number());
    int transactions = 0;
    int logs = 0;
    for (Block block : blocks) {
      compareBlock(block);
      compareTransactions(block);
      transactions += block.transactions().size();
      logs += compareReceipts(block);
    }
    return new Compared(blocks.size(), transactions, logs);
  }

  private void compareBlock(Block expected) throws IOException {
    EthBlock.Block block = web3j.ethGetBlockByNumber(parameter(expected), true).send().getBlock();
    assertThat(header(block)).isEqualTo(expected.header());
    assertThat(Hash32.of(block.getHash())).isEqualTo(expected.hash());
    assertThat(block.getSize()).isEqualTo(expected.encoded().length());
    assertThat(block.getUncles().stream().map(Hash32::of).toList())
        .isEqualTo(expected.body().ommers().stream().map(Header::hash).toList());
    assertThat(block.getTransactions()).hasSameSizeAs(expected.transactions());
    for (int i = 0; i < expected.transactions().size(); i++) {
      EthBlock.TransactionObject found =
          (EthBlock.TransactionObject) block.getTransactions().get(i).get();
      compare(found, expected, i);
    }
    assertThat(web3j.ethGetBlockByHash(block.getHash(), true).send().getBlock()).isEqualTo(block);
  }

  private void compareTransactions(Block expected) throws IOException {
    List<Request<?, ? extends Response<?>>> requests = new ArrayList<>();
    for (Transaction transaction : expected.transactions()) {
      requests.add(web3j.ethGetTransactionByHash(transaction.hash().toString()));
    }
    List<Response<?>> answers = ask(requests);
    for (int i = 0; i < answers.size(); i++) {
      var found = (org.web3j.protocol.core.methods.response.Transaction) answers.get(i).getResult();
      compare(found, expected, i);
    }
  }

  private static void compare(
      org.web3j.protocol.core.methods.response.Transaction found, Block block, int index) {
    Transaction expected = block.transactions().get(index);
    LegacyTransaction transaction =
        new LegacyTransaction(
            found.getNonce().longValueExact(),
            U256.of(found.getGasPrice()),
            found.getGas().longValueExact(),
            found.getTo() == null ? null : Address.of(found.getTo()),
            U256.of(found.getValue()),
            Bytes.of(found.getInput()),
            new TransactionSignature(
                U256.of(found.getV()), U256.of(found.getR()), U256.of(found.getS())));
    assertThat(transaction.encoded()).isEqualTo(expected.encoded());
    assertThat(found.getType()).isEqualTo("0x0");
    assertThat(Hash32.of(found.getHash())).isEqualTo(expected.hash());
    assertThat(Address.of(found.getFrom())).isEqualTo(sender(expected));
    assertThat(Hash32.of(found.getBlockHash())).isEqualTo(block.hash());
    assertThat(found.getBlockNumber()).isEqualTo(block.number());
    assertThat(found.getTransactionIndex()).isEqualTo(index);
  }

  /** Compares the receipts, and returns how many logs they have. */
  private int compareReceipts(Block expected) throws IOException {
    List<Request<?, ? extends Response<?>>> requests = new ArrayList<>();
    for (Transaction transaction : expected.transactions()) {
      requests.add(web3j.ethGetTransactionReceipt(transaction.hash().toString()));
    }
    List<TransactionReceipt> found = new ArrayList<>();
    ask(requests).forEach(answer -> found.add((TransactionReceipt) answer.getResult()));
    List<Receipt> receipts = found.stream().map(Web3jReader::receipt).toList();
    assertThat(OrderedTrie.root(receipts.stream().map(Receipt::encoded).toList()))
        .isEqualTo(expected.header().receiptsRoot());
    long gasBefore = 0;
    for (int i = 0; i < found.size(); i++) {
      compare(found.get(i), expected, i, gasBefore);
      gasBefore = receipts.get(i).cumulativeGasUsed();
    }
    assertThat(web3j.ethGetBlockReceipts(parameter(expected)).send().getResult()).isEqualTo(found);
    return compareLogs(expected, found);
  }

  private static void compare(TransactionReceipt found, Block block, int index, long gasBefore) {
    Transaction transaction = block.transactions().get(index);
    assertThat(Bloom.of(Bytes.of(found.getLogsBloom()))).isEqualTo(receipt(found).bloom());
    assertThat(found.getGasUsed())
        .isEqualTo(found.getCumulativeGasUsed().subtract(BigInteger.valueOf(gasBefore)));
    assertThat(Hash32.of(found.getTransactionHash())).isEqualTo(transaction.hash());
    assertThat(found.getTransactionIndex()).isEqualTo(index);
    assertThat(Hash32.of(found.getBlockHash())).isEqualTo(block.hash());
    assertThat(found.getBlockNumber()).isEqualTo(block.number());
    assertThat(Address.of(found.getFrom())).isEqualTo(sender(transaction));
    assertThat(found.getTo() == null).isEqualTo(transaction.isCreation());
    transaction.to().ifPresent(to -> assertThat(Address.of(found.getTo())).isEqualTo(to));
    assertThat(found.getContractAddress() != null).isEqualTo(transaction.isCreation());
    assertThat(U256.of(found.getEffectiveGasPrice())).isEqualTo(transaction.maxFeePerGas());
    assertThat(found.getType()).isEqualTo("0x0");
  }

  private int compareLogs(Block expected, List<TransactionReceipt> receipts) throws IOException {
    List<Log> logs = receipts.stream().flatMap(receipt -> receipt.getLogs().stream()).toList();
    for (int i = 0; i < logs.size(); i++) {
      Log log = logs.get(i);
      assertThat(log.getLogIndex()).isEqualTo(i);
      assertThat(Hash32.of(log.getBlockHash())).isEqualTo(expected.hash());
      assertThat(log.getBlockNumber()).isEqualTo(expected.number());
      assertThat(Hash32.of(log.getTransactionHash()))
          .isEqualTo(expected.transactions().get(log.getTransactionIndex().intValueExact()).hash());
    }
    DefaultBlockParameter here = parameter(expected);
    EthLog answer = web3j.ethGetLogs(new EthFilter(here, here, List.of())).send();
    assertThat(answer.getLogs().stream().map(result -> (Log) result.get()).toList())
        .isEqualTo(logs);
    return logs.size();
  }

  /** Asks in batches; the answers are in the requests' order, and none is an error. */
  private List<Response<?>> ask(List<Request<?, ? extends Response<?>>> requests)
      throws IOException {
    List<Response<?>> answers = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += BATCH) {
      BatchRequest batch = web3j.newBatch();
      requests.subList(from, Math.min(from + BATCH, requests.size())).forEach(batch::add);
      answers.addAll(batch.send().getResponses());
    }
    assertThat(answers).hasSameSizeAs(requests).noneMatch(Response::hasError);
    return answers;
  }

  private static DefaultBlockParameter parameter(Block block) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(block.number()));
  }

  private static Address sender(Transaction transaction) {
    return transaction.recoverSender(Secp256k1.instance()).orElseThrow();
  }

  private static Header header(EthBlock.Block block) {
    return new Header.Builder()
        .parentHash(Hash32.of(block.getParentHash()))
        .ommersHash(Hash32.of(block.getSha3Uncles()))
        .coinbase(Address.of(block.getMiner()))
        .stateRoot(Hash32.of(block.getStateRoot()))
        .transactionsRoot(Hash32.of(block.getTransactionsRoot()))
        .receiptsRoot(Hash32.of(block.getReceiptsRoot()))
        .logsBloom(Bloom.of(Bytes.of(block.getLogsBloom())))
        .difficulty(U256.of(block.getDifficulty()))
        .number(block.getNumber().longValueExact())
        .gasLimit(block.getGasLimit().longValueExact())
        .gasUsed(block.getGasUsed().longValueExact())
        .timestamp(block.getTimestamp().longValueExact())
        .extraData(Bytes.of(block.getExtraData()))
        .mixHash(Hash32.of(block.getMixHash()))
        .nonce(U256.of(block.getNonceRaw()).word(3))
        .build();
  }

  private static Receipt receipt(TransactionReceipt found) {
    return Receipt.ofStatus(
        TransactionType.LEGACY,
        found.getStatus().equals("0x1"),
        found.getCumulativeGasUsed().longValueExact(),
        found.getLogs().stream().map(Web3jReader::log).toList());
  }

  private static org.cairn.protocol.types.Log log(Log found) {
    return new org.cairn.protocol.types.Log(
        Address.of(found.getAddress()),
        found.getTopics().stream().map(Hash32::of).toList(),
        Bytes.of(found.getData()));
  }
}

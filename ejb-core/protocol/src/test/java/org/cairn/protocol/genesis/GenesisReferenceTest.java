package org.cairn.protocol.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.vectors.TrieOracle;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesisReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "besu-mainnet, 0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
    "besu-sepolia, 0x25a5cc106eea7138acab33231d7160d69cb777ee0c2c553fcddf5138993e6dd9",
    "besu-holesky, 0xb5f7f912443c940f21fd611f12828d75b534364ed9e95ca4e307729a4661bde4",
    "besu-hoodi, 0xbbe312868b376a3001692a646dd2d7d1e4406380dfd86b98aa8a34d1557c971b",
    "besu-ropsten, 0x41941023680923e0fe4d74a34bdac8141f2540e3ae90623718e47d66d1ca4a2d",
    "geth-goerli, 0xbf7e331f7f7c1dd2e05159666b3bf8bc7a8a3a9eb1d518969eab529dd9b88c1a",
    "geth-rinkeby, 0x6341fd3daf94b748c72ced5a5b26028f2474f5f00d824504e4fa37a75767e177",
  })
  void givesTheHashesOfTheKnownNetworks(String name, String hash) {
    byte[] file = Vectors.entry("genesis.zip", "genesis/" + name + ".json");
    assertThat(block(file).hash()).hasToString(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "MAINNET, 0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3, 1",
    "SEPOLIA, 0x25a5cc106eea7138acab33231d7160d69cb777ee0c2c553fcddf5138993e6dd9, 11155111",
  })
  void presetsAreTheKnownNetworks(Network network, String hash, long chainId) {
    assertThat(block(network.file()).hash()).hasToString(hash);
    assertThat(network.genesis().config().chainId().toLong()).isEqualTo(chainId);
  }

  @ParameterizedTest
  @EnumSource
  void presetsAreFoundByName(Network network) {
    assertThat(Network.named(network.name().toLowerCase(java.util.Locale.ROOT))).contains(network);
    assertThat(Network.named("nowhere")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clique-transfers",
        "clique-erc20tx",
        "clique-erc20loop",
        "clique-clique3",
        "ethash-forks",
        "merge-mixed",
        "osaka-load"
      })
  void givesTheHashesOfTheRecordedChains(String chain) throws IOException {
    byte[] file = Files.readAllBytes(Vectors.file("chains/" + chain + "/genesis.json"));
    JsonNode meta =
        Vectors.json(Files.readAllBytes(Vectors.file("chains/" + chain + "/meta.json")));
    assertThat(block(file).hash()).hasToString(meta.get("genesisHash").asText());
  }

  @Test
  void appendsTheMembersOfEachForkAfterTheMerge() throws IOException {
    Header paris = postMerge("paris");
    assertThat(paris.baseFeePerGas()).isNotNull();
    assertThat(paris.withdrawalsRoot()).isNull();
    Header shanghai = postMerge("shanghai");
    assertThat(shanghai.withdrawalsRoot()).isNotNull();
    assertThat(shanghai.blobGasUsed()).isNull();
    Header cancun = postMerge("cancun");
    assertThat(cancun.parentBeaconBlockRoot()).isEqualTo(Hash32.ZERO);
    assertThat(cancun.requestsHash()).isNull();
    assertThat(postMerge("prague").requestsHash())
        .hasToString("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static Header postMerge(String fork) throws IOException {
    byte[] file = Files.readAllBytes(Vectors.file("chains/postmerge-genesis/" + fork + ".json"));
    return block(file).header();
  }

  @Test
  void encodesTheGenesisBlocksOfTheBasicTests() {
    for (JsonNode test : Vectors.json("basic.zip", "GenesisTests/basic_genesis_tests.json")) {
      ObjectNode file = (ObjectNode) test;
      Bytes expected = Bytes.of(file.remove("result").asText());
      file.putObject("config").put("chainId", 1);
      assertThat(block(file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)).encoded())
          .isEqualTo(expected);
    }
    JsonNode mainnet = Vectors.json("basic.zip", "BasicTests/genesishashestest.json");
    assertThat(block(Network.MAINNET.file()).encoded())
        .isEqualTo(Bytes.of(mainnet.get("genesis_rlp_hex").asText()));
  }

  private static Block block(byte[] file) {
    return Genesis.parse(file).block(TrieOracle::ofState);
  }
}

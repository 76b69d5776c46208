package org.cairn.protocol.genesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.Random;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.fork.BlobSchedule;
import org.cairn.protocol.fork.ChainConfig.SealEngine;
import org.cairn.protocol.fork.Fork;
import org.cairn.protocol.fork.Forks;
import org.cairn.protocol.uint.U256;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenesisTest {
  private static Genesis parse(String json) {
    return Genesis.parse(json.getBytes(UTF_8));
  }

  /** A file with these members in {@code config} and {@code alloc}. */
  private static String file(String config, String alloc) {
    return "{'config':{'chainId':7%s},'gasLimit':'0x1388','difficulty':1,'alloc':{%s}}"
        .formatted(config, alloc)
        .replace('\'', '"');
  }

  @Test
  void readsNumbersAsHexDecimalOrJson() {
    String alloc =
        "'0x00000000000000000000000000000000000000aA':{'balance':'0x10','nonce':3},"
            + "'00000000000000000000000000000000000000bb':{'balance':'16','nonce':'0x3',"
            + "'code':'0x6001','storage':{'0x01':'0x02','03':'00'}},"
            + "'00000000000000000000000000000000000000cc':{'balance':16,'comment':{'a':[1]}}";
    Genesis genesis = parse(file("", alloc));
    assertThat(genesis.accounts().values())
        .allMatch(account -> account.balance().equals(U256.of(16)));
    GenesisAccount contract = genesis.accounts().get(Address.of(0xbb));
    assertThat(contract.nonce()).isEqualTo(3);
    assertThat(contract.code()).isEqualTo(Bytes.of("6001"));
    assertThat(contract.storage()).containsOnly(java.util.Map.entry(U256.ONE, U256.of(2)));
    assertThat(genesis.header().gasLimit()).isEqualTo(5000);
    assertThat(genesis.config().chainId()).isEqualTo(U256.of(7));
    assertThat(genesis.config().engine()).isEqualTo(new SealEngine.Ethash());
    assertThat(genesis.state().codes()).hasSize(1);
  }

  @Test
  void readsWhatBesuWritesInItsOwnWay() {
    Genesis genesis =
        parse(
            file(
                ",'constantinopleBlock':5,'constantinopleFixBlock':7,'londonBlock':8,"
                    + "'shanghaiTime':1000,'ethash':{'fixeddifficulty':100}",
                ""));
    assertThat(forkAt(genesis, 6, 0, U256.ZERO).name()).isEqualTo("Constantinople");
    assertThat(forkAt(genesis, 7, 0, U256.ZERO).name()).isEqualTo("Petersburg");
    assertThat(forkAt(genesis, 9, 999, U256.MAX).consensus().merged()).isFalse();
    assertThat(forkAt(genesis, 9, 1000, U256.ZERO).name()).isEqualTo("Shanghai");
    assertThat(forkAt(genesis, 9, 1000, U256.ZERO).consensus().merged()).isTrue();
    assertThat(genesis.config().engine())
        .isEqualTo(new SealEngine.Ethash(java.util.Optional.of(U256.of(100))));
  }

  @Test
  void readsForksByBlockTotalDifficultyAndTime() {
    Genesis genesis =
        parse(
            file(
                ",'homesteadBlock':1,'constantinopleBlock':5,'londonBlock':'0x9',"
                    + "'mergeNetSplitBlock':12,'terminalTotalDifficulty':58750000000000000000000,"
                    + "'shanghaiTime':1000,'cancunTime':2000,'pragueTime':3000,'osakaTime':4000,"
                    + "'bpo1Time':5000,'verkleTime':9,'someFutureBlock':8,'blobSchedule':"
                    + "{'cancun':{'target':1,'max':2,'baseFeeUpdateFraction':3},"
                    + "'bpo1':{'target':10,'max':15,'baseFeeUpdateFraction':8346193}}",
                ""));
    U256 merged = U256.of("58750000000000000000000");
    assertThat(forkAt(genesis, 0, 0, U256.ZERO).name()).isEqualTo("Frontier");
    assertThat(forkAt(genesis, 4, 0, U256.ZERO).name()).isEqualTo("Homestead");
    assertThat(forkAt(genesis, 5, 0, U256.ZERO).name()).isEqualTo("Petersburg");
    assertThat(forkAt(genesis, 9, 9999, merged.minus(U256.ONE)).name()).isEqualTo("London");
    assertThat(forkAt(genesis, 9, 0, merged).name()).isEqualTo("Paris");
    assertThat(forkAt(genesis, 9, 1000, merged).name()).isEqualTo("Shanghai");
    assertThat(forkAt(genesis, 9, 2000, merged).consensus().blobs())
        .contains(new BlobSchedule(1, 2, 3));
    assertThat(forkAt(genesis, 9, 4000, merged).consensus().blobs())
        .contains(new BlobSchedule(6, 9, 5_007_716));
    Fork last = forkAt(genesis, 9, 5000, merged);
    assertThat(last.name()).isEqualTo("BPO1");
    assertThat(last.isAtLeast(Forks.OSAKA)).isTrue();
    assertThat(last.consensus().blobs()).contains(new BlobSchedule(10, 15, 8_346_193));
    assertThat(genesis.config().mergeNetsplitBlock()).isEqualTo(OptionalLong.of(12));
  }

  private static Fork forkAt(Genesis genesis, long number, long time, U256 totalDifficulty) {
    return genesis.config().schedule().forkAt(number, time, totalDifficulty);
  }

  @Test
  void readsCliqueAndTheDaoFork() {
    assertThat(parse(file(",'clique':{'period':15}", "")).config().engine())
        .isEqualTo(new SealEngine.Clique(15, 30_000));
    assertThat(parse(file(",'daoForkBlock':15", "")).config().daoForkBlock()).hasValue(15);
    assertThat(parse(file(",'daoForkBlock':15,'daoForkSupport':false", "")).config().daoForkBlock())
        .isEmpty();
  }

  @Test
  void developmentChainHasOneKnownSigner() {
    Genesis dev = Network.DEV.genesis();
    assertThat(dev.config().engine()).isEqualTo(new SealEngine.Clique(1, 30_000));
    assertThat(dev.accounts()).hasSize(10);
    assertThat(dev.header().extraData().slice(32, 52))
        .hasToString("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1]                                                  | the genesis file is not an object but START_ARRAY
          {'alloc':                                            | the genesis file is no JSON
          {}{}                                                 | something follows the genesis object
          {}                                                   | config is missing
          {'config':{}}                                        | config.chainId is missing
          {'config':[]}                                        | config is not an object but START_ARRAY
          {'config':{'chainId':7}}                             | alloc is missing
          {'config':{'chainId':7},'alloc':{},'difficulty':1}   | gasLimit is missing
          {'config':{'chainId':7},'alloc':{},'gasLimit':1}     | difficulty is missing
          {'config':{'chainId':-1}}                            | config.chainId is negative: -1
          {'config':{'chainId':1.5}}                           | config.chainId is not a number or a string but NUMBER
          {'config':{'chainId':true}}                          | config.chainId is not a number or a string but BOOLEAN
          {'gasLimit':{}}                                      | gasLimit is not a number or a string but START_OBJECT
          {'gasLimit':1,'GASLIMIT':1}                          | GASLIMIT is given twice
          {'alloc':{},'ALLOC':{}}                              | alloc is given twice
          {'alloc':{'12':{}}}                                  | alloc.12 has 1 bytes where 20 belong: 12
          {'alloc':{'zz':{}}}                                  | alloc.zz is no hex: no hex digit at position 0
          {'alloc':{'0x00000000000000000000000000000000000000aa':{'balance':'-5'}}} | alloc.0x00000000000000000000000000000000000000aa.balance is negative: -5
          {'alloc':{'0x00000000000000000000000000000000000000aa':{'balance':[]}}}   | aa.balance is not a number or a string but START_ARRAY
          {'alloc':{'0x00000000000000000000000000000000000000aa':7}}                | aa is not an object but VALUE_NUMBER_INT
          {'alloc':{'0x00000000000000000000000000000000000000aa':{'balance':'0x1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'}}} | does not fit 256 bits
          {'alloc':{'0x00000000000000000000000000000000000000aa':{'nonce':'0x10000000000000000'}}} | aa.nonce does not fit 64 bits
          {'alloc':{'0x00000000000000000000000000000000000000aa':{'code':'0x1'}}}   | aa.code is no hex: odd number of hex digits
          {'alloc':{'0x00000000000000000000000000000000000000aa':{'storage':{'1':'1','0x01':'2'}}}} | 0x01 is given twice
          {'alloc':{'0x00000000000000000000000000000000000000aa':{},'00000000000000000000000000000000000000AA':{}}} | AA is given twice
          {'config':{'chainId':7,'berlinBlock':5,'londonBlock':4}} | config.londonBlock 4 is before config.berlinBlock 5
          {'config':{'chainId':7,'eip155Block':1,'eip158Block':2}} | differs from config.eip158Block 2, which is not supported
          {'config':{'chainId':7,'cancunTime':1}}              | config.cancunTime is given without terminalTotalDifficulty
          {'config':{'chainId':7,'ethash':{'fixedDifficulty':'x'}}} | config.ethash.fixeddifficulty is no number: x
          {'config':{'chainId':7,'ethash':3}}                  | config.ethash is not an object but NUMBER
          {'config':{'chainId':7,'terminalTotalDifficulty':0,'bpo1Time':1}} | config.blobSchedule.bpo1 is missing
          {'config':{'chainId':7,'blobSchedule':{'cancun':{'target':1,'max':2}}}} | config.blobSchedule.cancun.baseFeeUpdateFraction is missing
          {'config':{'chainId':7,'terminalTotalDifficulty':'12e5'}} | config.terminalTotalDifficulty is no number: 12e5
          {'config':{'chainId':7,'homesteadBlock':9223372036854775808}} | config.homesteadBlock does not fit 63 bits
          {'a':[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]}  | the genesis file is no JSON
          """)
  void saysInOneSentenceWhatIsWrong(String json, String sentence) {
    assertThatThrownBy(() -> parse(json.replace('\'', '"')))
        .isInstanceOf(GenesisException.class)
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void refusesDuplicateMembersAndLongNumbers() {
    assertThatThrownBy(() -> parse("{\"nonce\":1,\"nonce\":2}"))
        .isInstanceOf(GenesisException.class)
        .hasMessageContaining("Duplicate field 'nonce'");
    String digits = "9".repeat(500);
    assertThatThrownBy(() -> parse(file(",'homesteadBlock':'" + digits + "'", "")))
        .isInstanceOf(GenesisException.class)
        .hasMessageContaining("has 500 digits");
    assertThatThrownBy(() -> parse("{\"x\":1e" + digits + "}"))
        .isInstanceOf(GenesisException.class);
    assertThatThrownBy(() -> Genesis.parse(new byte[Genesis.MAX_FILE_BYTES + 1]))
        .isInstanceOf(GenesisException.class)
        .hasMessageContaining("is larger than");
  }

  @Test
  void survivesAnyDamageWithOneKindOfError() {
    byte[] file = Network.DEV.file();
    Random random = new Random(Vectors.seed(GenesisTest.class));
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = random.nextBoolean() ? file.clone() : truncated(file, random);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(Genesis.parse(damaged)).isNotNull();
      } catch (GenesisException e) {
        assertThat(e).hasMessageNotContainingAny("null pointer", "\n");
      }
    }
  }

  private static byte[] truncated(byte[] file, Random random) {
    return java.util.Arrays.copyOf(file, 1 + random.nextInt(file.length));
  }

  @Test
  void boundsWhatItKeepsOfUnknownMembers() {
    String huge = "[" + "[],".repeat(2_000_000) + "[]]";
    assertThat(parse("{\"junk\":" + huge + "," + file("", "").substring(1)).accounts()).isEmpty();
    assertThatThrownBy(() -> parse(file(",'junk':" + huge, "")))
        .isInstanceOf(GenesisException.class)
        .hasMessageMatching("config has [0-9,]+ bytes");
  }
}

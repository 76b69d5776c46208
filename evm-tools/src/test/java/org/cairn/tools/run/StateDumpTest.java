package org.cairn.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.cairn.protocol.state.MemoryState;
import org.cairn.tools.Vectors;
import org.cairn.tools.fixture.FixtureState;
import org.junit.jupiter.api.Test;

/** What go-ethereum 1.17.5 prints for the same states. */
final class StateDumpTest {
  private static MemoryState state(String json) {
    return FixtureState.of(Vectors.json(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void emptyStateHasNoAccounts() {
    assertThat(StateDump.of(MemoryState.EMPTY))
        .isEqualTo(
            """
            {
                "root": "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
                "accounts": {}
            }\
            """);
  }

  @Test
  void accountsStandInTheOrderOfTheirTextWithWhatTheyHave() {
    MemoryState state =
        state(
            """
            {"0x0000000000000000000000007265636569766572": {"balance": "0x7",
               "code": "0x4760005260206000f3"},
             "0x00000000000000000000000000000000000000aa": {"balance": "0x1", "nonce": "0x3",
               "storage": {"0x01": "0x02"}},
             "0x0000000000000000000000000000000000000001": {"balance": "0x0", "code": "0x60"}}
            """);
    assertThat(StateDump.of(state))
        .isEqualTo(
            """
            {
                "root": "df52f5cc46d92aad4e2f2fa7ef24212a05f9c82e684278baa15b45a35dcfc058",
                "accounts": {
                    "0x0000000000000000000000000000000000000001": {
                        "balance": "0",
                        "nonce": 0,
                        "root": "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
                        "codeHash": "0x15a5de5d00dfc39d199ee772e89858c204d1d545de092db54a345c7303942607",
                        "code": "0x60",
                        "address": "0x0000000000000000000000000000000000000001",
                        "key": "0x1468288056310c82aa4c01a7e12a10f8111a0560e72b700555479031b86c357d"
                    },
                    "0x00000000000000000000000000000000000000AA": {
                        "balance": "1",
                        "nonce": 3,
                        "root": "0x6302d6aa5cf8befc2c23254172197534a8639fc400eb7a11fedbb44c388e2967",
                        "codeHash": "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
                        "storage": {
                            "0x0000000000000000000000000000000000000000000000000000000000000001": "02"
                        },
                        "address": "0x00000000000000000000000000000000000000aa",
                        "key": "0x528b55564e8518548e42b534da3a526179b820f264ee7c6929d00b0b6a31cfc2"
                    },
                    "0x0000000000000000000000007265636569766572": {
                        "balance": "7",
                        "nonce": 0,
                        "root": "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
                        "codeHash": "0xb4daecd3a81609f1201b4e4e1e75cf5ee282f18ccb0a3a246b50052573537fd6",
                        "code": "0x4760005260206000f3",
                        "address": "0x0000000000000000000000007265636569766572",
                        "key": "0x30d7a0694cb29af31b982480e11d7ebb003a3fca4026939149071f014689b142"
                    }
                }
            }\
            """);
  }

  @Test
  void wordsOfStorageHaveNoLeadingZeroBytes() {
    String account = "{\"0x00000000000000000000000000000000000000aa\": {\"storage\": {%s}}}";
    assertThat(StateDump.of(state(account.formatted("\"0x0b\": \"0x0200\", \"0x0a\": \"0xabc\""))))
        .containsSubsequence("0a\": \"0abc\",\n", "0b\": \"0200\"\n");
  }
}

package org.cairn.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Ecies;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.devp2p.FrameCodec;
import org.cairn.protocol.devp2p.Initiator;
import org.cairn.protocol.devp2p.MessageCodec;
import org.cairn.protocol.devp2p.NodeKey;
import org.cairn.protocol.devp2p.Recipient;
import org.cairn.protocol.devp2p.RlpxException;
import org.cairn.protocol.era.BlockFileException;
import org.cairn.protocol.era.BlockSource;
import org.cairn.protocol.era.RawBlock;
import org.cairn.protocol.genesis.Genesis;
import org.cairn.protocol.genesis.GenesisException;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.Transaction;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that reads bytes of others, under Jazzer: a decoder ends with the exception that it
 * promises or with a value that encodes to the same bytes. A usual run tries the seeds below and
 * the findings in {@code DecoderFuzzInputs}; with {@code JAZZER_FUZZ=1} one method of it, named by
 * {@code -Dtest=DecoderFuzz#transaction}, is fuzzed for a minute.
 */
final class DecoderFuzz {
  private static final Secp256k1 CURVE = Secp256k1.instance();
  private static final NodeKey DIALLED = NodeKey.of(CURVE, U256.of(7).toHash());
  private static final NodeKey DIALLER = NodeKey.of(CURVE, U256.of(8).toHash());
  private static final int MOST_BYTES = 1 << 20;

  static Stream<byte[]> seeds() {
    return Seeds.all();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void rlp(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    try {
      RlpReader in = RlpReader.of(bytes);
      walk(in, 0);
      in.end();
    } catch (RlpException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
    }
  }

  private static void walk(RlpReader in, int depth) {
    while (in.hasNext()) {
      if (in.nextIsList() && depth < 500) {
        walk(in.readList(), depth + 1);
      } else {
        in.skip();
      }
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void transaction(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    Transaction transaction;
    try {
      transaction = Transaction.decode(Bytes.wrap(bytes));
    } catch (RlpException e) {
      return;
    }
    assertThat(transaction.encoded()).isEqualTo(Bytes.wrap(bytes));
    transaction.recoverSender(CURVE);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void block(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    Block block;
    try {
      block = Block.decode(Bytes.wrap(bytes));
    } catch (RlpException e) {
      return;
    }
    assertThat(block.encoded()).isEqualTo(Bytes.wrap(bytes));
    block.hash();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void receipts(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    try {
      Receipt receipt = Receipt.decode(Bytes.wrap(bytes));
      assertThat(Receipt.decode(receipt.encoded())).isEqualTo(receipt);
    } catch (RlpException e) {
      assertThat(e.offset()).isNotNegative();
    }
    try {
      Receipt.decodeList(Bytes.wrap(bytes));
    } catch (RlpException e) {
      assertThat(e.offset()).isNotNegative();
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void genesis(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    try {
      Genesis.parse(bytes).state();
    } catch (GenesisException e) {
      assertThat(e.getMessage()).isNotEmpty().hasSizeLessThan(1_000);
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void blockFile(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      return;
    }
    try {
      BlockSource source = BlockSource.open(new ByteArrayInputStream(bytes), MOST_BYTES);
      for (Optional<RawBlock> next = source.next(); next.isPresent(); next = source.next()) {
        next.get().decode();
      }
    } catch (BlockFileException | RlpException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void message(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    for (MessageCodec codec : new MessageCodec[] {MessageCodec.plain(), MessageCodec.after(5)}) {
      try {
        codec.decode(bytes, MOST_BYTES);
      } catch (RlpxException e) {
        assertThat(e.reason()).isNotNull();
      }
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void handshakeOfWhoIsDialled(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    Recipient recipient = new Recipient(CURVE, DIALLED);
    try {
      int at = 0;
      while (at < bytes.length && recipient.missing() > 0) {
        int next = Math.min(bytes.length, at + recipient.missing());
        recipient.add(Arrays.copyOfRange(bytes, at, next));
        at = next;
      }
      if (recipient.missing() == 0) {
        frames(recipient.answer(new Random(1)).frames(), bytes);
      }
    } catch (RlpxException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static void frames(FrameCodec codec, byte[] bytes) throws RlpxException {
    int length = codec.openHeader(Arrays.copyOf(bytes, FrameCodec.HEADER), MOST_BYTES);
    codec.openBody(Arrays.copyOf(bytes, FrameCodec.bodyLength(length)), length);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void handshakeOfWhoDials(byte @Nullable [] bytes) throws RlpxException {
    if (bytes == null) {
      return;
    }
    Initiator initiator = Initiator.start(CURVE, DIALLER, DIALLED.id(), new Random(2));
    try {
      int at = 0;
      while (at < bytes.length && initiator.missing() > 0) {
        int next = Math.min(bytes.length, at + initiator.missing());
        initiator.add(Arrays.copyOfRange(bytes, at, next));
        at = next;
      }
      if (initiator.missing() == 0) {
        frames(initiator.frames(), bytes);
      }
    } catch (RlpxException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void encryptedPacket(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    Hash32 key = U256.of(7).toHash();
    assertThat(new Ecies(CURVE).decrypt(bytes, key, new byte[2])).isEmpty();
  }
}

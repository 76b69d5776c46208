package org.cairn.tools.transition;

import java.util.ArrayList;
import java.util.List;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.rlp.RlpException;
import org.cairn.protocol.rlp.RlpReader;
import org.cairn.protocol.types.Transaction;

/** A transaction of the input, or why it is none. */
sealed interface GivenTransaction {
  /** One that could be decoded, signed as it came or with its key. */
  record Decoded(Transaction transaction) implements GivenTransaction {}

  /** One whose bytes are malformed: it is refused, the others are not. */
  record Malformed(String error) implements GivenTransaction {}

  /** Where a typed transaction's recipient stands among its fields. */
  int RECIPIENT = 5;

  /** Reads a list of transactions in RLP; throws TransitionException if it is none. */
  static List<GivenTransaction> readList(Bytes rlp) {
    List<GivenTransaction> list = new ArrayList<>();
    if (rlp.isEmpty()) {
      return list;
    }
    try {
      RlpReader in = RlpReader.ofList(rlp.shared());
      while (in.hasNext()) {
        boolean legacy = in.nextIsList();
        Bytes encoded = legacy ? in.readRaw() : in.readBytes();
        list.add(read(encoded));
      }
    } catch (RlpException e) {
      throw new TransitionException(
          TransitionException.INPUT, "the transactions' RLP is malformed: " + e.getMessage(), e);
    }
    return list;
  }

  private static GivenTransaction read(Bytes encoded) {
    try {
      return new Decoded(Transaction.decode(encoded));
    } catch (RlpException | IllegalArgumentException | ArithmeticException e) {
      return new Malformed(error(encoded, String.valueOf(e.getMessage())));
    }
  }

  private static String error(Bytes encoded, String message) {
    int first = encoded.isEmpty() ? 0 : encoded.at(0) & 0xff;
    if (encoded.length() <= 1) {
      return "typed transaction too short";
    }
    if (first == 0 || first > 4 && first < 0xc0) {
      return "transaction type not supported";
    }
    if (first == 3 || first == 4) {
      int length = recipientLength(encoded);
      if (length >= 0 && length != 20) {
        return String.format(
            "rlp: input string too %s for common.Address, decoding into (types.Transaction)(types.%s).To",
            length < 20 ? "short" : "long", first == 3 ? "BlobTx" : "SetCodeTx");
      }
    }
    return "rlp: " + message;
  }

  private static int recipientLength(Bytes encoded) {
    try {
      RlpReader fields = RlpReader.of(encoded.shared(), 1, encoded.length() - 1).readList();
      for (int i = 0; i < RECIPIENT; i++) {
        fields.skip();
      }
      return fields.readBytes().length();
    } catch (RlpException e) {
      return -1;
    }
  }
}

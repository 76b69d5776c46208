package org.cairn.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cairn.protocol.bytes.Hex;
import org.cairn.protocol.vectors.Vectors;
import org.junit.jupiter.api.Test;

/** The vectors of c-kzg-4844, over the curve in Java and in the shared library. */
final class KzgReferenceTest {
  private static final String ARCHIVE = "kzg.zip";
  private static final Pattern FIELD =
      Pattern.compile("^ {2}(\\w+):(.*(?:\\n {2}[- ] .*)*)$", Pattern.MULTILINE);
  private static final Pattern ITEM = Pattern.compile("0x[0-9a-fA-F]*|\\d+");

  private final Random random = new Random(Vectors.seed(KzgReferenceTest.class));

  @Test
  void overTheSharedLibraryEveryProofIsJudgedRightly() {
    Optional<NativeBls12381> library = NativeBls12381.load();
    assumeThat(library).as("blst has no library for this machine").isPresent();
    check(new Kzg(library.orElseThrow()), true);
  }

  @Test
  void overTheCurveInJavaEveryProofIsJudgedRightly() {
    check(new Kzg(new JavaBls12381()), Vectors.all());
  }

  private void check(Kzg kzg, boolean all) {
    int count = 0;
    for (String entry : Vectors.entries(ARCHIVE, "kzg/")) {
      if (entry.endsWith("data.yaml") && (all || random.nextInt(8) == 0)) {
        String text = new String(Vectors.entry(ARCHIVE, entry), StandardCharsets.US_ASCII);
        String expected = text.substring(text.lastIndexOf("output:") + 7).strip();
        assertThat(result(kzg, entry, text)).as(entry).isEqualTo(expected);
        count++;
      }
    }
    assertThat(count).isGreaterThan(all ? 150 : 5);
  }

  /** true, false, or null if the input is not of its form. */
  private static String result(Kzg kzg, String entry, String text) {
    try {
      boolean valid =
          entry.contains("verify_kzg_proof")
              ? kzg.verifyProof(
                  one(text, "commitment"), one(text, "z"), one(text, "y"), one(text, "proof"))
              : entry.contains("verify_blob")
                  ? kzg.verifyBlobs(
                      list(text, "blob"), list(text, "commitment"), list(text, "proof"))
                  : kzg.verifyCells(
                      list(text, "commitments"),
                      items(text, "cell_indices").stream().map(Long::valueOf).toList(),
                      list(text, "cells"),
                      list(text, "proofs"));
      return Boolean.toString(valid);
    } catch (IllegalArgumentException e) {
      return "null";
    }
  }

  private static byte[] one(String text, String field) {
    return list(text, field).getFirst();
  }

  private static List<byte[]> list(String text, String field) {
    return items(text, field).stream().map(item -> Hex.decode(item.substring(2))).toList();
  }

  private static List<String> items(String text, String field) {
    Matcher fields = FIELD.matcher(text);
    while (fields.find()) {
      if (fields.group(1).equals(field)) {
        List<String> items = new ArrayList<>();
        Matcher matcher = ITEM.matcher(fields.group(2));
        while (matcher.find()) {
          items.add(matcher.group());
        }
        return items;
      }
    }
    throw new AssertionError(field);
  }
}

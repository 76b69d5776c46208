package org.cairn.tools.differential;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cairn.tools.transition.TransitionTool;

/** What our transition tool made of documents that it got, and gave back, in one stream. */
record OwnTransition(int code, byte[] output, String errors) {
  static OwnTransition of(byte[] input, String fork, String reward) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    TransitionTool.Options options =
        new TransitionTool.Options(
            "stdin",
            "stdin",
            "stdin",
            "",
            "stdout",
            "stdout",
            "stdout",
            fork,
            "1",
            reward,
            "",
            Optional.empty());
    int code =
        new TransitionTool(
                options,
                new ByteArrayInputStream(input),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8))
            .run();
    return new OwnTransition(code, output.toByteArray(), errors.toString(StandardCharsets.UTF_8));
  }
}

package org.cairn.cli;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with a command line, and where to read on. */
final class WrongArguments {
  private static final int LONGEST_QUOTE = 100;

  private WrongArguments() {}

  /**
   * A line without its end: the command, what is wrong, and the command that lists what is right.
   */
  static String sentence(ParameterException failure) {
    CommandSpec command = failure.getCommandLine().getCommandSpec();
    String name = command.qualifiedName();
    return "%s: %s; '%s --help' lists the %s"
        .formatted(name, wrong(failure), name, takesCommand(command) ? "commands" : "options");
  }

  private static boolean takesCommand(CommandSpec command) {
    return !command.subcommands().isEmpty();
  }

  private static String wrong(ParameterException failure) {
    List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
    if (!unknown.isEmpty()) { // what is missing besides, it may have been meant to be
      return unmatched(new UnmatchedArgumentException(failure.getCommandLine(), unknown));
    }
    return switch (failure) {
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          missing(missing.getMissing());
      case OverwrittenOptionException twice ->
          "%s is given twice".formatted(quoted(twice.getOverwritten()));
      case MutuallyExclusiveArgsException _ -> exclusive(failure.getMessage());
      default -> invalid(failure);
    };
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    String argument = failure.getUnmatched().getFirst();
    String kind = "unexpected argument";
    if (failure.isUnknownOption()) {
      kind = "unknown option";
      argument = argument.replaceFirst("=.*", "");
    } else if (takesCommand(failure.getCommandLine().getCommandSpec())) {
      kind = "unknown command";
    }
    return kind + " " + quoted(argument);
  }

  private static String missing(List<ArgSpec> missing) {
    ArgSpec first = missing.getFirst();
    if (missing.size() > 1) {
      String names = missing.stream().map(WrongArguments::name).collect(Collectors.joining(", "));
      return (first.group() == null ? "missing are " : "it needs one of ") + names;
    }
    return first instanceof OptionSpec option && !option.required()
        ? "option %s needs a value (%s)".formatted(quoted(first), first.paramLabel())
        : name(first) + " is missing";
  }

  private static String exclusive(@Nullable String message) {
    return "only one can be given of "
        + plain(message).replaceFirst("(?s) (are|is) mutually exclusive.*", "");
  }

  private static String invalid(ParameterException failure) {
    if (takesCommand(failure.getCommandLine().getCommandSpec())) {
      return "a command is missing";
    }
    ArgSpec argument = failure.getArgSpec();
    String value = failure.getValue();
    if (argument == null || value == null) {
      return plain(failure.getMessage());
    }
    if (holds(argument, URI.class)) {
      return "%s needs a URL, not %s".formatted(quoted(argument), quoted(value));
    }
    if (!holds(argument, int.class, long.class, Integer.class, Long.class)) {
      return plain(failure.getMessage());
    }
    return value.matches("[+-]?[0-9]+")
        ? "%s is too large for %s".formatted(quoted(value), quoted(argument))
        : "%s needs a whole number, not %s".formatted(quoted(argument), quoted(value));
  }

  private static boolean holds(ArgSpec argument, Class<?>... types) {
    return List.of(types).containsAll(List.of(argument.typeInfo().getAuxiliaryTypes()));
  }

  /** Sentences of picocli's own begin with a capital, and groups' with a word for it. */
  private static String plain(@Nullable String message) {
    String line = String.valueOf(message).replaceFirst("^Error: ", "").replaceFirst("[.]$", "");
    boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
    return oneLine(word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.names()[0] : argument.paramLabel();
  }

  private static String quoted(ArgSpec argument) {
    return quoted(name(argument));
  }

  private static String quoted(String text) {
    return "'"
        + oneLine(text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text)
        + "'";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}

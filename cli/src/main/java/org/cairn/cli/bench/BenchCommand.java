package org.cairn.cli.bench;

import picocli.CommandLine.Command;

/** Benchmarks. */
@Command(
    name = "bench",
    description = "Measures the node.",
    mixinStandardHelpOptions = true,
    subcommands = {BenchImportCommand.class})
public final class BenchCommand {}

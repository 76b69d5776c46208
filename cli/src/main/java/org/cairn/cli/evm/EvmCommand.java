package org.cairn.cli.evm;

import picocli.CommandLine.Command;

/** The EVM by itself. */
@Command(
    name = "evm",
    description = "Runs the EVM without a node.",
    mixinStandardHelpOptions = true,
    subcommands = {EvmBenchCommand.class, EvmRunCommand.class})
public final class EvmCommand {}

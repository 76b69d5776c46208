package org.cairn.cli.evm;

import java.util.concurrent.Callable;
import org.cairn.tools.transition.BlockBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The block builder, with the options and exit codes of go-ethereum's {@code evm b11r}. */
@Command(
    name = "b11r",
    aliases = "block-builder",
    description = "Puts a header and the parts of a body together to a block in RLP.",
    mixinStandardHelpOptions = true)
public final class BlockBuilderCommand implements Callable<Integer> {
  @Option(names = "--input.header", paramLabel = "FILE", description = "the header, or stdin")
  private String header = "header.json";

  @Option(
      names = "--input.ommers",
      paramLabel = "FILE",
      description = "a list of blocks in RLP whose headers are the ommers, or stdin; default none")
  private String ommers = "";

  @Option(
      names = "--input.withdrawals",
      paramLabel = "FILE",
      description = "the withdrawals, or stdin; default none, as before Shanghai")
  private String withdrawals = "";

  @Option(
      names = "--input.txs",
      paramLabel = "FILE",
      description = "a string with the list of transactions in RLP, or stdin")
  private String transactions = "txs.rlp";

  @Option(
      names = "--seal.clique",
      paramLabel = "FILE",
      description = "who seals the block by Clique: {secretKey, voted, vanity}, or stdin")
  private String clique = "";

  @Option(names = "--output.basedir", paramLabel = "DIR", description = "where the file is written")
  private String folder = "";

  @Option(
      names = "--output.block",
      paramLabel = "FILE",
      description = "{rlp, hash}: a file, stdout or stderr")
  private String output = "block.json";

  @Override
  public Integer call() {
    BlockBuilder.Options options =
        new BlockBuilder.Options(header, ommers, withdrawals, transactions, clique, folder, output);
    return new BlockBuilder(options, System.in, System.out, System.err).run();
  }
}

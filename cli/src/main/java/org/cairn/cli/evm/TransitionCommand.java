package org.cairn.cli.evm;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.cairn.protocol.evm.Eip3155Tracer;
import org.cairn.tools.transition.TransitionException;
import org.cairn.tools.transition.TransitionTool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The transition tool, with the options and exit codes of go-ethereum's {@code evm t8n}. */
@Command(
    name = "t8n",
    aliases = "transition",
    description = "Applies transactions to a state and says what a block with them would.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Forks, which fillers look for in this text:",
      "Frontier Homestead EIP150 TangerineWhistle EIP158 SpuriousDragon Byzantium",
      "Constantinople ConstantinopleFix Istanbul MuirGlacier Berlin London ArrowGlacier",
      "GrayGlacier Merge Paris Shanghai Cancun Prague Osaka BPO1 BPO2 BPO3 BPO4",
      "Transitions from any to a later one, such as:",
      "FrontierToHomesteadAt5 HomesteadToDaoAt5 BerlinToLondonAt5",
      "ArrowGlacierToParisAtDiffC0000 ParisToShanghaiAtTime15k ShanghaiToCancunAtTime15k",
      "CancunToPragueAtTime15k PragueToOsakaAtTime15k OsakaToBPO1AtTime15k",
      "BPO1ToBPO2AtTime15k BPO2ToBPO3AtTime15k BPO3ToBPO4AtTime15k",
      "EIPs that add instructions, as in London+1153+3855: 1153 1344 3198 3855 5656 7939"
    })
public final class TransitionCommand implements Callable<Integer> {
  @Option(names = "--input.alloc", paramLabel = "FILE", description = "the state, or stdin")
  private String alloc = "alloc.json";

  @Option(names = "--input.env", paramLabel = "FILE", description = "the environment, or stdin")
  private String environment = "env.json";

  @Option(
      names = "--input.txs",
      paramLabel = "FILE",
      description = "transactions in JSON, in a .rlp file as a list in RLP, or stdin")
  private String transactions = "txs.json";

  @Option(names = "--output.basedir", paramLabel = "DIR", description = "where files are written")
  private String folder = "";

  @Option(
      names = "--output.alloc",
      paramLabel = "FILE",
      description = "the state after it: a file, stdout, stderr, or \"\" for none")
  private String allocOutput = "alloc.json";

  @Option(
      names = "--output.result",
      paramLabel = "FILE",
      description = "roots, receipts and what was refused, likewise")
  private String resultOutput = "result.json";

  @Option(
      names = "--output.body",
      paramLabel = "FILE",
      description = "the transactions in RLP, likewise; default none")
  private String bodyOutput = "";

  @Option(names = "--state.fork", description = "a fork or transition, default GrayGlacier")
  private String fork = "GrayGlacier";

  @Option(names = "--state.chainid", description = "default 1")
  private String chainId = "1";

  @Option(names = "--state.reward", description = "wei for the miner; -1 for none at all")
  private String reward = "0";

  @Option(
      names = "--opcode.count",
      paramLabel = "FILE",
      description = "how often each instruction ran, below the folder of --output.basedir")
  private String opcodeCount = "";

  @Option(names = "--trace", description = "write EIP-3155 lines to trace-INDEX-HASH.jsonl")
  private boolean trace;

  @Option(names = "--trace.memory", description = "lines have the memory")
  private boolean memory;

  @Option(names = "--trace.nostack", description = "lines have no stack")
  private boolean noStack;

  @Option(names = "--trace.returndata", description = "lines have what the last call returned")
  private boolean returnData;

  @Option(names = "--trace.callframes", description = "lines for the beginnings of calls")
  private boolean callFrames;

  @Option(names = "--trace.tracer", hidden = true, description = "named tracers are not there")
  private @Nullable String namedTracer;

  @SuppressWarnings("UnusedVariable") // programs that drive the tool give it
  @Option(names = "--verbosity", hidden = true, description = "nothing is logged")
  private @Nullable String verbosity;

  @Override
  public Integer call() {
    if (namedTracer != null) {
      System.err.println("ERROR(3): failed instantiating tracer: there is only that of --trace");
      return TransitionException.CONFIGURATION;
    }
    Optional<Eip3155Tracer.Options> traces =
        trace
            ? Optional.of(new Eip3155Tracer.Options(memory, !noStack, returnData, callFrames))
            : Optional.empty();
    TransitionTool.Options options =
        new TransitionTool.Options(
            alloc,
            environment,
            transactions,
            folder,
            allocOutput,
            resultOutput,
            bodyOutput,
            fork,
            chainId,
            reward,
            opcodeCount,
            traces);
    return new TransitionTool(options, System.in, System.out, System.err).run();
  }
}

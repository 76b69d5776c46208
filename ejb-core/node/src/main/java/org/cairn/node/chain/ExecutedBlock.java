package org.cairn.node.chain;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.types.Block;
import org.cairn.protocol.types.Receipt;
import org.cairn.protocol.types.ValueCall;
import org.cairn.protocol.uint.U256;

/**
 * A block that was executed and found valid, with everything that is stored about it.
 *
 * @param totalDifficulty of the chain up to and including the block
 * @param author who made the block: its coinbase, or its signer with Clique
 * @param senders of its transactions, in order
 * @param receipts of its transactions, in order
 * @param valueCalls calls inside its transactions that moved value, in order of transaction and
 *     path
 * @param delta what it changed in the world state
 */
public record ExecutedBlock(
    Block block,
    U256 totalDifficulty,
    Address author,
    List<Address> senders,
    List<Receipt> receipts,
    List<ValueCall> valueCalls,
    StateDelta delta) {}

package org.cairn.tools.run;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.uint.U256;

/**
 * A call or creation from outside.
 *
 * @param code put at the receiver in front of a call, unless it is empty; the init code of a
 *     creation
 * @param input of a call; follows the init code of a creation
 * @param gasPrice seen by the code and paid by nobody, in wei
 * @param value taken from the sender, in wei
 */
public record Program(
    Bytes code,
    Bytes input,
    Address sender,
    Address receiver,
    U256 value,
    U256 gasPrice,
    long gas,
    boolean creates) {}

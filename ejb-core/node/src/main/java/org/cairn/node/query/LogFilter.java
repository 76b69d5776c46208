package org.cairn.node.query;

import java.util.List;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;

/**
 * Which logs of the canonical chain are asked for.
 *
 * @param fromBlock first block, inclusive
 * @param toBlock last block, inclusive
 * @param addresses any of these; empty for every address
 * @param topics at each position any of these; an empty list for every topic. A log must have as
 *     many topics as the filter has positions
 */
public record LogFilter(
    long fromBlock, long toBlock, List<Address> addresses, List<List<Hash32>> topics) {}

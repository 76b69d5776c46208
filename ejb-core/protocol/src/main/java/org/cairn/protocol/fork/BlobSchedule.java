package org.cairn.protocol.fork;

/**
 * How many blobs a block aims at and may hold, and how fast their price moves (EIP-4844, EIP-7840).
 *
 * @param target blobs a block
 * @param max blobs a block
 * @param baseFeeUpdateFraction denominator of the price's exponent
 */
public record BlobSchedule(int target, int max, long baseFeeUpdateFraction) {}

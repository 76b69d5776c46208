package org.cairn.protocol.evm;

import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.types.Header;
import org.cairn.protocol.uint.U256;

/**
 * What instructions can see of the block.
 *
 * @param beneficiary who gets the fees
 * @param timestamp seconds since 1970, 0..2^64-1, the sign bit being its highest
 * @param difficulty before Paris
 * @param prevRandao from Paris on
 * @param baseFee in wei; zero before London
 * @param blobBaseFee in wei; zero before Cancun
 */
public record BlockEnvironment(
    U256 chainId,
    long number,
    long timestamp,
    long gasLimit,
    Address beneficiary,
    U256 difficulty,
    Hash32 prevRandao,
    U256 baseFee,
    U256 blobBaseFee,
    BlockHashes hashes) {

  /** Of a block with this header. */
  public static BlockEnvironment of(
      Header header, Address beneficiary, U256 chainId, U256 blobBaseFee, BlockHashes hashes) {
    U256 baseFee = header.baseFeePerGas();
    return new BlockEnvironment(
        chainId,
        header.number(),
        header.timestamp(),
        header.gasLimit(),
        beneficiary,
        header.difficulty(),
        header.mixHash(),
        baseFee == null ? U256.ZERO : baseFee,
        blobBaseFee,
        hashes);
  }
}

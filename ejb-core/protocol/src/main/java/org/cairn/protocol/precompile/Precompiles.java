package org.cairn.protocol.precompile;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.crypto.Bls12381;
import org.cairn.protocol.crypto.Kzg;
import org.cairn.protocol.crypto.P256;
import org.cairn.protocol.crypto.Ripemd160;
import org.cairn.protocol.crypto.Secp256k1;
import org.cairn.protocol.crypto.Sha256;
import org.cairn.protocol.crypto.altbn128.AltBn128;
import org.cairn.protocol.uint.U256;
import org.jspecify.annotations.Nullable;

/** The precompiled contracts of all forks, once for each price. */
public final class Precompiles {
  private static final byte[] NOTHING = new byte[0];

  public static final Precompile ECRECOVER = of(input -> 3_000, Precompiles::recover);
  public static final Precompile SHA256 = of(perWord(60, 12), Sha256::hash);
  public static final Precompile RIPEMD160 =
      of(perWord(600, 120), input -> leftPadded(Ripemd160.hash(input)));
  public static final Precompile IDENTITY = of(perWord(15, 3), input -> input);

  /** EIP-198. */
  public static final Precompile MODEXP_BYZANTIUM = new ModExp(ModExp.Pricing.BYZANTIUM);

  /** EIP-2565. */
  public static final Precompile MODEXP_BERLIN = new ModExp(ModExp.Pricing.BERLIN);

  /** EIP-7823, EIP-7883. */
  public static final Precompile MODEXP_OSAKA = new ModExp(ModExp.Pricing.OSAKA);

  /** EIP-152. */
  public static final Precompile BLAKE2F = of(Blake2F::gas, Blake2F::run);

  /** EIP-196, EIP-197. */
  public static final Precompile BN128_ADD_BYZANTIUM = of(input -> 500, Precompiles::add);

  public static final Precompile BN128_MUL_BYZANTIUM = of(input -> 40_000, Precompiles::multiply);
  public static final Precompile BN128_PAIRING_BYZANTIUM =
      of(input -> 100_000 + 80_000L * pairs(input), Precompiles::pairing);

  /** The same at the prices of EIP-1108. */
  public static final Precompile BN128_ADD = of(input -> 150, Precompiles::add);

  public static final Precompile BN128_MUL = of(input -> 6_000, Precompiles::multiply);
  public static final Precompile BN128_PAIRING =
      of(input -> 45_000 + 34_000L * pairs(input), Precompiles::pairing);

  /** EIP-4844. */
  public static final Precompile POINT_EVALUATION = of(input -> 50_000, Precompiles::evaluate);

  /** EIP-2537. */
  public static final Precompile BLS_G1_ADD = BlsContracts.fixed(375, 256, Bls12381::addG1);

  public static final Precompile BLS_G1_MSM = BlsContracts.multiplyG1();
  public static final Precompile BLS_G2_ADD = BlsContracts.fixed(600, 512, Bls12381::addG2);
  public static final Precompile BLS_G2_MSM = BlsContracts.multiplyG2();
  public static final Precompile BLS_PAIRING = BlsContracts.pairing();
  public static final Precompile BLS_MAP_TO_G1 = BlsContracts.fixed(5_500, 64, Bls12381::mapToG1);
  public static final Precompile BLS_MAP_TO_G2 = BlsContracts.fixed(23_800, 128, Bls12381::mapToG2);

  /** EIP-7951. */
  public static final Precompile P256_VERIFY = of(input -> 6_900, Precompiles::verifyP256);

  private Precompiles() {}

  static Precompile of(ToLongFunction<byte[]> gas, Function<byte[], byte @Nullable []> run) {
    return new Precompile() {
      @Override
      public long gas(byte[] input) {
        return gas.applyAsLong(input);
      }

      @Override
      public byte @Nullable [] run(byte[] input) {
        return run.apply(input);
      }
    };
  }

  private static ToLongFunction<byte[]> perWord(long base, long word) {
    return input -> base + word * ((input.length + 31) / 32);
  }

  /** Hash, v, r and s of 32 bytes each; the address of the signer, or nothing if there is none. */
  private static byte[] recover(byte[] input) {
    byte[] in = Arrays.copyOf(input, 128);
    U256 v = U256.read(in, 32, 32);
    if (!v.fitsLong() || (v.toLong() != 27 && v.toLong() != 28)) {
      return NOTHING;
    }
    Optional<Address> signer =
        Secp256k1.instance()
            .recoverAddress(
                Hash32.read(in, 0),
                (int) v.toLong() - 27,
                U256.read(in, 64, 32),
                U256.read(in, 96, 32));
    return signer.map(address -> leftPadded(address.toArray())).orElse(NOTHING);
  }

  private static byte @Nullable [] add(byte[] input) {
    return AltBn128.add(Arrays.copyOf(input, 128));
  }

  private static byte @Nullable [] multiply(byte[] input) {
    return AltBn128.multiply(Arrays.copyOf(input, 96));
  }

  private static long pairs(byte[] input) {
    return input.length / AltBn128.PAIR_LENGTH;
  }

  private static byte @Nullable [] pairing(byte[] input) {
    Boolean one = input.length % AltBn128.PAIR_LENGTH == 0 ? AltBn128.pairing(input) : null;
    return one == null ? null : leftPadded(new byte[] {(byte) (one ? 1 : 0)});
  }

  /** Versioned hash, z, y, commitment and proof; fields per blob and the order if they agree. */
  private static byte @Nullable [] evaluate(byte[] input) {
    if (input.length != 192) {
      return null;
    }
    byte[] commitment = Arrays.copyOfRange(input, 96, 144);
    byte[] hash = Sha256.hash(commitment);
    hash[0] = 1;
    if (!Arrays.equals(hash, 0, 32, input, 0, 32) || !isEvaluation(input, commitment)) {
      return null;
    }
    byte[] out = new byte[64];
    U256.of(4_096).copyTo(out, 0);
    U256.of(Bls12381.ORDER).copyTo(out, 32);
    return out;
  }

  private static boolean isEvaluation(byte[] input, byte[] commitment) {
    byte[] z = Arrays.copyOfRange(input, 32, 64);
    byte[] y = Arrays.copyOfRange(input, 64, 96);
    byte[] proof = Arrays.copyOfRange(input, 144, 192);
    try {
      return Kzg.instance().verifyProof(commitment, z, y, proof);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Hash, r, s, x and y of 32 bytes each; one, or nothing. */
  private static byte[] verifyP256(byte[] input) {
    boolean valid =
        input.length == 160
            && P256.instance()
                .verify(
                    Hash32.read(input, 0),
                    U256.read(input, 32, 32),
                    U256.read(input, 64, 32),
                    U256.read(input, 96, 32),
                    U256.read(input, 128, 32));
    return valid ? leftPadded(new byte[] {1}) : NOTHING;
  }

  private static byte[] leftPadded(byte[] bytes) {
    byte[] word = new byte[32];
    System.arraycopy(bytes, 0, word, 32 - bytes.length, bytes.length);
    return word;
  }
}

package org.cairn.protocol.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.uint.U256;

/** The curve in portable Java. Thread-safe. */
public final class BouncyCastleSecp256k1 implements Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
  private static final BigInteger N = CURVE.getN();
  private static final BigInteger HALF = N.shiftRight(1);
  private static final BigInteger P = CURVE.getCurve().getField().getCharacteristic();

  @Override
  public Optional<Bytes> recover(Hash32 message, int recoveryId, U256 r, U256 s) {
    if ((recoveryId & ~3) != 0) {
      throw new IllegalArgumentException("a recovery id is 0..3, not " + recoveryId);
    }
    if (!isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    BigInteger rNumber = r.toBigInteger();
    BigInteger x = (recoveryId & 2) == 0 ? rNumber : rNumber.add(N);
    if (x.compareTo(P) >= 0) {
      return Optional.empty();
    }
    return point(compressed(x, recoveryId & 1))
        .flatMap(point -> {
          BigInteger inverse = rNumber.modInverse(N);
          BigInteger ofPoint = s.toBigInteger().multiply(inverse).mod(N);
          BigInteger ofBase = number(message).negate().multiply(inverse).mod(N);
          return coordinates(ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofBase, point, ofPoint));
        });
  }

  @Override
  public Signature sign(Hash32 message, Hash32 privateKey) {
    BigInteger d = scalar(privateKey);
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(N, d, message.toArray());
    BigInteger r;
    BigInteger s;
    ECPoint point;
    do {
      BigInteger k = nonces.nextK();
      point = new FixedPointCombMultiplier().multiply(CURVE.getG(), k).normalize();
      r = point.getAffineXCoord().toBigInteger().mod(N);
      s = k.modInverse(N).multiply(number(message).add(d.multiply(r))).mod(N);
    } while (r.signum() == 0 || s.signum() == 0);
    int recoveryId = point.getAffineYCoord().testBitZero() ? 1 : 0;
    if (point.getAffineXCoord().toBigInteger().compareTo(N) >= 0) {
      recoveryId |= 2;
    }
    return s.compareTo(HALF) <= 0
        ? new Signature(U256.of(r), U256.of(s), recoveryId)
        : new Signature(U256.of(r), U256.of(N.subtract(s)), recoveryId ^ 1);
  }

  @Override
  public boolean verify(Hash32 message, U256 r, U256 s, Bytes publicKey) {
    if (!isScalar(r) || !isScalar(s)) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    return point(uncompressed(publicKey))
        .map(point -> {
          signer.init(false, new ECPublicKeyParameters(point, DOMAIN));
          return signer.verifySignature(message.toArray(), r.toBigInteger(), s.toBigInteger());
        })
        .orElse(false);
  }

  @Override
  public Bytes publicKey(Hash32 privateKey) {
    ECPoint point = new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar(privateKey));
    return coordinates(point).orElseThrow();
  }

  @Override
  public Hash32 ecdh(Hash32 privateKey, Bytes publicKey) {
    BigInteger d = new ECPrivateKeyParameters(scalar(privateKey), DOMAIN).getD();
    ECPoint point =
        point(uncompressed(publicKey))
            .orElseThrow(() -> new IllegalArgumentException("the public key is not on the curve"));
    return Hash32.read(coordinates(point.multiply(d)).orElseThrow().shared(), 0);
  }

  @Override
  public Optional<Bytes> decompress(Bytes publicKey) {
    byte[] encoded = publicKey.length() == 64 ? uncompressed(publicKey) : publicKey.shared();
    boolean known =
        (encoded.length == 33 && (encoded[0] & ~1) == 2)
            || (encoded.length == 65 && encoded[0] == 4);
    return known ? point(encoded).flatMap(BouncyCastleSecp256k1::coordinates) : Optional.empty();
  }

  private static boolean isScalar(U256 value) {
    return !value.isZero() && value.compareTo(ORDER) < 0;
  }

  private static BigInteger scalar(Hash32 privateKey) {
    if (!isScalar(U256.of(privateKey))) {
      throw new IllegalArgumentException("the private key is not within 1..n-1");
    }
    return number(privateKey);
  }

  private static BigInteger number(Hash32 hash) {
    return new BigInteger(1, hash.toArray());
  }

  private static byte[] compressed(BigInteger x, int parity) {
    byte[] out = new byte[33];
    out[0] = (byte) (2 + parity);
    U256.of(x).copyTo(out, 1);
    return out;
  }

  private static byte[] uncompressed(Bytes publicKey) {
    if (publicKey.length() != 64) {
      throw new IllegalArgumentException("a public key has 64 bytes, not " + publicKey.length());
    }
    byte[] out = new byte[65];
    out[0] = 4;
    publicKey.copyTo(out, 1);
    return out;
  }

  /** The point; empty if the bytes are none of the curve. */
  private static Optional<ECPoint> point(byte[] encoded) {
    try {
      return Optional.of(CURVE.getCurve().decodePoint(encoded));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Bytes> coordinates(ECPoint point) {
    if (point.isInfinity()) {
      return Optional.empty();
    }
    return Optional.of(Bytes.copyOf(point.getEncoded(false), 1, 64));
  }
}

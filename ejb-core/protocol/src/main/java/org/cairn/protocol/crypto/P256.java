package org.cairn.protocol.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/** Signatures of the curve secp256r1 (FIPS 186-5) by the Java platform. Thread-safe. */
public final class P256 {
  private static final ECParameterSpec CURVE = curve();
  private static final BigInteger P = ((ECFieldFp) CURVE.getCurve().getField()).getP();

  private P256() {}

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has secp256r1", e);
    }
  }

  /** Whether r and s sign the hash of 32 bytes with the key (x, y); false if they cannot be. */
  public static boolean verify(
      byte[] hash, BigInteger r, BigInteger s, BigInteger x, BigInteger y) {
    boolean inRange = isScalar(r) && isScalar(s) && x.compareTo(P) < 0 && y.compareTo(P) < 0;
    if (!inRange || !isOnCurve(x, y)) {
      return false;
    }
    try {
      PublicKey key =
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
      Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
      signature.initVerify(key);
      signature.update(hash);
      return signature.verify(joined(r, s));
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ECDSA over secp256r1", e);
    }
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(CURVE.getOrder()) < 0;
  }

  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger right =
        x.pow(2).add(CURVE.getCurve().getA()).multiply(x).add(CURVE.getCurve().getB()).mod(P);
    return y.multiply(y).mod(P).equals(right);
  }

  private static byte[] joined(BigInteger r, BigInteger s) {
    byte[] out = new byte[64];
    put(r, out, 32);
    put(s, out, 64);
    return out;
  }

  private static void put(BigInteger value, byte[] out, int end) {
    byte[] bytes = value.toByteArray();
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, out, end - length, length);
  }
}

package org.cairn.protocol.crypto.altbn128;

import static org.cairn.protocol.crypto.altbn128.Fp.BIAS;
import static org.cairn.protocol.crypto.altbn128.Fp.BIAS_BITS;
import static org.cairn.protocol.crypto.altbn128.Fp.HALF;
import static org.cairn.protocol.crypto.altbn128.Fp.INVERSE;
import static org.cairn.protocol.crypto.altbn128.Fp.P0;
import static org.cairn.protocol.crypto.altbn128.Fp.P0D;
import static org.cairn.protocol.crypto.altbn128.Fp.P1;
import static org.cairn.protocol.crypto.altbn128.Fp.P1D;
import static org.cairn.protocol.crypto.altbn128.Fp.P2;
import static org.cairn.protocol.crypto.altbn128.Fp.P2D;
import static org.cairn.protocol.crypto.altbn128.Fp.P3;
import static org.cairn.protocol.crypto.altbn128.Fp.P3D;
import static org.cairn.protocol.crypto.altbn128.Fp.P4;
import static org.cairn.protocol.crypto.altbn128.Fp.P4D;
import static org.cairn.protocol.crypto.altbn128.Fp.Q0;
import static org.cairn.protocol.crypto.altbn128.Fp.Q0D;
import static org.cairn.protocol.crypto.altbn128.Fp.Q1;
import static org.cairn.protocol.crypto.altbn128.Fp.Q1D;
import static org.cairn.protocol.crypto.altbn128.Fp.Q2;
import static org.cairn.protocol.crypto.altbn128.Fp.Q2D;
import static org.cairn.protocol.crypto.altbn128.Fp.Q3;
import static org.cairn.protocol.crypto.altbn128.Fp.Q3D;
import static org.cairn.protocol.crypto.altbn128.Fp.Q4;
import static org.cairn.protocol.crypto.altbn128.Fp.Q4D;
import static org.cairn.protocol.crypto.altbn128.Fp.UNIT;

/** The product in {@link Fp2}, both parts side by side, in the way {@link Fp} explains. */
final class Fp2Product {
  private Fp2Product() {}

  /** Writes x·y into the two parts; they may be those of x or y. */
  static void write(Fp re, Fp im, Fp2 x, Fp2 y) {
    long x0 = x.re.a0;
    long x1 = x.re.a1;
    long x2 = x.re.a2;
    long x3 = x.re.a3;
    long x4 = x.re.a4;
    double xd0 = x0;
    double xd1 = x1;
    double xd2 = x2;
    double xd3 = x3;
    double xd4 = x4;
    long u0 = x.im.a0;
    long u1 = x.im.a1;
    long u2 = x.im.a2;
    long u3 = x.im.a3;
    long u4 = x.im.a4;
    double ud0 = u0;
    double ud1 = u1;
    double ud2 = u2;
    double ud3 = u3;
    double ud4 = u4;
    long y0 = y.re.a0;
    long y1 = y.re.a1;
    long y2 = y.re.a2;
    long y3 = y.re.a3;
    long y4 = y.re.a4;
    double yd0 = y0;
    double yd1 = y1;
    double yd2 = y2;
    double yd3 = y3;
    double yd4 = y4;
    long v0 = y.im.a0;
    long v1 = y.im.a1;
    long v2 = y.im.a2;
    long v3 = y.im.a3;
    long v4 = y.im.a4;
    double vd0 = v0;
    double vd1 = v1;
    double vd2 = v2;
    double vd3 = v3;
    double vd4 = v4;
    long l0 = x0 * y0 - u0 * v0;
    double h0 = BIAS + (xd0 * yd0 - ud0 * vd0);
    long l1 = x0 * y1 - u0 * v1 + x1 * y0 - u1 * v0;
    double h1 = BIAS + (xd0 * yd1 - ud0 * vd1) + (xd1 * yd0 - ud1 * vd0);
    long l2 = x0 * y2 - u0 * v2 + x1 * y1 - u1 * v1 + x2 * y0 - u2 * v0;
    double h2 = BIAS + (xd0 * yd2 - ud0 * vd2) + (xd1 * yd1 - ud1 * vd1) + (xd2 * yd0 - ud2 * vd0);
    long l3 = x0 * y3 - u0 * v3 + x1 * y2 - u1 * v2 + x2 * y1 - u2 * v1 + x3 * y0 - u3 * v0;
    double h3 =
        BIAS
            + (xd0 * yd3 - ud0 * vd3)
            + (xd1 * yd2 - ud1 * vd2)
            + (xd2 * yd1 - ud2 * vd1)
            + (xd3 * yd0 - ud3 * vd0);
    long l4 =
        x0 * y4 - u0 * v4 + x1 * y3 - u1 * v3 + x2 * y2 - u2 * v2 + x3 * y1 - u3 * v1 + x4 * y0
            - u4 * v0;
    double h4 =
        BIAS
            + (xd0 * yd4 - ud0 * vd4)
            + (xd1 * yd3 - ud1 * vd3)
            + (xd2 * yd2 - ud2 * vd2)
            + (xd3 * yd1 - ud3 * vd1)
            + (xd4 * yd0 - ud4 * vd0);
    long l5 = x1 * y4 - u1 * v4 + x2 * y3 - u2 * v3 + x3 * y2 - u3 * v2 + x4 * y1 - u4 * v1;
    double h5 =
        BIAS
            + (xd1 * yd4 - ud1 * vd4)
            + (xd2 * yd3 - ud2 * vd3)
            + (xd3 * yd2 - ud3 * vd2)
            + (xd4 * yd1 - ud4 * vd1);
    long l6 = x2 * y4 - u2 * v4 + x3 * y3 - u3 * v3 + x4 * y2 - u4 * v2;
    double h6 = BIAS + (xd2 * yd4 - ud2 * vd4) + (xd3 * yd3 - ud3 * vd3) + (xd4 * yd2 - ud4 * vd2);
    long l7 = x3 * y4 - u3 * v4 + x4 * y3 - u4 * v3;
    double h7 = BIAS + (xd3 * yd4 - ud3 * vd4) + (xd4 * yd3 - ud4 * vd3);
    long l8 = x4 * y4 - u4 * v4;
    double h8 = BIAS + (xd4 * yd4 - ud4 * vd4);
    long m0 = x0 * v0 + u0 * y0;
    double g0 = BIAS + (xd0 * vd0 + ud0 * yd0);
    long m1 = x0 * v1 + u0 * y1 + x1 * v0 + u1 * y0;
    double g1 = BIAS + (xd0 * vd1 + ud0 * yd1) + (xd1 * vd0 + ud1 * yd0);
    long m2 = x0 * v2 + u0 * y2 + x1 * v1 + u1 * y1 + x2 * v0 + u2 * y0;
    double g2 = BIAS + (xd0 * vd2 + ud0 * yd2) + (xd1 * vd1 + ud1 * yd1) + (xd2 * vd0 + ud2 * yd0);
    long m3 = x0 * v3 + u0 * y3 + x1 * v2 + u1 * y2 + x2 * v1 + u2 * y1 + x3 * v0 + u3 * y0;
    double g3 =
        BIAS
            + (xd0 * vd3 + ud0 * yd3)
            + (xd1 * vd2 + ud1 * yd2)
            + (xd2 * vd1 + ud2 * yd1)
            + (xd3 * vd0 + ud3 * yd0);
    long m4 =
        x0 * v4 + u0 * y4 + x1 * v3 + u1 * y3 + x2 * v2 + u2 * y2 + x3 * v1 + u3 * y1 + x4 * v0
            + u4 * y0;
    double g4 =
        BIAS
            + (xd0 * vd4 + ud0 * yd4)
            + (xd1 * vd3 + ud1 * yd3)
            + (xd2 * vd2 + ud2 * yd2)
            + (xd3 * vd1 + ud3 * yd1)
            + (xd4 * vd0 + ud4 * yd0);
    long m5 = x1 * v4 + u1 * y4 + x2 * v3 + u2 * y3 + x3 * v2 + u3 * y2 + x4 * v1 + u4 * y1;
    double g5 =
        BIAS
            + (xd1 * vd4 + ud1 * yd4)
            + (xd2 * vd3 + ud2 * yd3)
            + (xd3 * vd2 + ud3 * yd2)
            + (xd4 * vd1 + ud4 * yd1);
    long m6 = x2 * v4 + u2 * y4 + x3 * v3 + u3 * y3 + x4 * v2 + u4 * y2;
    double g6 = BIAS + (xd2 * vd4 + ud2 * yd4) + (xd3 * vd3 + ud3 * yd3) + (xd4 * vd2 + ud4 * yd2);
    long m7 = x3 * v4 + u3 * y4 + x4 * v3 + u4 * y3;
    double g7 = BIAS + (xd3 * vd4 + ud3 * yd4) + (xd4 * vd3 + ud4 * yd3);
    long m8 = x4 * v4 + u4 * y4;
    double g8 = BIAS + (xd4 * vd4 + ud4 * yd4);
    long tp = l0 << 12 >> 12;
    double dp = tp;
    long tq = m0 << 12 >> 12;
    double dq = tq;
    // limb 0
    l1 += tp * Q0;
    h1 += dp * Q0D;
    l2 += tp * Q1;
    h2 += dp * Q1D;
    l3 += tp * Q2;
    h3 += dp * Q2D;
    l4 += tp * Q3;
    h4 += dp * Q3D;
    l5 += tp * Q4;
    h5 += dp * Q4D;
    m1 += tq * Q0;
    g1 += dq * Q0D;
    m2 += tq * Q1;
    g2 += dq * Q1D;
    m3 += tq * Q2;
    g3 += dq * Q2D;
    m4 += tq * Q3;
    g4 += dq * Q3D;
    m5 += tq * Q4;
    g5 += dq * Q4D;
    long bp0 = Double.doubleToRawLongBits(h0) - BIAS_BITS;
    long cp0 = (l0 - (bp0 << UNIT) - tp >> 52) + (bp0 << UNIT - 52);
    tp = (l1 + cp0) << 12 >> 12;
    dp = tp;
    long bq0 = Double.doubleToRawLongBits(g0) - BIAS_BITS;
    long cq0 = (m0 - (bq0 << UNIT) - tq >> 52) + (bq0 << UNIT - 52);
    tq = (m1 + cq0) << 12 >> 12;
    dq = tq;
    // limb 1
    l2 += tp * Q0;
    h2 += dp * Q0D;
    l3 += tp * Q1;
    h3 += dp * Q1D;
    l4 += tp * Q2;
    h4 += dp * Q2D;
    l5 += tp * Q3;
    h5 += dp * Q3D;
    l6 += tp * Q4;
    h6 += dp * Q4D;
    m2 += tq * Q0;
    g2 += dq * Q0D;
    m3 += tq * Q1;
    g3 += dq * Q1D;
    m4 += tq * Q2;
    g4 += dq * Q2D;
    m5 += tq * Q3;
    g5 += dq * Q3D;
    m6 += tq * Q4;
    g6 += dq * Q4D;
    long bp1 = Double.doubleToRawLongBits(h1) - BIAS_BITS;
    long cp1 = (l1 - (bp1 << UNIT) + cp0 - tp >> 52) + (bp1 << UNIT - 52);
    tp = (l2 + cp1) << 12 >> 12;
    dp = tp;
    long bq1 = Double.doubleToRawLongBits(g1) - BIAS_BITS;
    long cq1 = (m1 - (bq1 << UNIT) + cq0 - tq >> 52) + (bq1 << UNIT - 52);
    tq = (m2 + cq1) << 12 >> 12;
    dq = tq;
    // limb 2
    l3 += tp * Q0;
    h3 += dp * Q0D;
    l4 += tp * Q1;
    h4 += dp * Q1D;
    l5 += tp * Q2;
    h5 += dp * Q2D;
    l6 += tp * Q3;
    h6 += dp * Q3D;
    l7 += tp * Q4;
    h7 += dp * Q4D;
    m3 += tq * Q0;
    g3 += dq * Q0D;
    m4 += tq * Q1;
    g4 += dq * Q1D;
    m5 += tq * Q2;
    g5 += dq * Q2D;
    m6 += tq * Q3;
    g6 += dq * Q3D;
    m7 += tq * Q4;
    g7 += dq * Q4D;
    long bp2 = Double.doubleToRawLongBits(h2) - BIAS_BITS;
    long cp2 = (l2 - (bp2 << UNIT) + cp1 - tp >> 52) + (bp2 << UNIT - 52);
    tp = (l3 + cp2) << 12 >> 12;
    dp = tp;
    long bq2 = Double.doubleToRawLongBits(g2) - BIAS_BITS;
    long cq2 = (m2 - (bq2 << UNIT) + cq1 - tq >> 52) + (bq2 << UNIT - 52);
    tq = (m3 + cq2) << 12 >> 12;
    dq = tq;
    // limb 3
    l4 += tp * Q0;
    h4 += dp * Q0D;
    l5 += tp * Q1;
    h5 += dp * Q1D;
    l6 += tp * Q2;
    h6 += dp * Q2D;
    l7 += tp * Q3;
    h7 += dp * Q3D;
    l8 += tp * Q4;
    h8 += dp * Q4D;
    m4 += tq * Q0;
    g4 += dq * Q0D;
    m5 += tq * Q1;
    g5 += dq * Q1D;
    m6 += tq * Q2;
    g6 += dq * Q2D;
    m7 += tq * Q3;
    g7 += dq * Q3D;
    m8 += tq * Q4;
    g8 += dq * Q4D;
    long bp3 = Double.doubleToRawLongBits(h3) - BIAS_BITS;
    long cp3 = (l3 - (bp3 << UNIT) + cp2 - tp >> 52) + (bp3 << UNIT - 52);
    tp = (l4 + cp3) * INVERSE << 12 >> 12;
    dp = tp;
    long bq3 = Double.doubleToRawLongBits(g3) - BIAS_BITS;
    long cq3 = (m3 - (bq3 << UNIT) + cq2 - tq >> 52) + (bq3 << UNIT - 52);
    tq = (m4 + cq3) * INVERSE << 12 >> 12;
    dq = tq;
    // limb 4
    l4 += tp * P0;
    h4 += dp * P0D;
    l5 += tp * P1;
    h5 += dp * P1D;
    l6 += tp * P2;
    h6 += dp * P2D;
    l7 += tp * P3;
    h7 += dp * P3D;
    l8 += tp * P4;
    h8 += dp * P4D;
    m4 += tq * P0;
    g4 += dq * P0D;
    m5 += tq * P1;
    g5 += dq * P1D;
    m6 += tq * P2;
    g6 += dq * P2D;
    m7 += tq * P3;
    g7 += dq * P3D;
    m8 += tq * P4;
    g8 += dq * P4D;
    long bp4 = Double.doubleToRawLongBits(h4) - BIAS_BITS;
    long cp4 = (l4 - (bp4 << UNIT) + cp3 >> 52) + (bp4 << UNIT - 52);
    long bp5 = Double.doubleToRawLongBits(h5) - BIAS_BITS;
    long lo0 = l5 - (bp5 << UNIT) + cp4;
    long bp6 = Double.doubleToRawLongBits(h6) - BIAS_BITS;
    long lo1 = l6 - (bp6 << UNIT) + (bp5 << UNIT - 52);
    long bp7 = Double.doubleToRawLongBits(h7) - BIAS_BITS;
    long lo2 = l7 - (bp7 << UNIT) + (bp6 << UNIT - 52);
    long bp8 = Double.doubleToRawLongBits(h8) - BIAS_BITS;
    long lo3 = l8 - (bp8 << UNIT) + (bp7 << UNIT - 52);
    re.a0 = lo0 << 12 >> 12;
    re.a1 = (lo1 << 12 >> 12) + (lo0 + HALF >> 52);
    re.a2 = (lo2 << 12 >> 12) + (lo1 + HALF >> 52);
    re.a3 = (lo3 << 12 >> 12) + (lo2 + HALF >> 52);
    re.a4 = (bp8 << UNIT - 52) + (lo3 + HALF >> 52);
    long bq4 = Double.doubleToRawLongBits(g4) - BIAS_BITS;
    long cq4 = (m4 - (bq4 << UNIT) + cq3 >> 52) + (bq4 << UNIT - 52);
    long bq5 = Double.doubleToRawLongBits(g5) - BIAS_BITS;
    long mo0 = m5 - (bq5 << UNIT) + cq4;
    long bq6 = Double.doubleToRawLongBits(g6) - BIAS_BITS;
    long mo1 = m6 - (bq6 << UNIT) + (bq5 << UNIT - 52);
    long bq7 = Double.doubleToRawLongBits(g7) - BIAS_BITS;
    long mo2 = m7 - (bq7 << UNIT) + (bq6 << UNIT - 52);
    long bq8 = Double.doubleToRawLongBits(g8) - BIAS_BITS;
    long mo3 = m8 - (bq8 << UNIT) + (bq7 << UNIT - 52);
    im.a0 = mo0 << 12 >> 12;
    im.a1 = (mo1 << 12 >> 12) + (mo0 + HALF >> 52);
    im.a2 = (mo2 << 12 >> 12) + (mo1 + HALF >> 52);
    im.a3 = (mo3 << 12 >> 12) + (mo2 + HALF >> 52);
    im.a4 = (bq8 << UNIT - 52) + (mo3 + HALF >> 52);
  }
}

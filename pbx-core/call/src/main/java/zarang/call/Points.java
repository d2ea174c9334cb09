package zarang.call;

import java.math.BigDecimal;

/**
 * An amount of loyalty points, kept in hundredths so that silver's ×1.5 on one point is exact.
 *
 * @param hundredths 1/100 of a point
 */
public record Points(long hundredths) {
    public static final Points ZERO = new Points(0);

    /** Whole points. */
    public static Points of(long points) {
        return new Points(Math.multiplyExact(points, 100));
    }

    /** The amount in points, with as many decimals as it needs. */
    public BigDecimal value() {
        BigDecimal value = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    @Override
    public String toString() {
        return value().toPlainString();
    }
}

package zarang.routing.simulate;

import java.util.Arrays;

/**
 * A mean over seeds and how sure it is.
 *
 * @param mean NaN if no seed had anything to divide by
 * @param margin half the width of the 95 % confidence interval, by Student's t; NaN with fewer than
 *     two seeds
 */
public record Interval(double mean, double margin) {
    /** Of one figure of each seed; NaN, nothing to divide by, is left out. */
    static Interval of(double[] figures) {
        double[] known = Arrays.stream(figures).filter(figure -> !Double.isNaN(figure)).toArray();
        int n = known.length;
        double mean = Arrays.stream(known).average().orElse(Double.NaN);
        double squares = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
        double margin = n < 2 ? Double.NaN : student(n - 1) * Math.sqrt(squares / (n - 1) / n);
        return new Interval(mean, margin);
    }

    /**
     * The 97.5 % point of Student's t: exact for 1 and 2 degrees of freedom, then the expansion by
     * Cornish and Fisher (Abramowitz and Stegun 26.7.5), within 0.006.
     */
    static double student(int freedom) {
        if (freedom == 1) {
            return 12.7062;
        }
        if (freedom == 2) {
            return 4.3027;
        }
        double z = 1.959964;
        double z2 = z * z;
        double v = freedom;
        double first = (z2 + 1) / 4;
        double second = ((5 * z2 + 16) * z2 + 3) / 96;
        double third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
        double fourth = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
        return z * (1 + (first + (second + (third + fourth / v) / v) / v) / v);
    }
}

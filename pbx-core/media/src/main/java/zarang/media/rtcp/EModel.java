package zarang.media.rtcp;

/**
 * What a listener would say of a call that was measured: the E-model of ITU-T G.107 (06/2015), with
 * its default values for all that is not measured here (noise, loudness, an echo that is
 * cancelled), and so a highest rating of 93.2.
 *
 * <p>{@code R = 93.2 − Idd(Ta) − Ie,eff}; the delay impairment Idd is §7.4's, Ie,eff = Ie + (95 −
 * Ie) · Ppl / (Ppl / BurstR + Bpl) is §7.5's, MOS from R is Annex B's.
 */
public final class EModel {
    private static final double R_DEFAULT = 93.2;
    private static final double DELAY_FREE_MS = 100;
    private static final double IE_MAX = 95;

    private EModel() {}

    /**
     * The mean opinion score of a conversation, 1 to 4.5.
     *
     * @param equipment the codec's impairment Ie: 0 for G.711 (G.113 Table I.1)
     * @param robustness against loss, Bpl: 25.1 for G.711 whose gaps are concealed (G.113 Table
     *     I.3), which phones do
     * @param lossPercent 0–100
     * @param burstRatio length of runs of loss, as a multiple of what chance gives; 1 and above
     * @param delayMs one way, mouth to ear
     */
    public static double mos(
            double equipment,
            double robustness,
            double lossPercent,
            double burstRatio,
            double delayMs) {
        return mos(
                R_DEFAULT
                        - delayImpairment(delayMs)
                        - lossImpairment(equipment, robustness, lossPercent, burstRatio));
    }

    static double lossImpairment(
            double equipment, double robustness, double lossPercent, double burstRatio) {
        return equipment
                + (IE_MAX - equipment) * lossPercent / (lossPercent / burstRatio + robustness);
    }

    static double delayImpairment(double delayMs) {
        if (delayMs <= DELAY_FREE_MS) {
            return 0;
        }
        double x = Math.log(delayMs / DELAY_FREE_MS) / Math.log(2);
        return 25
                * (Math.pow(1 + Math.pow(x, 6), 1.0 / 6)
                        - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1.0 / 6)
                        + 2);
    }

    /** G.107 Annex B. */
    static double mos(double r) {
        if (r <= 0) {
            return 1;
        }
        return r >= 100 ? 4.5 : Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }
}

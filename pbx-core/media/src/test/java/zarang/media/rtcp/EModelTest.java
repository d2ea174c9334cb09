package zarang.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {
    /** G.107 Annex B, Table B.1: ratings and what users say of them. */
    @ParameterizedTest
    @CsvSource({"90, 4.34", "80, 4.03", "70, 3.60", "60, 3.10", "50, 2.58", "0, 1", "100, 4.5"})
    void aRatingHasTheScoreOfTheTable(double r, double mos) {
        assertThat(EModel.mos(r)).isCloseTo(mos, within(0.01));
    }

    @Test
    void aPerfectG711CallHasTheHighestScoreOfNarrowband() {
        assertThat(EModel.mos(0, 25.1, 0, 1, 20)).isCloseTo(4.41, within(0.01));
    }

    /** G.107 §7.4, worked by hand: X = log2(Ta / 100). */
    @ParameterizedTest
    @CsvSource({"100, 0", "200, 3.04", "400, 24.07"})
    void delayBeginsToHurtBeyondATenthOfASecond(double delayMs, double impairment) {
        assertThat(EModel.delayImpairment(delayMs)).isCloseTo(impairment, within(0.05));
    }

    /** G.107 §7.5 with G.711 and concealment: 95 · 5 / (5 + 25.1). */
    @Test
    void lossHurtsAsTheFormulaSays() {
        assertThat(EModel.lossImpairment(0, 25.1, 5, 1)).isCloseTo(15.78, within(0.01));
        assertThat(EModel.lossImpairment(0, 25.1, 5, 2)).isGreaterThan(15.78);
    }

    @Test
    void theScoreNeverLeavesItsRange() {
        for (int loss = 0; loss <= 100; loss++) {
            for (int delay = 0; delay < 5000; delay += 100) {
                assertThat(EModel.mos(0, 25.1, loss, 1 + loss / 20.0, delay)).isBetween(1.0, 4.5);
            }
        }
    }
}

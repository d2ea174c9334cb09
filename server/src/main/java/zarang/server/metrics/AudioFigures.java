package zarang.server.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import zarang.call.Party;
import zarang.call.Words;
import zarang.call.fact.AudioMeasured;

/** How legs sounded. Any thread. */
final class AudioFigures {
    /** G.107: below 3.1 nearly all users are dissatisfied, above 4.3 they are very satisfied. */
    private static final double[] SCORES = {1.5, 2, 2.6, 3.1, 3.6, 4, 4.2, 4.3, 4.5};

    private static final String HEARD = "heard";
    private static final String SAID = "said";

    private final Histogram scores;

    AudioFigures(PrometheusBoard board) {
        scores =
                Histogram.builder()
                        .withoutExemplars()
                        .name("zarang_audio_mos")
                        .help("How legs sounded (ITU-T G.107), to us and to the far side")
                        .labelNames("party", "way")
                        .classicOnly()
                        .classicUpperBounds(SCORES)
                        .register(board.registry());
        for (Party party : List.of(Party.CALLER, Party.AGENT, Party.SUPERVISOR)) {
            scores.initLabelValues(Words.of(party), HEARD);
            scores.initLabelValues(Words.of(party), SAID);
        }
    }

    void sounded(AudioMeasured leg) {
        String party = Words.of(leg.party());
        scores.labelValues(party, HEARD).observe(leg.quality().heard().mos());
        leg.quality().said().ifPresent(said -> scores.labelValues(party, SAID).observe(said.mos()));
    }
}

package zarang.media.prompt;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zarang.media.codec.Codec;

/**
 * Tones that tell a caller what happens to its call, as it knows them from its country: ITU-T
 * E.180, supplement 2. They are played as prompts are, by names such as {@code tone:ringback} or,
 * of another country than the usual one, {@code tone:uk/busy}. Each is as long as one round of it;
 * played over and over it has no seam that is heard. Immutable.
 */
final class CallTones {
    /** Before the name of a tone. */
    static final String PREFIX = "tone:";

    /** Where nobody says which country is the usual one. */
    static final String COUNTRY = "ir";

    /** Says when to speak; the same in every country. */
    private static final String BEEP = "beep";

    private static final String BEEP_CADENCE = "1000: 300 100";

    private static final int RATE = Codec.RATE_HZ;

    /** −19 dB of full scale for one frequency: as loud as networks send it. */
    private static final double AMPLITUDE = 3600;

    /**
     * Hz, then ms of sound and of silence in turn. Two frequencies sound together; in the United
     * Kingdom two rings follow each other closely.
     */
    private static final Map<String, String> CADENCES =
            Map.ofEntries(
                    Map.entry("ir/ringback", "425: 1000 4000"),
                    Map.entry("ir/busy", "425: 500 500"),
                    Map.entry("ir/congestion", "425: 240 240"),
                    Map.entry("us/ringback", "440+480: 2000 4000"),
                    Map.entry("us/busy", "480+620: 500 500"),
                    Map.entry("us/congestion", "480+620: 250 250"),
                    Map.entry("uk/ringback", "400+450: 400 200 400 2000"),
                    Map.entry("uk/busy", "400: 375 375"),
                    Map.entry("uk/congestion", "400: 400 350 225 525"),
                    Map.entry("de/ringback", "425: 1000 4000"),
                    Map.entry("de/busy", "425: 480 480"),
                    Map.entry("de/congestion", "425: 240 240"),
                    Map.entry("fr/ringback", "440: 1500 3500"),
                    Map.entry("fr/busy", "440: 500 500"),
                    Map.entry("fr/congestion", "440: 500 500"),
                    Map.entry("tr/ringback", "450: 2000 4000"),
                    Map.entry("tr/busy", "450: 500 500"),
                    Map.entry("tr/congestion", "450: 200 200 200 200 200 200 600 200"),
                    Map.entry("ae/ringback", "425: 400 200 400 2000"),
                    Map.entry("ae/busy", "400: 375 375"),
                    Map.entry("ae/congestion", "400: 400 350 225 525"));

    private final String usual;
    private final Map<String, Prompt> tones = new HashMap<>();

    /**
     * @param usual country of names that say none, one of {@link #countries}
     */
    CallTones(String usual) {
        this.usual = usual;
        CADENCES.forEach((name, cadence) -> tones.put(name, new Prompt(sound(cadence))));
        tones.put(BEEP, new Prompt(sound(BEEP_CADENCE)));
    }

    /** Those whose tones are known, sorted. */
    static NavigableSet<String> countries() {
        return CADENCES.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The tone of that name; empty if there is none.
     *
     * @param name with its prefix
     */
    Optional<Prompt> find(String name) {
        String tone = name.substring(PREFIX.length());
        boolean whole = tone.contains("/") || tone.equals(BEEP);
        return Optional.ofNullable(tones.get(whole ? tone : usual + "/" + tone));
    }

    private static short[] sound(String cadence) {
        String[] parts = cadence.split(": ", -1);
        String[] hz = parts[0].split("\\+", -1);
        String[] spans = parts[1].split(" ", -1);
        int length = 0;
        for (String span : spans) {
            length += samples(span);
        }
        short[] samples = new short[length];
        double[] turns = new double[hz.length];
        for (int i = 0; i < hz.length; i++) {
            turns[i] = 2 * Math.PI * Integer.parseInt(hz[i]) / RATE;
        }
        int at = 0;
        for (int i = 0; i < spans.length; i += 2) {
            for (int k = 0; k < samples(spans[i]); k++) {
                samples[at + k] = sum(turns, k);
            }
            at += samples(spans[i]) + samples(spans[i + 1]);
        }
        return samples;
    }

    private static int samples(String ms) {
        return Integer.parseInt(ms) * RATE / 1000;
    }

    private static short sum(double[] turns, int at) {
        double sum = 0;
        for (double turn : turns) {
            sum += Math.sin(turn * at);
        }
        return (short) Math.round(AMPLITUDE * sum / Math.sqrt(turns.length));
    }
}

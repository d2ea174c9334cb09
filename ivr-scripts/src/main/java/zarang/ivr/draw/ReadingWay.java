package zarang.ivr.draw;

import java.util.Set;

/** Which way a picture is read. */
public enum ReadingWay {
    RIGHTWARD,
    LEFTWARD;

    /** Languages that are read from right to left, among those that a flow can have. */
    private static final Set<String> FROM_THE_RIGHT =
            Set.of("ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi");

    /** As a language is read. */
    public static ReadingWay of(String language) {
        return FROM_THE_RIGHT.contains(language) ? LEFTWARD : RIGHTWARD;
    }
}

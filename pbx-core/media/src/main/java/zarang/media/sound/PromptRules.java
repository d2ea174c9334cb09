package zarang.media.sound;

/** What a file must keep to that is to become a prompt. */
final class PromptRules {
    /** Five minutes of stereo at 48 kHz and 16 bit. */
    static final int FILE_MAX_BYTES = 64 << 20;

    /** The longest prompt: ten minutes, 10 MB in memory. */
    static final int SECONDS_MAX = 600;

    /** Of the voice, dB below full scale: as loud as those that ship. */
    static final double LEVEL_DB = -24;

    /** No sample is stronger. */
    static final double PEAK_DB = -1;

    /** Around a sentence, so that two of them do not run together. */
    static final int MARGIN_MS = 100;

    /** Around a fragment, such as a word of a number. */
    static final int FRAGMENT_MARGIN_MS = 10;

    private PromptRules() {}
}

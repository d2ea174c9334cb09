package zarang.ivr.spoken;

/** What came of having a text spoken. */
public sealed interface SpeechResult {
    /** It can be played. */
    record Spoken(String prompt) implements SpeechResult {}

    /** It cannot now. */
    record Unspoken(String why) implements SpeechResult {}
}

package zarang.ivr.spoken;

/** What came of speaking a text. */
public sealed interface VoiceAnswer {
    /** Whatever the voice calls a sound. */
    @SuppressWarnings("ArrayRecordComponent") // handed over; nobody compares it
    record Audio(byte[] file) implements VoiceAnswer {}

    /**
     * It did not.
     *
     * @param why a line for an admin, without the text
     */
    record Mute(String why) implements VoiceAnswer {}
}

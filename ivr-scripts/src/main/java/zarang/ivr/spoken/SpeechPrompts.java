package zarang.ivr.spoken;

/** Where spoken texts go so that callers hear them: the media plane. Any thread. */
public interface SpeechPrompts {
    /** What came of making a sound fit to be played. */
    sealed interface Fit {
        /** As prompts are stored. */
        @SuppressWarnings("ArrayRecordComponent") // handed over; nobody compares it
        record Ready(byte[] wav) implements Fit {}

        record Unfit(String why) implements Fit {}
    }

    /** Makes a prompt of what a voice said: rate, loudness, silence. Takes a while. */
    Fit fit(byte[] sound);

    /** Whether it is there still. */
    boolean has(String name);

    /**
     * Keeps it in memory, for as long as there is room.
     *
     * @param name 64 hexadecimal digits
     * @param wav that was made fit
     * @return false if it is no prompt, as when somebody changed the file
     */
    boolean keep(String name, byte[] wav);

    /** What scripts play it by. */
    String prompt(String name);
}

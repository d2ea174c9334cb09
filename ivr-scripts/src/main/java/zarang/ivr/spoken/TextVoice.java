package zarang.ivr.spoken;

/** Who speaks texts for us. Blocks, within a limit of its own: on a thread that may wait. */
public interface TextVoice extends AutoCloseable {
    /** What makes its voice another than others': texts spoken by another are spoken anew. */
    String id();

    /**
     * Speaks.
     *
     * @param language such as {@code fa}
     */
    VoiceAnswer speak(String text, String language);

    /** Nothing more is to be spoken. */
    @Override
    default void close() {}
}

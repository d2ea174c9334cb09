package zarang.media;

import zarang.call.engine.Answerer;

/**
 * Gets what happens to a session, on its media loop: must not block, usually posts to the control
 * loop.
 */
public interface MediaListener {
    /**
     * A telephone event began (RFC 4733); once for each, however long it is held.
     *
     * @param digit 0-9, *, #, A-D
     */
    void digit(char digit);

    /**
     * A key was heard in the audio itself, on a leg whose far side takes no telephone events; once
     * for each.
     *
     * @param digit 0-9, *, #, A-D
     */
    default void toneDigit(char digit) {
        digit(digit);
    }

    /**
     * The last frame of {@code play} was sent. Not called when it was stopped, replaced or looped.
     */
    void playFinished(long play);

    /** Who took the call: what {@link MediaSession#detectAnswerer} asked for. */
    default void answeredBy(Answerer answerer) {}

    /**
     * Nothing came from the far side within 5 s though it was to speak: it hears us, perhaps, and
     * we do not hear it. Once.
     */
    void unheard();

    /**
     * The far side reports that nothing of what we say arrives: it does not hear us, though we may
     * hear it. Once.
     */
    default void deaf() {}

    /**
     * The far side is gone, as far as RTP can tell: see {@link MediaSettings#silenceTimeout} and
     * {@link MediaSettings#holdTimeout}; or the session broke and closed itself: nothing more will
     * be heard. Once for each {@link MediaSession#connect}.
     */
    void silent();
}

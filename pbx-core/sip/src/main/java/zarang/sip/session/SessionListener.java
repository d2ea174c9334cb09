package zarang.sip.session;

import zarang.sip.sdp.AudioStream;

/** Listens to a session, on the control loop, also from inside a call into the session. */
public interface SessionListener {
    /** Something came back for an outgoing session, whatever it is; once, and before the rest. */
    default void heard() {}

    /** An outgoing session's phone rings; once. */
    void ringing();

    /**
     * Media can flow before the answer: we were offered some and said so, or the other side sends
     * some. Again when it changes.
     */
    default void early(AudioStream stream) {}

    /** It is answered and media is agreed on; once. */
    void answered(AudioStream stream);

    /**
     * The other side acknowledged our 2xx, or a provisional response: it is where it says, and
     * wants the call.
     */
    void confirmed();

    /** Either side changed the media: hold, resume, another address. */
    void streamChanged(AudioStream stream);

    /**
     * The other side did not take a change that we offered: all is as it was.
     *
     * @param status its final status
     */
    default void changeRefused(int status) {}

    /** A digit came by INFO. */
    void digit(char digit);

    /** It is over; once and last. */
    void ended(SessionEnd end);
}

package zarang.sip.session;

import java.util.OptionalLong;
import zarang.sip.message.Uri;
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

    /** Whether the other side is a phone that is known, which may have whom it talks with moved. */
    default boolean mayTransfer() {
        return false;
    }

    /**
     * The other side wants whom it talks with to go on with somebody else: {@link Refer#tell} says
     * what becomes of it.
     *
     * @param other the {@link #number} of whoever listens to the dialog that is to be taken over;
     *     empty for a blind transfer
     * @return false if the target is nobody who could be called
     */
    default boolean transferWanted(long wish, Uri target, OptionalLong other) {
        return false;
    }

    /** Tells this listener from others, for {@link #transferWanted}; 0 if that is not wanted. */
    default long number() {
        return 0;
    }

    /** It is over; once and last. */
    void ended(SessionEnd end);
}

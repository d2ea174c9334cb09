package zarang.media;

import java.net.InetSocketAddress;
import java.util.List;
import zarang.call.recording.RecordingSink;

/**
 * The media of one leg: one RTP port. Control loop only; each method posts a message to the
 * session's media loop and returns at once. Messages of one loop run in the order they were given.
 * A message to a session that was closed is dropped in silence.
 */
public interface MediaSession {
    /** What the SDP names: the advertised address and the RTP port (even). */
    InetSocketAddress localAddress();

    /**
     * Media may flow. Again on each re-INVITE; a remote that differs from the last one starts a new
     * source lock.
     *
     * @param remote from the SDP; IP address resolved
     * @param payloadType 0 PCMU or 8 PCMA, both ways
     * @param telephoneEventPt payload type of RFC 4733 events at 8000 Hz, 96–127; -1 none
     */
    void connect(
            InetSocketAddress remote, int payloadType, int telephoneEventPt, Direction direction);

    /**
     * Plays prompts one after the other without a gap, replacing what plays. Starts once connected.
     * While on hold ({@link Direction#sends} is false) time passes and nothing is sent. On a
     * bridged session it is heard instead of the other leg.
     *
     * @param play comes back with {@link MediaListener#playFinished}
     * @param prompts names without language or ending; one that is missing is skipped and counted
     * @param loop start over at the end
     */
    void play(long play, List<String> prompts, String language, boolean loop);

    /** Ends what plays; {@link MediaListener#playFinished} is not called. */
    void stopPlay();

    /**
     * The two legs hear each other; ends what plays on either, and an older bridge of either.
     *
     * @param other of the same loop (see {@code beside} of {@link MediaLoops#open}); else {@link
     *     IllegalArgumentException}
     */
    void bridge(MediaSession other);

    /** Parts this session from the one it is bridged with; both are silent until told more. */
    void unbridge();

    /**
     * Copies what this session receives into {@code sink}, replacing an older tap. Several sessions
     * of one loop may feed one sink.
     *
     * @param side {@link RecordingSink#CALLER} or {@link RecordingSink#AGENT}
     */
    void tap(RecordingSink sink, int side);

    /**
     * Ends the tap. The last session that feeds a sink calls its {@link RecordingSink#finish} on
     * the media loop when its tap ends, by this method or by closing.
     */
    void untap();

    /**
     * Sends a telephone event (RFC 4733) in place of other audio; digits queue up, 32 at most, then
     * they are refused and counted; so are they when no event payload type was agreed.
     *
     * @param digit 0-9, *, #, A-D, else {@link IllegalArgumentException}
     * @param durationMs 40–5000; clamped
     */
    void sendDigit(char digit, int durationMs);

    /** Ends everything and gives the port back to rest. Harmless when repeated; never refused. */
    void close();
}

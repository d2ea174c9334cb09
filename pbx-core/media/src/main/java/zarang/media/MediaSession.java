package zarang.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.Audience;
import zarang.call.AudioQuality;
import zarang.call.LegId;

/**
 * The media of one leg: one RTP port. Control loop only; each method posts a message to the
 * session's media loop and returns at once. Messages of one loop run in the order they were given.
 * A message to a session that was closed is dropped in silence.
 */
public interface MediaSession {
    /** What the far side is to be told: the port, and what is understood there. */
    MediaDescription description();

    /** The advertised address and the RTP port (even). */
    default InetSocketAddress localAddress() {
        return description().address();
    }

    /**
     * No SDP names the port before {@link #connect}: whoever sends to it until then sprays, and is
     * never learned from.
     */
    void keepSecret();

    /**
     * Nothing is sent until {@link #release}, or until the source is heard: whoever asked for the
     * media has not shown yet that it is there (RFC 3261 §13.3.1.4: the ACK). What is played waits
     * and loses nothing.
     */
    void withhold();

    /** The far side has shown that it is there. */
    void release();

    /**
     * Where the signalling comes from. A phone behind NAT speaks from there rather than from the
     * address in its SDP. Before {@link #connect}, each time.
     */
    void signalledFrom(InetAddress host);

    /**
     * Media may flow. Again on each re-INVITE; a remote that differs from the last one starts a new
     * source lock, the same one lets a phone behind NAT be learned anew.
     *
     * <p>From here on the far side gets packets without a break as long as it may: what is played,
     * the other leg, and else silence. While the other leg of two holds ({@link Direction#sends} is
     * false there) and sends nothing, it is the music that this leg heard last, or the hold music.
     */
    void connect(Agreement agreement);

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
     * What plays stands still; meanwhile the far side hears what it hears when nothing is played.
     */
    void pausePlay();

    /** What was paused goes on where it stood; harmless when it was not. */
    void resumePlay();

    /**
     * Goes forward in what plays, or back.
     *
     * @param by back where negative, to the beginning at most; at its end it has finished
     */
    void seekPlay(Duration by);

    /**
     * How loud what is played is from here on, now and later.
     *
     * @param decibels added; −40 to 12, clamped
     */
    void volume(int decibels);

    /**
     * Listens for who took the call, from now on; {@link MediaListener#answeredBy} follows within 6
     * s, unless this closes before.
     */
    void detectAnswerer();

    /**
     * This session is heard by its audience in {@code bridge}, and hears those there who have it in
     * theirs. Ends what plays on it and takes it out of another bridge; in the same bridge it has
     * the new audience.
     *
     * @param bridge whose sessions are all of one loop (see {@code beside} of {@link
     *     MediaLoops#open}); else {@link IllegalArgumentException}
     * @param as what the audiences call it
     */
    void join(MediaBridge bridge, LegId as, Audience heardBy);

    /** Takes this session out of its bridge; it hears silence until told more. */
    void part();

    /**
     * Copies what this session receives into the tap's sink, replacing an older tap. Several
     * sessions of one loop may feed one tap.
     *
     * @param track of the recording, from 0
     */
    void tap(AudioTap tap, int track);

    /**
     * Lets the tap go. The last session that does, by this method or by closing, has the sink
     * {@link zarang.call.recording.RecordingSink#finish finished} on the media loop.
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

    /**
     * The far side pressed a key of which signalling told, not the audio: whoever hears this
     * session gets it as a telephone event.
     *
     * @param digit 0-9, *, #, A-D, else {@link IllegalArgumentException}
     */
    void passOnDigit(char digit);

    /**
     * How the audio arrived so far, as of a quarter of a second ago at the most; empty if none did.
     * Any thread, also after {@link #close}.
     */
    Optional<AudioQuality> quality();

    /** Ends everything and gives the port back. Harmless when repeated; never refused. */
    void close();
}

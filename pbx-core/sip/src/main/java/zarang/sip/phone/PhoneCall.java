package zarang.sip.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.media.MediaListener;
import zarang.media.MediaSession;
import zarang.sip.dialog.IncomingSession;
import zarang.sip.dialog.OutgoingSession;
import zarang.sip.dialog.SessionEnd;
import zarang.sip.dialog.SessionListener;
import zarang.sip.sdp.AudioStream;

/** The phone's one call. Control loop; what the media loop says is posted to it. */
final class PhoneCall implements SessionListener, MediaListener {
    private final ControlLoop loop;
    private final Consumer<PhoneEvent> events;
    private final Runnable gone;
    private @Nullable MediaSession media;
    private @Nullable IncomingSession incoming;
    private @Nullable OutgoingSession outgoing;
    private ControlLoop.@Nullable Timer answering;
    private boolean held;
    private boolean over;

    PhoneCall(ControlLoop loop, Consumer<PhoneEvent> events, Runnable gone) {
        this.loop = loop;
        this.events = events;
        this.gone = gone;
    }

    void attach(MediaSession session) {
        media = session;
    }

    void attach(OutgoingSession session) {
        outgoing = session;
    }

    /** Rings, and answers after {@code delay} if there is one. */
    void ring(IncomingSession session, Optional<Duration> delay) {
        incoming = session;
        session.ring();
        delay.ifPresent(d -> answering = loop.schedule(d, session::answer));
    }

    Optional<MediaSession> media() {
        return over ? Optional.empty() : Optional.ofNullable(media);
    }

    void answer() {
        if (incoming != null) {
            incoming.answer();
        }
    }

    void hangUp(Cause cause) {
        if (incoming != null) {
            incoming.hangUp(cause);
        } else if (outgoing != null) {
            outgoing.hangUp(cause);
        }
    }

    void sendInfo(char digit, int durationMs) {
        if (incoming != null) {
            incoming.sendInfo(digit, durationMs);
        } else if (outgoing != null) {
            outgoing.sendInfo(digit, durationMs);
        }
    }

    @Override
    public void ringing() {
        emit(new PhoneEvent.Ringing());
    }

    @Override
    public void answered(AudioStream stream) {
        connect(stream);
        emit(new PhoneEvent.Answered());
    }

    @Override
    public void confirmed() {}

    @Override
    public void streamChanged(AudioStream stream) {
        connect(stream);
        if (held != stream.held()) {
            held = stream.held();
            emit(new PhoneEvent.Held(held));
        }
    }

    @Override
    public void ended(SessionEnd end) {
        if (over) {
            return;
        }
        over = true;
        if (answering != null) {
            answering.cancel();
        }
        if (media != null) {
            media.close();
        }
        gone.run();
        events.accept(new PhoneEvent.Ended(end.cause(), end.byRemote(), end.status()));
    }

    /** By INFO on the control loop, by RFC 4733 on the media loop. */
    @Override
    public void digit(char digit) {
        loop.post(() -> emit(new PhoneEvent.Digit(digit)));
    }

    @Override
    public void playFinished(long play) {
        loop.post(() -> emit(new PhoneEvent.PlayFinished()));
    }

    @Override
    public void silent() {
        loop.post(() -> {
            if (!held) {
                hangUp(Cause.MEDIA_TIMEOUT);
            }
        });
    }

    private void connect(AudioStream stream) {
        if (media != null) {
            media.connect(stream.agreement(stream.remoteOr(media.localAddress().getAddress())));
        }
    }

    private void emit(PhoneEvent event) {
        if (!over) {
            events.accept(event);
        }
    }
}

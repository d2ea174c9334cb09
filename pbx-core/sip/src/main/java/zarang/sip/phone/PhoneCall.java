package zarang.sip.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.media.MediaListener;
import zarang.media.MediaSession;
import zarang.sip.sdp.AudioStream;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.session.Accept;
import zarang.sip.session.Close;
import zarang.sip.session.Modify;
import zarang.sip.session.Session;
import zarang.sip.session.SessionEnd;
import zarang.sip.session.SessionListener;
import zarang.sip.session.SipInfo;

/** The phone's one call. Control loop; what the media loop says is posted to it. */
final class PhoneCall implements SessionListener, MediaListener {
    private final ControlLoop loop;
    private final Consumer<PhoneEvent> events;
    private final Runnable gone;
    private @Nullable MediaSession media;
    private @Nullable Session session;
    private @Nullable Accept ringing;
    private ControlLoop.@Nullable Timer answering;
    private boolean held;
    private boolean holding;
    private boolean over;

    PhoneCall(ControlLoop loop, Consumer<PhoneEvent> events, Runnable gone) {
        this.loop = loop;
        this.events = events;
        this.gone = gone;
    }

    void attach(MediaSession opened) {
        media = opened;
    }

    void attach(Session placed) {
        session = placed;
    }

    /** Rings, and answers after {@code delay} if there is one. */
    void ring(Accept accept, Optional<Duration> delay) {
        session = accept.session();
        ringing = accept;
        accept.ring();
        delay.ifPresent(d -> answering = loop.schedule(d, accept::answer));
    }

    Optional<MediaSession> media() {
        return over ? Optional.empty() : Optional.ofNullable(media);
    }

    void answer() {
        if (ringing != null) {
            ringing.answer();
        }
    }

    void hangUp(Cause cause) {
        if (session != null) {
            Close.end(session, cause);
        }
    }

    void sendInfo(char digit, int durationMs) {
        if (session != null) {
            SipInfo.send(session, digit, durationMs);
        }
    }

    void hold(boolean wanted) {
        if (session != null) {
            Modify.offer(session, wanted ? SdpDirection.SENDONLY : SdpDirection.SENDRECV);
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
        boolean holds = !stream.direction().receives();
        if (holding != holds) {
            holding = holds;
            emit(new PhoneEvent.Holding(holding));
        }
    }

    @Override
    public void changeRefused(int status) {
        emit(new PhoneEvent.HoldRefused(status));
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
    public void unheard() {
        // a test phone may call somebody who says nothing
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

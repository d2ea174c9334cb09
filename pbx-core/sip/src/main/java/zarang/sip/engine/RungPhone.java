package zarang.sip.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.message.Uri;
import zarang.sip.sdp.AudioStream;
import zarang.sip.session.Causes;
import zarang.sip.session.Close;
import zarang.sip.session.Session;
import zarang.sip.session.SessionEnd;
import zarang.sip.session.SessionListener;

/**
 * One phone of a fork: rung the likeliest way and, while nothing at all comes back, the other way
 * too. Control loop only.
 */
final class RungPhone {
    /** A living phone answers an INVITE in a tenth of this; by then it was sent twice. */
    private static final Duration OTHER_WAY = Duration.ofSeconds(1);

    /** The INVITE was sent four times by then (RFC 3261 §17.1.1.2: 0, 0.5, 1.5, 3.5 s). */
    private static final Duration SILENT = Duration.ofSeconds(4);

    private static final int DECLINED = 600;

    /** The call that it is rung for, with whatever other phones. */
    interface Call {
        /** Places an INVITE; empty if there is no way, or no room for another session. */
        Optional<Session> place(PhoneWay way, SessionListener listener);

        void ringing();

        /** It is heard before it answers. */
        void early(Session session, AudioStream stream);

        /** False if another was faster, or nobody wants it any more. */
        boolean answered(Session session, AudioStream stream);

        boolean isWinner(Session session);

        /** Who listens to the one that answered. */
        SessionListener leg();

        /** The phone is done, or silent for longer than a living one would be. */
        void settle();
    }

    private final ControlLoop loop;
    private final Call call;
    private final PhoneAddress address;
    private final Deque<PhoneWay> ways;
    private final List<Way> tried = new ArrayList<>();
    private ControlLoop.@Nullable Timer otherWay;
    private ControlLoop.@Nullable Timer silence;
    private @Nullable SessionEnd end;
    private boolean heard;
    private boolean rang;
    private boolean silent;

    RungPhone(ControlLoop loop, Call call, PhoneAddress address) {
        this.loop = loop;
        this.call = call;
        this.address = address;
        ways = new ArrayDeque<>(address.ways());
    }

    void start() {
        silence = loop.schedule(SILENT, this::fallSilent);
        tryNext();
    }

    /** Whether the other address leads to this phone too, whatever new ways it has. */
    boolean isAt(PhoneAddress other) {
        return address.isAt(other);
    }

    boolean isOver() {
        return end != null;
    }

    /** Whether nothing came back for longer than a living phone needs. */
    boolean isSilent() {
        return silent && !heard;
    }

    /** Whether it lives and will not take the call. */
    boolean refused() {
        return end != null && heard;
    }

    /** Whether somebody declined at this phone, rather than a machine. RFC 3261 §21.6. */
    boolean speaksForAll() {
        return rang && end != null && end.byRemote() && end.status() >= DECLINED;
    }

    Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    /** Ends all of it but {@code winner}; nothing more is told. */
    void letGo(@Nullable Session winner, Cause why) {
        stop(silence);
        stop(otherWay);
        ways.clear();
        for (Way way : tried) {
            if (way.session != null && !way.over && !way.session.equals(winner)) {
                way.leave(why);
            }
        }
    }

    private void fallSilent() {
        silent = true;
        call.settle();
    }

    /** The next way that there is; with none left the phone is done. */
    private void tryNext() {
        stop(otherWay);
        while (!ways.isEmpty()) {
            Way way = new Way();
            tried.add(way);
            Optional<Session> session = call.place(ways.remove(), way);
            if (session.isPresent()) {
                way.session = session.get();
                if (!ways.isEmpty()) {
                    otherWay = loop.schedule(OTHER_WAY, this::tryNext);
                }
                return;
            }
            way.over = true;
        }
        if (tried.stream().allMatch(way -> way.over) && end == null) {
            done(new SessionEnd(Cause.CONGESTION, false, Causes.status(Cause.CONGESTION)));
        }
    }

    private void done(SessionEnd how) {
        end = how;
        stop(silence);
        stop(otherWay);
    }

    private static void stop(ControlLoop.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** One INVITE. */
    private final class Way implements SessionListener {
        private @Nullable Session session;
        private boolean over;

        void leave(Cause why) {
            over = true;
            if (session != null) {
                Close.end(session, why);
            }
        }

        /** The phone is there, this way: it is not to ring twice. */
        @Override
        public void heard() {
            if (over || heard) {
                return;
            }
            heard = true;
            stop(silence);
            stop(otherWay);
            ways.clear();
            tried.stream()
                    .filter(way -> !way.equals(this) && !way.over)
                    .forEach(way -> way.leave(Cause.NORMAL_CLEARING));
        }

        @Override
        public void ringing() {
            if (!over) {
                rang = true;
                call.ringing();
            }
        }

        @Override
        public void early(AudioStream stream) {
            if (session != null && !over) {
                call.early(session, stream);
            }
        }

        @Override
        public void answered(AudioStream stream) {
            if (session != null && (over || !call.answered(session, stream))) {
                leave(Cause.ANSWERED_ELSEWHERE);
            }
        }

        @Override
        public void confirmed() {
            call.leg().confirmed();
        }

        @Override
        public void streamChanged(AudioStream stream) {
            call.leg().streamChanged(stream);
        }

        @Override
        public boolean mayTransfer() {
            return call.leg().mayTransfer();
        }

        @Override
        public boolean transferWanted(long wish, Uri target, OptionalLong other) {
            return call.leg().transferWanted(wish, target, other);
        }

        @Override
        public long number() {
            return call.leg().number();
        }

        @Override
        public void digit(char digit) {
            call.leg().digit(digit);
        }

        @Override
        public void ended(SessionEnd how) {
            if (session != null && call.isWinner(session)) {
                call.leg().ended(how);
                return;
            }
            if (over) {
                return;
            }
            over = true;
            if (!heard && !ways.isEmpty()) {
                tryNext();
            } else if (tried.stream().allMatch(way -> way.over)) {
                done(how);
            }
            call.settle();
        }
    }
}

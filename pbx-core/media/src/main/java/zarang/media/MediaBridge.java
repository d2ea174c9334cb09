package zarang.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.media.mix.MixEar;
import zarang.media.mix.Mixer;
import zarang.media.mix.Voice;
import zarang.media.prompt.Playback;

/**
 * Who hears whom of some sessions of one media loop. Two that hear each other are relayed: their
 * packets go from socket to socket, and nothing is decoded. Any other circle is mixed, each leg's
 * share by its own 20 ms clock.
 *
 * <p>Made and handed to {@link MediaSession#join} on the control loop; all else is the media
 * loop's.
 */
public final class MediaBridge {
    private final class Member implements Membership {
        final MediaLeg leg;
        private final LegId id;
        private final Audience heardBy;
        private @Nullable Voice voice;
        private @Nullable MixEar ear;

        Member(MediaLeg leg, LegId id, Audience heardBy) {
            this.leg = leg;
            this.id = id;
            this.heardBy = heardBy;
        }

        /** What it says, 12 kB of it: only where a relay is not enough. */
        Voice voice() {
            Voice own = voice;
            if (own == null) {
                own = new Voice();
                voice = own;
            }
            return own;
        }

        MixEar ear() {
            MixEar own = ear;
            if (own == null) {
                own = new MixEar(mixer());
                ear = own;
            }
            return own;
        }

        /** The same leg with another audience: nothing is missed meanwhile. */
        void goOnFrom(Member before) {
            voice = before.voice;
            ear = before.ear;
        }

        void leaveMix() {
            voice = null;
            ear = null;
        }

        boolean isHeardBy(Member other) {
            return other != this && heardBy.includes(other.id);
        }

        @Override
        public void end() {
            if (members.remove(this)) {
                leg.hearNobody();
                arrange();
            }
        }

        @Override
        public boolean isSpokenTo(long nowNanos, long silenceNanos) {
            for (Member other : members) {
                if (other.isHeardBy(this) && other.leg.isSpeaking(nowNanos, silenceNanos)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void pressed(char digit) {
            for (Member other : members) {
                if (isHeardBy(other)) {
                    other.leg.passDigit(digit);
                }
            }
        }
    }

    /** The control loop's: of the first session that joined. */
    private @Nullable MediaLoop loop;

    private final List<Member> members = new ArrayList<>();
    private @Nullable Mixer mixer;

    /** Whether sessions of {@code of} may join: those of one loop. Control loop. */
    boolean claim(MediaLoop of) {
        if (loop == null) {
            loop = of;
        }
        return loop == of;
    }

    /**
     * Takes a leg, out of the bridge that it is in, or changes the audience of one that is in this;
     * what plays on it ends.
     *
     * @param music heard while the only other one holds
     */
    void join(MediaLeg leg, LegId id, Audience heardBy, Playback music) {
        Member member = new Member(leg, id, heardBy);
        for (Member old : members) {
            if (old.leg == leg) {
                member.goOnFrom(old);
            }
        }
        members.removeIf(old -> old.leg == leg);
        members.add(member);
        leg.belong(member, music);
        arrange();
    }

    private void arrange() {
        if (members.size() == 2) {
            Member one = members.getFirst();
            Member two = members.getLast();
            if (one.isHeardBy(two) && two.isHeardBy(one)) {
                one.leg.bridge(two.leg);
                two.leg.bridge(one.leg);
                one.leaveMix();
                two.leaveMix();
                return;
            }
        }
        if (members.size() == 1) {
            members.getFirst().leg.hearNobody();
            members.getFirst().leaveMix();
            return;
        }
        mixer().speak(members.stream().filter(this::isHeard).map(Member::voice).toList());
        for (Member listener : members) {
            List<Voice> heard =
                    members.stream()
                            .filter(other -> other.isHeardBy(listener))
                            .map(Member::voice)
                            .toList();
            listener.ear().hear(heard);
            listener.leg.mix(isHeard(listener) ? listener.voice() : null, listener.ear());
        }
    }

    /** 5 kB: most bridges have two whom a relay is enough for, and never need it. */
    private Mixer mixer() {
        Mixer own = mixer;
        if (own == null) {
            own = new Mixer();
            mixer = own;
        }
        return own;
    }

    private boolean isHeard(Member member) {
        return members.stream().anyMatch(member::isHeardBy);
    }
}

package zarang.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.media.mix.Mix;
import zarang.media.mix.MixTrack;
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
        private @Nullable MixTrack voice;

        Member(MediaLeg leg, LegId id, Audience heardBy) {
            this.leg = leg;
            this.id = id;
            this.heardBy = heardBy;
        }

        /** What it says, 8 kB of it: only where a relay is not enough. */
        MixTrack voice() {
            MixTrack own = voice;
            if (own == null) {
                own = new MixTrack();
                voice = own;
            }
            return own;
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
                return;
            }
        }
        if (members.size() == 1) {
            members.getFirst().leg.hearNobody();
            return;
        }
        for (Member listener : members) {
            List<MixTrack> heard =
                    members.stream()
                            .filter(other -> other.isHeardBy(listener))
                            .map(Member::voice)
                            .toList();
            listener.leg.mix(listener.voice(), new Mix(heard));
        }
    }
}

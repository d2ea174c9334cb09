package zarang.media;

import org.jspecify.annotations.Nullable;
import zarang.media.mix.Voice;

/** Whom a leg is bridged with, and where its voice goes. Media loop only. */
final class Company {
    /** In place of a clock: the key came by no event, so none is relayed. */
    static final int NO_EVENT = 0;

    private @Nullable Membership membership;

    /** In a bridge of two who hear each other: the other one. */
    private @Nullable Partner partner;

    /** In any other bridge: what this leg says. */
    private @Nullable Voice voice;

    @Nullable Partner partner() {
        return partner;
    }

    void relay(Partner other) {
        partner = other;
        voice = null;
    }

    /**
     * @param own null if nobody hears it
     */
    void mix(@Nullable Voice own) {
        partner = null;
        voice = own;
    }

    void hearNobody() {
        partner = null;
        voice = null;
    }

    /** Is in a bridge from here on. */
    void belong(Membership next) {
        membership = next;
    }

    /** Leaves the bridge, if it is in one. */
    void part() {
        Membership left = membership;
        membership = null;
        if (left != null) {
            left.end();
        }
    }

    /** Whether it is in no bridge. */
    boolean isAlone() {
        return membership == null;
    }

    /** Takes audio for the mix that this leg is in, if it is in one. */
    void speak(Arrival audio) {
        Voice own = voice;
        if (own != null) {
            own.put(audio.timestamp(), audio.samples(), audio.count());
        }
    }

    /** Its sender says that it is silent from here on. */
    void rest() {
        Voice own = voice;
        if (own != null) {
            own.rest();
        }
    }

    /**
     * Passes a key on to those who hear this leg in a mix; two are relayed the event itself, if
     * their clocks are one.
     */
    void press(char digit, int clockHz) {
        Membership in = membership;
        if (partner != null) {
            partner.pressed(digit, clockHz);
        }
        if (voice != null && in != null) {
            in.pressed(digit);
        }
    }

    /** Whether somebody is to be heard here who has spoken within {@code silenceNanos}. */
    boolean isSpokenTo(long nowNanos, long silenceNanos) {
        return membership != null && membership.isSpokenTo(nowNanos, silenceNanos);
    }
}

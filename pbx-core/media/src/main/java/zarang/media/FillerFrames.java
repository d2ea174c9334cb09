package zarang.media;

import java.util.List;
import zarang.media.prompt.Playback;

/**
 * Fills the gap where nothing is to be said and no other leg is heard: a phone that hears nothing
 * at all takes the call for dead. It is music while the other leg holds, else silence.
 */
final class FillerFrames extends FrameSource {
    private static final Playback SILENCE = new Playback(0, List.of(), false);

    private final LoopTools tools;
    private final PacketWriter writer;
    private final Company company;
    private final Relay relay;

    /** Goes on at each hold where it was left. */
    private Playback music = SILENCE;

    FillerFrames(LegParts leg, PacketWriter writer, Relay relay) {
        this.tools = leg.tools();
        this.company = leg.company();
        this.writer = writer;
        this.relay = relay;
    }

    void forHold(Playback next) {
        music = next;
    }

    @Override
    boolean isDue() {
        if (!writer.maySend()) {
            return false;
        }
        Partner partner = company.partner();
        return partner == null || !partner.isHeard() || relay.isQuiet(tools.nanos());
    }

    @Override
    void frame() {
        Partner partner = company.partner();
        writer.say(partner != null && partner.isHolding() ? music : SILENCE);
        tools.tally().add(MediaCount.PACKETS_FILLED);
    }
}

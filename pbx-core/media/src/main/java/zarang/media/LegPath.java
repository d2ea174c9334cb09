package zarang.media;

import java.util.List;

/**
 * The order in which packets pass the stages of a leg, written once: a new stage is its file and
 * its line here. One that opens what is encrypted stands before the header is read, one that
 * encrypts before the socket; a jitter buffer would stand behind {@link FreshStage}.
 */
class LegPath {
    /** Of packets that come in. */
    List<InputStage> input(LegParts leg) {
        LoopTally tally = leg.tools().tally();
        return List.of(
                new ReportStage(tally, leg.lock(), leg.conversation(), leg.sender()),
                new HeaderStage(tally),
                new SourceStage(tally, leg.lock(), leg.receiver()),
                new FreshStage(tally, leg.receiver(), leg.hearing(), leg.conversation().heard()),
                new DigitStage(tally, leg.listener(), leg.company()),
                leg.answer(),
                leg.tap(),
                new BridgeStage(leg.company()));
    }

    /** Of packets that go out, as {@link PacketWriter} wrote them. */
    List<OutputStage> output(LegParts leg) {
        return List.of(leg.socket());
    }
}

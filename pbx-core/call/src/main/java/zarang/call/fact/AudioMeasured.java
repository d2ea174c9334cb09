package zarang.call.fact;

import java.util.Optional;
import zarang.call.AudioQuality;
import zarang.call.AudioQuality.Stream;
import zarang.call.Party;

/**
 * How the audio of one leg of a call arrived; written when the leg ends, and so also after {@link
 * CallEnded}.
 *
 * @param party who was on the leg; of several agents, the legs come in the order in which they
 *     ended
 */
public record AudioMeasured(Party party, AudioQuality quality) implements Fact {
    public static final FactType<AudioMeasured> TYPE =
            FactType.of("call.audio", AudioMeasured.class, AudioMeasured::read);

    private static AudioMeasured read(FactReader from) throws UnreadableEntryException {
        return new AudioMeasured(
                from.word("party", Party.class),
                new AudioQuality(
                        stream("heard", from),
                        from.number("sentPackets"),
                        from.has("saidPackets")
                                ? Optional.of(stream("said", from))
                                : Optional.empty(),
                        from.has("roundTripMicros")
                                ? Optional.of(from.number("roundTripMicros"))
                                : Optional.empty()));
    }

    private static Stream stream(String way, FactReader from) throws UnreadableEntryException {
        return new Stream(
                from.number(way + "Packets"),
                from.number(way + "Lost"),
                from.number(way + "JitterMicros"),
                from.number(way + "MosHundredths"));
    }

    @Override
    public FactType<AudioMeasured> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.word("party", party);
        write("heard", quality.heard(), to);
        to.number("sentPackets", quality.sent());
        quality.said().ifPresent(said -> write("said", said, to));
        quality.roundTripMicros().ifPresent(micros -> to.number("roundTripMicros", micros));
    }

    private static void write(String way, Stream of, FactWriter to) {
        to.number(way + "Packets", of.packets()).number(way + "Lost", of.lost());
        to.number(way + "JitterMicros", of.jitterMicros());
        to.number(way + "MosHundredths", of.mosHundredths());
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}

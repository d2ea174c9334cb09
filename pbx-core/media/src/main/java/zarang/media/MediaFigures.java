package zarang.media;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import zarang.call.Words;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** RTP: sessions, ports, and what became of the packets. */
public record MediaFigures(Supplier<MediaCounters> media) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge("zarang_media_sessions", "RTP sessions open", () -> media.get().sessions());
        board.gauge(
                "zarang_media_ports_free",
                "RTP ports that can be taken at once",
                () -> media.get().portsFree());
        board.gauge(
                "zarang_media_ports_resting",
                "RTP ports that were closed a moment ago",
                () -> media.get().portsResting());
        board.counters(
                "zarang_media_events_total",
                "What the media loops count, by kind",
                "kind",
                () -> byKind(media.get()));
    }

    private static Map<String, Long> byKind(MediaCounters media) {
        return media.counts().entrySet().stream()
                .collect(Collectors.toMap(count -> Words.of(count.getKey()), Map.Entry::getValue));
    }
}

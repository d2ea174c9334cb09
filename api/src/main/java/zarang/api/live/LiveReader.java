package zarang.api.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One who follows topics, by a WebSocket or a stream of events. The hub's thread. */
final class LiveReader {
    final LiveOutlet outlet;

    /** What it follows, and the number that it says it knows: 0 if none. */
    final Map<LiveTopic, Long> topics = new LinkedHashMap<>();

    /** Of these it has missed changes, or heard nothing yet: all of each is to be sent. */
    final Set<LiveTopic> behind = new LinkedHashSet<>();

    /** Beats in a row for which there was no room. */
    int silentBeats;

    LiveReader(LiveOutlet outlet) {
        this.outlet = outlet;
    }
}

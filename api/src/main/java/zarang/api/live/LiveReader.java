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

    /**
     * What it could not be told of a topic, for want of room: that it is over, or stale. Counts as
     * one that it follows.
     */
    final Map<LiveTopic, LiveMessage> untold = new LinkedHashMap<>();

    /** Beats in a row for which there was no room. */
    int silentBeats;

    LiveReader(LiveOutlet outlet) {
        this.outlet = outlet;
    }

    /** How many topics it has. */
    int size() {
        return topics.size()
                + (int) untold.keySet().stream().filter(each -> !topics.containsKey(each)).count();
    }
}

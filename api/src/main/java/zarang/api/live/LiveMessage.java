package zarang.api.live;

import java.util.Optional;

/**
 * What is sent to one who follows.
 *
 * @param seq of a change or a snapshot; 0 of what has none
 */
record LiveMessage(String type, Optional<LiveTopic> topic, long seq, String json) {
    static LiveMessage of(String type, String json) {
        return new LiveMessage(type, Optional.empty(), 0, json);
    }

    static LiveMessage of(String type, LiveTopic topic, long seq, String json) {
        return new LiveMessage(type, Optional.of(topic), seq, json);
    }
}

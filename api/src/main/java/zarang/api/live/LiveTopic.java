package zarang.api.live;

import java.util.Optional;
import zarang.api.route.Ids;
import zarang.api.route.Scope;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;

/**
 * What can be followed.
 *
 * @param name of a queue, an agent or a call; empty where there is one only
 */
record LiveTopic(Kind kind, String name) {
    enum Kind {
        /** All queues and all agents. */
        FLOOR("floor", Scope.LIVE_READ),
        QUEUE("queue:", Scope.LIVE_READ),
        AGENT("agent:", Scope.LIVE_READ),
        CALL("call:", Scope.CALLS_READ),
        /** What somebody should look after. */
        ALARMS("alarms", Scope.LIVE_READ);

        private final String beginning;
        private final Scope scope;

        Kind(String beginning, Scope scope) {
            this.beginning = beginning;
            this.scope = scope;
        }

        /** What a token must have to follow it. */
        Scope scope() {
            return scope;
        }
    }

    /** Reads {@code floor}, {@code queue:sales} …; empty if it is none. */
    static Optional<LiveTopic> read(String text) {
        for (Kind kind : Kind.values()) {
            boolean named = kind.beginning.endsWith(":");
            if (!named && text.equals(kind.beginning)) {
                return Optional.of(new LiveTopic(kind, ""));
            }
            if (named && text.startsWith(kind.beginning)) {
                return Ids.read(text.substring(kind.beginning.length()), name -> of(kind, name));
            }
        }
        return Optional.empty();
    }

    private static LiveTopic of(Kind kind, String name) {
        return new LiveTopic(
                kind,
                switch (kind) {
                    case QUEUE -> new QueueName(name).value();
                    case AGENT -> new AgentId(name).value();
                    case CALL -> new CallId(name).value();
                    case FLOOR, ALARMS -> name;
                });
    }

    @Override
    public String toString() {
        return kind.beginning + name;
    }
}

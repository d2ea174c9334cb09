package zarang.api.live;

import java.util.Optional;
import zarang.api.route.Scope;

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

    private static final String CALL_ID = "[0-9A-Z]{26}";
    private static final String NAME = "[A-Za-z0-9._-]{1,64}";

    /** Reads {@code floor}, {@code queue:sales} …; empty if it is none. */
    static Optional<LiveTopic> read(String text) {
        for (Kind kind : Kind.values()) {
            boolean named = kind.beginning.endsWith(":");
            if (!named && text.equals(kind.beginning)) {
                return Optional.of(new LiveTopic(kind, ""));
            }
            String name =
                    named && text.startsWith(kind.beginning)
                            ? text.substring(kind.beginning.length())
                            : "";
            if (name.matches(kind == Kind.CALL ? CALL_ID : NAME)) {
                return Optional.of(new LiveTopic(kind, name));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return kind.beginning + name;
    }
}

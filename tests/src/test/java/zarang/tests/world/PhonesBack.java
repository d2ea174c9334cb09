package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import zarang.call.loop.ControlLoop;
import zarang.routing.agent.AgentState;
import zarang.routing.dispatch.FloorView.AgentView;

/**
 * The phones that a start found: who was registered is at work again, without a word of its own.
 */
final class PhonesBack {
    private static final Pattern EXPIRES = Pattern.compile("\"expiresAt\":(\\d+)");

    /** The floor hears of it at once; what it does then takes its own time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** RFC 3261 §17.1.2.2: timer F. */
    private static final Duration SAYS_SO = Duration.ofSeconds(32);

    private final ControlLoop loop;
    private final Map<String, Long> leftAtNanos;
    private final Map<String, Long> until = new HashMap<>();
    private long foundAtNanos;
    private int count;

    /**
     * @param leftAtNanos when each user's phone said last that it leaves
     */
    PhonesBack(ControlLoop loop, Map<String, Long> leftAtNanos) {
        this.loop = loop;
        this.leftAtNanos = leftAtNanos;
    }

    void found(Map<String, String> phones) {
        foundAtNanos = loop.nanos();
        count = phones.size();
        phones.forEach((user, text) ->
                EXPIRES.matcher(text)
                        .results()
                        .mapToLong(each -> Long.parseLong(each.group(1)))
                        .max()
                        .ifPresent(expires -> until.put(user, expires)));
    }

    int count() {
        return count;
    }

    /** Whoever leaves says so until it is heard, perhaps by the next process. */
    private boolean leaves(String user) {
        Long at = leftAtNanos.get(user);
        return at != null && at > foundAtNanos - SAYS_SO.toNanos();
    }

    void assertAtWork(List<AgentView> agents) {
        long now = loop.instant().toEpochMilli();
        if (loop.nanos() - foundAtNanos < SOON.toNanos()) {
            return;
        }
        until.values().removeIf(expires -> expires <= now);
        for (AgentView agent : agents) {
            String user = agent.agent().value();
            if (until.containsKey(user) && !leaves(user)) {
                assertThat(agent.state())
                        .as("%s was registered when the server died", agent.agent())
                        .isNotInstanceOf(AgentState.LoggedOut.class);
            }
        }
    }
}

package zarang.sip.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.loop.ControlLoop;
import zarang.sip.engine.KeptPhones.Phone;

/**
 * Reads what other nodes keep, finds what of it is news, and hands that to the loop: most of what
 * is told again and again is known. One thread at a time, the teller's.
 */
final class NodesListener implements OtherNodes {
    private final ControlLoop loop;
    private final KeptPhones kept;
    private final AgentPhones phones;

    /** What was told last, by node and user. */
    private final Map<String, Map<String, String>> known = new HashMap<>();

    NodesListener(ControlLoop loop, KeptPhones kept, AgentPhones phones) {
        this.loop = loop;
        this.kept = kept;
        this.phones = phones;
    }

    private record Read(String node, String user, List<Phone> phones) {
        static Optional<Read> of(Change change) {
            return change.text().isEmpty()
                    ? Optional.of(new Read(change.node(), change.user(), List.of()))
                    : KeptPhones.read(change.user(), change.text().get())
                            .map(list -> new Read(change.node(), change.user(), list));
        }
    }

    @Override
    public void all(Map<String, Kept> nodes) {
        List<String> listeners =
                nodes.values().stream().flatMap(kept -> kept.listeners().stream()).toList();
        loop.post(() -> phones.nodesListenAt(listeners));
        List<Change> changes = new ArrayList<>();
        known.forEach((node, users) -> {
            Kept now = nodes.get(node);
            for (String user : users.keySet()) {
                if (now == null || !now.phones().containsKey(user)) {
                    changes.add(new Change(node, user, Optional.empty()));
                }
            }
        });
        nodes.forEach((node, now) ->
                now.phones()
                        .forEach((user, text) ->
                                changes.add(new Change(node, user, Optional.of(text)))));
        changed(changes);
    }

    @Override
    public void changed(List<Change> changes) {
        List<Read> read =
                changes.stream().filter(this::isNews).flatMap(c -> Read.of(c).stream()).toList();
        if (!read.isEmpty()) {
            loop.post(() ->
                    read.forEach(each ->
                            phones.elsewhere(
                                    each.node(),
                                    each.user(),
                                    kept.elsewhere(each.node(), each.phones()))));
        }
    }

    private boolean isNews(Change change) {
        Map<String, String> users = known.computeIfAbsent(change.node(), node -> new HashMap<>());
        String before =
                change.text().isEmpty()
                        ? users.remove(change.user())
                        : users.put(change.user(), change.text().get());
        if (users.isEmpty()) {
            known.remove(change.node());
        }
        return !change.text().equals(Optional.ofNullable(before));
    }
}

package zarang.routing.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.engine.DialTarget;

/**
 * One agent. Built from {@code conf/agents.yaml}; its SIP secret is not here.
 *
 * @param id its extension, and the user that its phone registers as
 * @param name for wallboard and log; may be empty, at most 64 characters
 * @param team that it belongs to, for supervisors; nobody is routed by it
 * @param queues that it serves, each once; 1-{@value #QUEUES_MAX}
 * @param contact a fixed SIP URI of a phone that does not register; it counts as always reachable
 * @param abilities what it can, and whom it takes first
 */
public record AgentSettings(
        AgentId id,
        String name,
        Optional<String> team,
        List<QueueName> queues,
        Optional<String> contact,
        Abilities abilities) {
    /** Queues that one agent serves: each costs a look at its head whenever the agent is free. */
    public static final int QUEUES_MAX = 64;

    private static final int NAME_MAX = 64;
    private static final Pattern SIP_URI = Pattern.compile("sips?:[^\\s<>\"]{1,255}");

    /** Of no team. */
    public AgentSettings(
            AgentId id,
            String name,
            List<QueueName> queues,
            Optional<String> contact,
            Abilities abilities) {
        this(id, name, Optional.empty(), queues, contact, abilities);
    }

    /** Of no team, with {@link Abilities#DEFAULT}. */
    public AgentSettings(
            AgentId id, String name, List<QueueName> queues, Optional<String> contact) {
        this(id, name, queues, contact, Abilities.DEFAULT);
    }

    public AgentSettings {
        queues = List.copyOf(queues);
        if (name.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "agent " + id + ": name is longer than " + NAME_MAX + " characters");
        }
        if (queues.isEmpty() || queues.size() > QUEUES_MAX) {
            throw new IllegalArgumentException(
                    "agent " + id + ": queues: expected 1 to " + QUEUES_MAX + " queues");
        }
        if (new HashSet<>(queues).size() != queues.size()) {
            throw new IllegalArgumentException("agent " + id + ": queues: one is named twice");
        }
        if (contact.isPresent() && !SIP_URI.matcher(contact.get()).matches()) {
            throw new IllegalArgumentException(
                    "agent " + id + ": contact is not a SIP URI such as sip:agent@127.0.0.1:15070");
        }
    }

    /** The same, for fewer or more queues. */
    public AgentSettings serving(List<QueueName> others) {
        return new AgentSettings(id, name, team, others, contact, abilities);
    }

    public DialTarget target() {
        return contact.<DialTarget>map(DialTarget.Fixed::new)
                .orElseGet(() -> new DialTarget.Registered(id.value()));
    }
}

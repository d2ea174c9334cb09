package zarang.routing.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.PauseReason;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.TierOffsets;
import zarang.routing.reserve.LeaseSettings;

/** Reads queues and agents. */
public final class FloorReader {
    /** A call that is ended for its length tells the floor by then. */
    private static final Duration GOODBYE = Duration.ofMinutes(1);

    private final ConfigReader reading;

    public FloorReader(ConfigReader reading) {
        this.reading = reading;
    }

    /**
     * What is written; where that is wrong, it has a finding.
     *
     * @param tiers of the club
     * @param callLongest after this a call is ended
     */
    public FloorSettings floor(List<Tier> tiers, Duration callLongest) {
        return floor(() -> offsets(tiers), callLongest);
    }

    FloorSettings floor(Supplier<TierOffsets> offsets, Duration callLongest) {
        List<QueueSettings> queues = queues();
        RestSettings rest =
                new RestSettings(
                        reading.value(FloorKeys.REST_NO_ANSWER),
                        reading.value(FloorKeys.REST_REFUSED),
                        reading.value(FloorKeys.REST_MISSES),
                        reading.value(FloorKeys.REST_NOT_READY),
                        reading.value(FloorKeys.REST_FIXED),
                        reading.value(FloorKeys.REST_TAKEN));
        List<AgentSettings> agents = agents(queues.stream().map(QueueSettings::name).toList());
        TierOffsets byTier = offsets.get();
        return new FloorSettings(
                queues, agents, byTier, rest, callLongest.plus(GOODBYE), pauseReasons());
    }

    private List<QueueSettings> queues() {
        Map<QueueName, QueueSettings> queues = new LinkedHashMap<>();
        for (String name : reading.named("queues")) {
            queues.put(
                    new QueueName(name),
                    new QueueSettings(
                            new QueueName(name),
                            reading.value(FloorKeys.QUEUE_RING, name),
                            reading.value(FloorKeys.QUEUE_WRAP_UP, name),
                            reading.value(FloorKeys.QUEUE_MAX_WAIT, name),
                            reading.value(FloorKeys.QUEUE_SIZE, name),
                            reading.value(FloorKeys.QUEUE_HARD_CAP, name),
                            reading.value(FloorKeys.QUEUE_WHEN_EMPTY, name),
                            reading.value(FloorKeys.QUEUE_TARGET, name),
                            reading.value(FloorKeys.QUEUE_SHORT, name),
                            distribution(name),
                            new IntakeReader(reading).intake(name),
                            reading.value(FloorKeys.QUEUE_REGAIN, name),
                            CallbackKeys.followUp(reading, name),
                            reading.value(FloorKeys.QUEUE_RECORD, name)));
        }
        return new IntakeReader(reading).checked(queues);
    }

    private List<AgentSettings> agents(List<QueueName> known) {
        List<AgentSettings> agents = new ArrayList<>();
        for (String id : reading.named("agents")) {
            Optional<List<QueueName>> queues = reading.required(FloorKeys.AGENT_QUEUES, id);
            String name = reading.get(FloorKeys.AGENT_NAME, id).orElse("");
            Optional<String> contact = reading.get(FloorKeys.AGENT_CONTACT, id);
            if (queues.isPresent() && served(queues.get(), known, id)) {
                agents.add(
                        new AgentSettings(
                                new AgentId(id),
                                name,
                                reading.get(FloorKeys.AGENT_TEAM, id),
                                queues.get(),
                                contact,
                                abilities(id)));
            }
        }
        return agents;
    }

    private Distribution distribution(String queue) {
        List<Duration> relax = reading.get(FloorKeys.QUEUE_RELAX, queue).orElse(List.of());
        if (!relax.equals(relax.stream().sorted().distinct().toList())) {
            reading.refuse(
                    FloorKeys.QUEUE_RELAX, "found " + relax + ", expected them rising", queue);
            relax = List.of();
        }
        return new Distribution(
                reading.value(FloorKeys.QUEUE_STRATEGY, queue),
                new SkillNeeds(levels(FloorKeys.QUEUE_SKILLS, queue), relax));
    }

    private Abilities abilities(String agent) {
        return new Abilities(
                levels(FloorKeys.AGENT_SKILLS, agent),
                reading.value(FloorKeys.AGENT_WEIGHT, agent),
                reading.value(FloorKeys.AGENT_IN_ORDER, agent));
    }

    private Map<String, Integer> levels(Key<List<SkillLevel>> key, String name) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        for (SkillLevel skill : reading.get(key, name).orElse(List.of())) {
            if (levels.put(skill.skill(), skill.level()) != null) {
                reading.refuse(
                        key, "found '" + skill.skill() + "' twice, expected each once", name);
            }
        }
        return levels;
    }

    private List<PauseReason> pauseReasons() {
        List<PauseReason> reasons =
                reading.get(FloorKeys.PAUSE_REASONS).orElse(PauseReason.DEFAULTS);
        if (new HashSet<>(reasons).size() < reasons.size()) {
            reading.refuse(FloorKeys.PAUSE_REASONS, "found a reason twice, expected each once");
        }
        if (reasons.contains(PauseReason.MISSED_OFFERS)) {
            reading.refuse(
                    FloorKeys.PAUSE_REASONS,
                    "found '" + PauseReason.MISSED_OFFERS + "', which is the server's own reason");
        }
        return reasons;
    }

    private boolean served(List<QueueName> queues, List<QueueName> known, String agent) {
        for (QueueName queue : queues) {
            if (!known.contains(queue)) {
                reading.refuse(
                        FloorKeys.AGENT_QUEUES,
                        "found '" + queue + "', expected queues of queues.yaml: " + known,
                        agent);
                return false;
            }
        }
        if (new HashSet<>(queues).size() < queues.size()) {
            reading.refuse(
                    FloorKeys.AGENT_QUEUES, "found a queue twice, expected each once", agent);
            return false;
        }
        return true;
    }

    TierOffsets offsets(List<Tier> tiers) {
        Optional<TierOffsets> preset = reading.get(FloorKeys.TIER_PRESET);
        if (reading.names("tier-offsets").isEmpty()) {
            return preset.orElseGet(TierOffsets::defaults);
        }
        if (preset.isPresent()) {
            reading.refuse(
                    FloorKeys.TIER_PRESET, "stands beside tier-offsets, expected one of the two");
        }
        return new TierOffsets(named(reading.named("tier-offsets"), tiers));
    }

    private Map<Tier, Duration> named(List<String> names, List<Tier> tiers) {
        Map<Tier, Duration> byTier = new LinkedHashMap<>();
        for (String name : names) {
            Optional<Tier> tier =
                    tiers.stream().filter(each -> each.name().equals(name)).findFirst();
            if (tier.isEmpty()) {
                reading.refuse(
                        FloorKeys.TIER_OFFSET,
                        "no such tier, expected tiers of loyalty.yaml: " + tiers,
                        name);
            } else {
                reading.get(FloorKeys.TIER_OFFSET, name)
                        .ifPresent(offset -> byTier.put(tier.get(), offset));
            }
        }
        return byTier;
    }

    /**
     * The offsets of the files and, above them, what was written with this reader: a preset in the
     * place of all of them, then single tiers.
     *
     * @param files as they are without
     * @param names of the tiers that were written
     */
    TierOffsets offsets(TierOffsets files, boolean preset, List<String> names, List<Tier> tiers) {
        TierOffsets ground = preset ? reading.get(FloorKeys.TIER_PRESET).orElse(files) : files;
        Map<Tier, Duration> byTier = new LinkedHashMap<>(ground.byTier());
        byTier.putAll(named(names, tiers));
        return new TierOffsets(byTier);
    }

    public LeaseSettings leases() {
        return new LeaseSettings(
                reading.value(FloorKeys.LEASE_LIMIT),
                reading.value(FloorKeys.LEASE_RING),
                reading.value(FloorKeys.LEASE_TALK));
    }
}

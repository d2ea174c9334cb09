package zarang.routing.keys;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.QueueName;
import zarang.call.plan.AgentCode;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.SupervisionMode;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.routing.calling.AgentCodes;
import zarang.routing.calling.CallingRule;
import zarang.routing.calling.CallingSettings;
import zarang.routing.calling.SupervisionSettings;

/** Reads whom agents may call. */
public final class CallingReader {
    private static final Map<AgentCode.Kind, Key<String>> OWN =
            new EnumMap<>(
                    Map.of(
                            AgentCode.Kind.READY, CallingKeys.OWN_READY,
                            AgentCode.Kind.LOG_OUT, CallingKeys.OWN_LOG_OUT,
                            AgentCode.Kind.PAUSE, CallingKeys.OWN_PAUSE,
                            AgentCode.Kind.MORE_WRAP_UP, CallingKeys.OWN_WRAP_UP,
                            AgentCode.Kind.DISPOSITION, CallingKeys.OWN_DISPOSITION));

    private static final Map<SupervisionMode, Key<String>> SUPERVISE =
            new EnumMap<>(
                    Map.of(
                            SupervisionMode.LISTEN, CallingKeys.SUPERVISE_LISTEN,
                            SupervisionMode.WHISPER, CallingKeys.SUPERVISE_WHISPER,
                            SupervisionMode.BARGE, CallingKeys.SUPERVISE_BARGE));

    /** Codes that are dialled, by whomever. */
    private static final List<Key<String>> DIALLED =
            Stream.concat(SUPERVISE.values().stream(), OWN.values().stream()).toList();

    private static final String OF_THIS_FILE = "agents of this file";

    private final ConfigReader reading;
    private final KnownNames known;

    public CallingReader(ConfigReader reading) {
        this.reading = reading;
        known = new KnownNames(reading);
    }

    /**
     * What is written; where that is wrong, it has a finding.
     *
     * @param trunks that there are
     * @param agents that there are
     * @param queues that there are
     */
    public CallingSettings calling(
            Set<String> trunks, Set<String> agents, Set<String> queues, ZoneId zone) {
        List<CallingRule> rules = new ArrayList<>();
        for (String name : reading.named("calling", "rules")) {
            reading.required(CallingKeys.PREFIXES, name)
                    .map(prefixes -> rule(name, prefixes, trunks, agents, queues))
                    .ifPresent(rules::add);
        }
        return new CallingSettings(
                reading.value(CallingKeys.COLLEAGUES),
                reading.value(CallingKeys.RING),
                rules,
                new CallingSettings.Limits(
                        reading.value(CallingKeys.AT_ONCE),
                        reading.value(CallingKeys.AT_ONCE_OF_ONE),
                        reading.value(CallingKeys.SPEND),
                        reading.value(CallingKeys.SPEND_OF_ONE)),
                features(agents),
                zone);
    }

    private CallingSettings.Features features(Set<String> agents) {
        Set<String> places = reading.get(CallingKeys.PARK_AT).orElse(Set.of());
        places.stream()
                .filter(agents::contains)
                .findFirst()
                .ifPresent(taken ->
                        reading.refuse(
                                CallingKeys.PARK_AT,
                                "holds '" + taken + "', which is an agent's extension"));
        Optional<String> transfer = reading.get(CallingKeys.CODE_TRANSFER);
        Optional<String> consult = reading.get(CallingKeys.CODE_CONSULT);
        Optional<String> conference = reading.get(CallingKeys.CODE_CONFERENCE);
        apart(
                List.of(
                        CallingKeys.CODE_TRANSFER,
                        CallingKeys.CODE_CONSULT,
                        CallingKeys.CODE_CONFERENCE));
        apart(DIALLED);
        return new CallingSettings.Features(
                new FeatureCodes(transfer, consult, conference),
                places,
                reading.value(CallingKeys.PARKED_LONGEST),
                supervision(agents),
                new AgentCodes(written(OWN)));
    }

    private <K> Map<K, String> written(Map<K, Key<String>> keys) {
        Map<K, String> codes = new LinkedHashMap<>();
        keys.forEach((what, key) -> reading.get(key).ifPresent(code -> codes.put(what, code)));
        return codes;
    }

    private SupervisionSettings supervision(Set<String> agents) {
        Optional<List<String>> supervisors = reading.get(CallingKeys.SUPERVISORS);
        known.of(CallingKeys.SUPERVISORS, supervisors.orElse(List.of()), agents, OF_THIS_FILE);
        return new SupervisionSettings(CallingKeys.agents(supervisors), written(SUPERVISE));
    }

    /** A finding for each that is the beginning of another one, or the same. */
    private void apart(List<Key<String>> keys) {
        Map<Key<String>, String> codes = new LinkedHashMap<>();
        keys.forEach(key -> reading.get(key).ifPresent(code -> codes.put(key, code)));
        codes.forEach((key, code) ->
                codes.entrySet().stream()
                        .filter(other -> !other.getKey().equals(key))
                        .map(Map.Entry::getValue)
                        .filter(other -> other.startsWith(code))
                        .findFirst()
                        .ifPresent(other ->
                                reading.refuse(
                                        key,
                                        "found '"
                                                + code
                                                + "', with which '"
                                                + other
                                                + "' begins, expected codes of which none begins"
                                                + " another")));
    }

    private CallingRule rule(
            String name,
            List<String> prefixes,
            Set<String> trunks,
            Set<String> agents,
            Set<String> queues) {
        Optional<List<String>> whose = reading.get(CallingKeys.AGENTS, name);
        Optional<List<String>> over = reading.get(CallingKeys.TRUNKS, name);
        boolean allowed = reading.value(CallingKeys.ALLOW, name);
        Optional<List<String>> called = reading.get(CallingKeys.QUEUES, name);
        known.of(CallingKeys.AGENTS, whose.orElse(List.of()), agents, OF_THIS_FILE, name);
        known.of(
                CallingKeys.QUEUES,
                called.orElse(List.of()),
                queues,
                "queues of queues.yaml: " + queues,
                name);
        known.of(
                CallingKeys.TRUNKS,
                over.orElse(List.of()),
                trunks,
                "trunks of trunks.yaml: " + trunks,
                name);
        if (allowed && over.isEmpty()) {
            reading.refuse(
                    CallingKeys.PREFIXES,
                    "names no trunks, expected trunks: [NAME] beside it, or allow: false",
                    name);
        }
        return new CallingRule(
                name,
                CallingKeys.agents(whose),
                new HashSet<>(reading.get(CallingKeys.SCRIPTS, name).orElse(List.of())),
                called.orElse(List.of()).stream().map(QueueName::new).collect(Collectors.toSet()),
                prefixes,
                allowed,
                reading.value(CallingKeys.HOURS, name),
                new HashSet<>(reading.get(CallingKeys.DAYS, name).orElse(List.of())),
                reading.value(CallingKeys.COST, name),
                over.orElse(List.of()));
    }
}

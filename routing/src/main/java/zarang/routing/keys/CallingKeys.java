package zarang.routing.keys;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.routing.calling.CallingRule.Hours;

/** The keys of {@code agents.yaml} that say whom agents and scripts may call. */
public final class CallingKeys {
    private static final KeyTable TABLE = new KeyTable("agents.yaml");
    private static final int COST_MAX = 1_000_000;
    private static final int SPEND_MAX = 1_000_000_000;

    static final Key<Boolean> COLLEAGUES =
            TABLE.of(
                    "calling.colleagues",
                    Kind.flag(),
                    "true",
                    "Whether agents may call one another by extension.");
    static final Key<Duration> RING =
            TABLE.of(
                    "calling.ring-timeout",
                    Kind.span(Duration.ofSeconds(5), Duration.ofMinutes(2)),
                    "30s",
                    "How long whom an agent calls is rung.");
    static final Key<Integer> AT_ONCE =
            TABLE.of(
                    "calling.at-once",
                    Kind.whole(1, 10_000),
                    "20",
                    "Calls to numbers outside at one time, of all agents.");
    static final Key<Integer> AT_ONCE_OF_ONE =
            TABLE.of(
                    "calling.at-once-of-one",
                    Kind.whole(1, 100),
                    "2",
                    "Of one agent: its call, and one to ask somebody before it hands on.");
    static final Key<Integer> SPEND =
            TABLE.of(
                    "calling.spend-per-day",
                    Kind.whole(0, SPEND_MAX),
                    "3000",
                    "What calls outside may cost in a day: minutes, if the rules name no cost.");
    static final Key<Integer> SPEND_OF_ONE =
            TABLE.of(
                    "calling.spend-per-day-of-one",
                    Kind.whole(0, SPEND_MAX),
                    "300",
                    "Those of one agent.");
    static final Key<List<String>> PREFIXES =
            TABLE.without(
                    "calling.rules.*.prefixes",
                    Kind.several(
                            Values.text(
                                    "the beginning of a number, such as \"+989\" or \"110\"",
                                    "\\+?[0-9]{1,15}"),
                            1,
                            64),
                    Key.REQUIRED,
                    "How the numbers begin: with a plus as in E.164, else as they are dialled. The"
                            + " longest that fits decides.");
    static final Key<Boolean> ALLOW =
            TABLE.of("calling.rules.*.allow", Kind.flag(), "true", "Whether they may be called.");
    static final Key<List<String>> TRUNKS =
            TABLE.without(
                    "calling.rules.*.trunks",
                    Kind.several(Values.name(), 1, 16),
                    "needed where allow is true",
                    "Trunks that carry the call, the first one tried first.");
    static final Key<List<String>> AGENTS =
            TABLE.without(
                    "calling.rules.*.agents",
                    Kind.several(Values.name(), 1, 10_000),
                    "all, or none if scripts or queues is there",
                    "Extensions of the agents whom the rule is for.");
    static final Key<List<String>> SCRIPTS =
            TABLE.without(
                    "calling.rules.*.scripts",
                    Kind.several(Values.name(), 1, 1_000),
                    "none",
                    "Scripts of the voice menus that may dial by this rule; without one that names"
                            + " it, a script rings agents alone.");
    static final Key<List<String>> QUEUES =
            TABLE.without(
                    "calling.rules.*.queues",
                    Kind.several(Values.name(), 1, 1_000),
                    "none",
                    "Queues whose call-backs are dialled by this rule; without one that names it, a"
                            + " queue calls nobody back by itself.");
    static final Key<Hours> HOURS =
            TABLE.of(
                    "calling.rules.*.hours",
                    Kind.one("hours such as 08:00-20:00", CallingKeys::hours),
                    "00:00-24:00",
                    "When, by the clock of time-zone in loyalty.yaml.");
    static final Key<List<DayOfWeek>> DAYS =
            TABLE.without(
                    "calling.rules.*.days",
                    Kind.several(
                            Kind.one("sat, sun, mon, tue, wed, thu or fri", CallingKeys::day),
                            1,
                            7),
                    "every day",
                    "On which days.");
    static final Key<Integer> COST =
            TABLE.of(
                    "calling.rules.*.cost-per-minute",
                    Kind.whole(0, COST_MAX),
                    "1",
                    "What a minute counts against the limits.");

    static final Key<Set<String>> PARK_AT =
            TABLE.without(
                    "calling.park-at",
                    Kind.one(
                            "numbers such as 70-79: 1 to 100, of 2 to 8 digits, the first one first",
                            ParkingPlaces::of),
                    "none",
                    "Numbers where agents park callers, and dial to have them.");
    static final Key<Duration> PARKED_LONGEST =
            TABLE.of(
                    "calling.parked-longest",
                    Kind.span(Duration.ofSeconds(10), Duration.ofHours(1)),
                    "2m",
                    "How long a caller stays parked until whoever parked it is rung.");
    static final Key<String> CODE_TRANSFER = code("transfer", "hands the caller on to a number");
    static final Key<String> CODE_CONSULT =
            code("consult", "calls a number first; again: back to the caller");
    static final Key<String> CODE_CONFERENCE =
            code("conference", "brings whom the agent consults into the talk");

    static final Key<List<String>> SUPERVISORS =
            TABLE.without(
                    "calling.supervisors",
                    Kind.several(Values.name(), 1, 1_000),
                    "none",
                    "Extensions of the agents who may be in the talks of others: listen, whisper to"
                            + " the agent, barge in, take over.");
    static final Key<String> SUPERVISE_LISTEN = supervisionCode("listen", "hears all");
    static final Key<String> SUPERVISE_WHISPER =
            supervisionCode("whisper", "is heard by the agent alone");
    static final Key<String> SUPERVISE_BARGE = supervisionCode("barge", "is heard by all");

    static final Key<String> OWN_READY =
            ownCode("ready", "takes callers: logs in, ends a pause, wrap-up or rest");
    static final Key<String> OWN_LOG_OUT = ownCode("log-out", "is away, though the phone is there");
    static final Key<String> OWN_PAUSE =
            ownCode("pause", "takes none; 2 behind it is the second of pause-reasons");
    static final Key<String> OWN_WRAP_UP =
            ownCode("more-wrap-up", "has a minute more for notes; 5 behind it is five");

    static final Key<String> OWN_DISPOSITION =
            ownCode("disposition", "2 behind it: the last talk came to the second of dispositions");

    private static Key<String> ownCode(String name, String does) {
        return TABLE.without(
                "calling.state-codes." + name,
                Values.text("a star and 1 to 3 digits, such as \"*51\"", "\\*[0-9]{1,3}"),
                "none",
                "What an agent dials for itself: " + does + ".");
    }

    private static Key<String> supervisionCode(String name, String does) {
        return TABLE.without(
                "calling.supervision-codes." + name,
                Values.text("a star and 1 to 3 digits, such as \"*81\"", "\\*[0-9]{1,3}"),
                "none",
                "What a supervisor dials before an agent's extension to be in that one's talk: "
                        + does
                        + ".");
    }

    private static Key<String> code(String name, String does) {
        return TABLE.without(
                "calling.codes." + name,
                Values.text("a star and 1 to 3 digits, such as \"*1\"", "\\*[0-9]{1,3}"),
                "none",
                "What an agent presses in a talk: " + does + ".");
    }

    private CallingKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    private static Optional<DayOfWeek> day(String written) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(written))
                .findFirst();
    }

    private static Optional<Hours> hours(String written) {
        String[] ends = written.split("-", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Hours(time(ends[0]), time(ends[1])));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private static LocalTime time(String written) {
        return LocalTime.parse(written.equals("24:00") ? "00:00" : written);
    }

    /** The agents of a rule, by what is written of them. */
    static Set<AgentId> agents(Optional<List<String>> written) {
        Set<AgentId> agents = new HashSet<>();
        written.ifPresent(all -> all.forEach(each -> agents.add(new AgentId(each))));
        return agents;
    }
}

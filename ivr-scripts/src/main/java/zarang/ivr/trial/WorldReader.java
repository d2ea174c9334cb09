package zarang.ivr.trial;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.member.Member;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.calendar.WrittenDates;
import zarang.ivr.variable.AsciiDigits;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** Reads what is given in a test: keys that hold to the schema of tests. */
final class WorldReader {
    private static final Pattern TIME =
            Pattern.compile("(\\S{8,10})[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)");

    private static final String WHEN =
            "a date and a time such as 2026-11-26 14:30, 1405-09-05 14:30 or"
                    + " 2026-11-26T14:30:00+03:30";
    private static final String POINTS = "a number such as 12.5";
    private static final String CALLER = "a number such as \"+989121234567\", or withheld";

    private final ZoneId zone;

    /**
     * @param zone of times that are written without one
     */
    WorldReader(ZoneId zone) {
        this.zone = zone;
    }

    /** What is given beside, or in place of, what is given already. */
    TrialWorld read(TrialWorld base, YamlMap given) {
        Map<String, List<ServiceAnswer>> answers = new HashMap<>(base.answers());
        given.map("answers")
                .ifPresent(map ->
                        map.values().forEach((name, node) -> answers.put(name, answers(node))));
        return new TrialWorld(
                given.get("caller")
                        .flatMap(node -> node.parsed(CALLER, WorldReader::caller))
                        .orElse(base.caller()),
                given.text("dialled").orElse(base.dialled()),
                given.get("time").flatMap(node -> node.parsed(WHEN, this::time)).orElse(base.at()),
                given.get("member").map(WorldReader::member).orElse(base.member()),
                answers);
    }

    private static Optional<Optional<PhoneNumber>> caller(String written) {
        if (written.equals("withheld")) {
            return Optional.of(Optional.empty());
        }
        try {
            return Optional.of(Optional.of(new PhoneNumber(written)));
        } catch (IllegalArgumentException noNumber) {
            return Optional.empty();
        }
    }

    private Optional<Instant> time(String written) {
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException withoutZone) {
            return local(written).map(time -> time.atZone(zone).toInstant());
        }
    }

    private static Optional<LocalDateTime> local(String written) {
        Matcher matcher = TIME.matcher(AsciiDigits.of(written));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime time = LocalTime.parse(matcher.group(2));
            return WrittenDates.date(matcher.group(1)).map(day -> day.atTime(time));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static MemberLookup member(YamlNode node) {
        if (node instanceof YamlMap map) {
            return new MemberLookup.Found(
                    new Member(
                            new MemberId("m1"),
                            map.text("name").orElse(""),
                            new Tier(map.text("tier").orElse("bronze")),
                            new Points(
                                    map.get("points")
                                            .flatMap(points ->
                                                    points.parsed(POINTS, WorldReader::hundredths))
                                            .orElse(0L))));
        }
        return switch (node.text().orElse("")) {
            case "withheld" -> new MemberLookup.Withheld();
            case "timeout" -> new MemberLookup.TimedOut();
            case "error" -> new MemberLookup.Failed("as the test wants it");
            default -> new MemberLookup.Unknown();
        };
    }

    private static Optional<Long> hundredths(String points) {
        return number(points)
                .map(each -> each.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValue());
    }

    /** Empty for what YAML takes for a number and nobody else does: {@code 0x10}, {@code .inf}. */
    private static Optional<BigDecimal> number(String written) {
        try {
            return Optional.of(new BigDecimal(written));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static List<ServiceAnswer> answers(YamlNode node) {
        List<ServiceAnswer> answers = new ArrayList<>();
        if (node instanceof YamlList list) {
            list.items().forEach(item -> answers.add(answer(item)));
        } else {
            answers.add(answer(node));
        }
        return answers;
    }

    private static ServiceAnswer answer(YamlNode node) {
        if (node instanceof YamlMap map) {
            String outcome = map.keys().getFirst();
            return new ServiceAnswer.Given(
                    outcome,
                    map.map(outcome).map(WorldReader::values).orElse(Map.of()),
                    Optional.empty());
        }
        String outcome = node.text().orElse("");
        return switch (outcome) {
            case "timeout" -> new ServiceAnswer.TimedOut();
            case "error" -> new ServiceAnswer.Failed("as the test wants it");
            default -> new ServiceAnswer.Given(outcome);
        };
    }

    private static Map<String, ScriptValue> values(YamlMap map) {
        Map<String, ScriptValue> values = new HashMap<>();
        map.values()
                .forEach((name, node) -> {
                    if (node instanceof YamlScalar scalar) {
                        values.put(name, value(scalar));
                    } else if (node instanceof YamlList list) {
                        values.put(name, many(list));
                    }
                });
        return values;
    }

    private static ScriptValue many(YamlList list) {
        List<ScriptValue> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar) {
                items.add(value(scalar));
            }
        }
        return new ScriptValue.Many(items);
    }

    private static ScriptValue value(YamlScalar scalar) {
        return switch (scalar.kind()) {
            case INTEGER, DECIMAL ->
                    number(scalar.raw())
                            .<ScriptValue>map(ScriptValue.Decimal::new)
                            .orElseGet(() -> new ScriptValue.Text(scalar.raw()));
            case NOTHING, BOOLEAN, TEXT -> new ScriptValue.Text(scalar.raw());
        };
    }
}

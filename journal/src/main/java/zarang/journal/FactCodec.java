package zarang.journal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.journal.CallFact;
import zarang.call.journal.CallTimes;
import zarang.call.recording.RecordedTalk;

/**
 * A fact's own fields as JSON, the same in the journal and in a webhook's {@code data}.
 *
 * <p>Names are camelCase and never change their meaning; units stand last in a name. What is absent
 * is left out, never {@code null}. Enum values are lower case with dashes. Fields that a reader
 * does not know are skipped.
 */
public final class FactCodec {
    private FactCodec() {}

    /** The fact's fields, in a new object. */
    public static ObjectNode write(CallFact fact) {
        ObjectNode to = JsonNodeFactory.instance.objectNode();
        switch (fact) {
            case CallFact.CallStarted f -> {
                f.caller().ifPresent(number -> to.put("caller", number.e164()));
                to.put("called", f.called()).put("trunk", f.trunk());
                to.put("script", f.script()).put("scriptVersion", f.scriptVersion());
            }
            case CallFact.CallAnswering f -> {}
            case CallFact.CallConnected f -> {}
            case CallFact.CallerIdentified f ->
                    to.put("member", f.member().value()).put("tier", f.tier().name());
            case CallFact.IvrInput f -> to.put("step", f.step()).put("outcome", f.outcome());
            case CallFact.QueueJoined f -> {
                to.put("queue", f.queue().value()).put("tier", f.tier().name());
                to.put("position", f.position());
            }
            case CallFact.QueueLeft f -> {
                to.put("queue", f.queue().value()).put("reason", f.reason());
                to.put("waitedMs", f.waitedMs());
            }
            case CallFact.AgentOffered f ->
                    to.put("queue", f.queue().value()).put("agent", f.agent().value());
            case CallFact.OfferFailed f -> {
                to.put("queue", f.queue().value()).put("agent", f.agent().value());
                to.put("reason", f.reason());
            }
            case CallFact.CallAnswered f -> {
                to.put("queue", f.queue().value()).put("agent", f.agent().value());
                to.put("waitedMs", f.waitedMs());
            }
            case CallFact.RecordingReady f -> {
                to.put("recording", f.recording()).put("file", f.file());
                to.put("durationMs", f.durationMs()).put("sha256", f.sha256());
                to.put("repaired", f.repaired());
                f.talk().ifPresent(talk -> writeTalk(talk, to));
            }
            case CallFact.CallEnded f -> {
                f.member().ifPresent(member -> to.put("member", member.value()));
                f.caller().ifPresent(number -> to.put("caller", number.e164()));
                f.queue().ifPresent(queue -> to.put("queue", queue.value()));
                to.put("answered", f.answered());
                writeTermination(f.termination(), to);
                to.put("durationMs", f.times().durationMs());
                to.put("connectedMs", f.times().connectedMs());
                to.put("talkMs", f.times().talkMs()).put("waitedMs", f.times().waitedMs());
            }
            case CallFact.PointsAwarded f -> {
                to.put("member", f.member().value()).put("rule", f.rule());
                to.put("amountHundredths", f.amount().hundredths());
                to.put("balanceHundredths", f.balance().hundredths());
            }
        }
        return to;
    }

    /**
     * Reads a fact.
     *
     * @throws UnreadableEntryException the type is not known here, or a field is missing or wrong
     */
    static CallFact read(String type, JsonNode data) throws UnreadableEntryException {
        Fields f = new Fields(type, data);
        try {
            return switch (type) {
                case "call.started" ->
                        new CallFact.CallStarted(
                                f.maybe("caller").map(PhoneNumber::new),
                                f.text("called"),
                                f.text("trunk"),
                                f.text("script"),
                                Math.toIntExact(f.number("scriptVersion")));
                case "call.answering" -> new CallFact.CallAnswering();
                case "call.connected" -> new CallFact.CallConnected();
                case "caller.identified" ->
                        new CallFact.CallerIdentified(
                                new MemberId(f.text("member")), new Tier(f.text("tier")));
                case "ivr.input" -> new CallFact.IvrInput(f.text("step"), f.text("outcome"));
                case "queue.joined" ->
                        new CallFact.QueueJoined(
                                f.queue(),
                                new Tier(f.text("tier")),
                                Math.toIntExact(f.number("position")));
                case "queue.left" ->
                        new CallFact.QueueLeft(f.queue(), f.text("reason"), f.number("waitedMs"));
                case "agent.offered" -> new CallFact.AgentOffered(f.queue(), f.agent());
                case "offer.failed" ->
                        new CallFact.OfferFailed(f.queue(), f.agent(), f.text("reason"));
                case "call.answered" ->
                        new CallFact.CallAnswered(f.queue(), f.agent(), f.number("waitedMs"));
                case "recording.ready" ->
                        new CallFact.RecordingReady(
                                f.text("recording"),
                                f.text("file"),
                                f.number("durationMs"),
                                f.text("sha256"),
                                f.bool("repaired"),
                                readTalk(f));
                case "call.ended" ->
                        new CallFact.CallEnded(
                                f.maybe("member").map(MemberId::new),
                                f.maybe("caller").map(PhoneNumber::new),
                                f.maybe("queue").map(QueueName::new),
                                f.bool("answered"),
                                readTermination(f),
                                readTimes(f));
                case "points.awarded" ->
                        new CallFact.PointsAwarded(
                                new MemberId(f.text("member")),
                                f.text("rule"),
                                new Points(f.number("amountHundredths")),
                                new Points(f.number("balanceHundredths")));
                default -> throw new UnreadableEntryException("unknown type " + type);
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableEntryException(type + ": a value is out of range", e);
        }
    }

    private static void writeTalk(RecordedTalk talk, ObjectNode to) {
        to.put("queue", talk.queue().value()).put("agent", talk.agent().value());
        to.put("direction", word(talk.direction()));
        to.put("callStartedAt", talk.callStartedAt().toString());
        talk.answeredAt().ifPresent(at -> to.put("answeredAt", at.toString()));
        to.put("startedAt", talk.startedAt().toString());
    }

    /** Entries of 0.1 have none, nor have those of a recording of which only the audio is left. */
    private static Optional<RecordedTalk> readTalk(Fields f) throws UnreadableEntryException {
        if (f.maybe("startedAt").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new RecordedTalk(
                            f.queue(),
                            f.agent(),
                            RecordedTalk.Direction.valueOf(constant(f.text("direction"))),
                            Instant.parse(f.text("callStartedAt")),
                            f.maybe("answeredAt").map(Instant::parse),
                            Instant.parse(f.text("startedAt"))));
        } catch (DateTimeParseException e) {
            throw new UnreadableEntryException("recording.ready: a time is none", e);
        }
    }

    private static void writeTermination(CallTermination termination, ObjectNode to) {
        to.put("result", word(termination.result())).put("party", word(termination.party()));
        to.put("cause", word(termination.cause())).put("q850", termination.cause().q850());
        to.put("reason", termination.reason());
    }

    private static CallTermination readTermination(Fields f) throws UnreadableEntryException {
        return new CallTermination(
                CallTermination.Result.valueOf(constant(f.text("result"))),
                Party.valueOf(constant(f.text("party"))),
                Cause.valueOf(constant(f.text("cause"))),
                f.text("reason"));
    }

    /**
     * Entries of 0.1 name neither {@code connectedMs} nor {@code waitedMs}: an answered call was
     * connected for as long as it lasted, at most.
     */
    private static CallTimes readTimes(Fields f) throws UnreadableEntryException {
        long durationMs = f.number("durationMs");
        return new CallTimes(
                durationMs,
                f.number("connectedMs", f.bool("answered") ? durationMs : 0),
                f.number("talkMs"),
                f.number("waitedMs", 0));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Typed access that names the field which is at fault, never its value. */
    private record Fields(String type, JsonNode data) {
        Optional<String> maybe(String name) throws UnreadableEntryException {
            JsonNode value = data.get(name);
            return value == null || value.isNull() ? Optional.empty() : Optional.of(text(name));
        }

        String text(String name) throws UnreadableEntryException {
            JsonNode value = data.get(name);
            if (value == null || !value.isString()) {
                throw missing(name, "text");
            }
            return value.stringValue();
        }

        long number(String name) throws UnreadableEntryException {
            JsonNode value = data.get(name);
            if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
                throw missing(name, "a whole number");
            }
            return value.longValue();
        }

        /** One that older entries lack. */
        long number(String name, long absent) throws UnreadableEntryException {
            return data.has(name) ? number(name) : absent;
        }

        boolean bool(String name) throws UnreadableEntryException {
            JsonNode value = data.get(name);
            if (value == null || !value.isBoolean()) {
                throw missing(name, "true or false");
            }
            return value.booleanValue();
        }

        QueueName queue() throws UnreadableEntryException {
            return new QueueName(text("queue"));
        }

        AgentId agent() throws UnreadableEntryException {
            return new AgentId(text("agent"));
        }

        private UnreadableEntryException missing(String name, String expected) {
            return new UnreadableEntryException(type + "." + name + ": expected " + expected);
        }
    }
}

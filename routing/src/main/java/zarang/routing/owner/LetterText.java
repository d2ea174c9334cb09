package zarang.routing.owner;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.engine.DialTarget;
import zarang.call.fact.CallerWait;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.call.queue.QueueEvent.Outcome;
import zarang.call.queue.WaitBand;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.dispatch.CarriedCaller.Standing;

/**
 * Letters as text: lines of fields with a tab between them; the first line says what it is, from
 * whom and under which fence. Spans are in ns, and an instant is told as how long ago it is, so
 * that nobody's clock matters.
 */
final class LetterText {
    private LetterText() {}

    /**
     * Writes one.
     *
     * @param wall what time it is for the calls of this process
     */
    static String write(Letter letter, Instant wall) {
        List<Object> head = new ArrayList<>();
        head.addAll(List.of(kind(letter), letter.from(), letter.fence()));
        List<String> lines = new ArrayList<>();
        switch (letter) {
            case Letter.Begin l -> {
                head.add(l.session());
                l.callers().forEach(caller -> lines.add(Fields.line(caller(caller))));
            }
            case Letter.Said l -> {
                head.addAll(List.of(l.session(), l.number()));
                head.addAll(command(l.command(), wall));
            }
            case Letter.Told l -> {
                head.addAll(List.of(l.session(), l.number(), l.heard()));
                head.addAll(event(l.event()));
            }
            case Letter.Pulse l -> head.addAll(List.of(l.session(), l.told(), l.heard()));
            case Letter.GaveUp _ -> {}
            case Letter.Ask l -> {
                head.add(l.question());
                head.addAll(QuestionText.write(l.asked()));
            }
            case Letter.Answer l -> {
                head.add(l.question());
                head.addAll(QuestionText.head(l.answer()));
                QuestionText.lines(l.answer()).forEach(fields -> lines.add(Fields.line(fields)));
            }
        }
        lines.addFirst(Fields.line(head));
        return String.join("\n", lines);
    }

    /** Reads one; empty if it is none that this version knows. */
    static Optional<Letter> read(String text, Instant wall) {
        try {
            String[] lines = text.split("\n", -1);
            Fields head = new Fields(lines[0]);
            List<Fields> rest = Arrays.stream(lines).skip(1).map(Fields::new).toList();
            String kind = head.text();
            String from = head.text();
            long fence = head.number();
            return Optional.ofNullable(
                    switch (kind) {
                        case "begin" ->
                                new Letter.Begin(
                                        from,
                                        fence,
                                        head.number(),
                                        rest.stream().map(LetterText::caller).toList());
                        case "said" ->
                                new Letter.Said(
                                        from,
                                        fence,
                                        head.number(),
                                        head.number(),
                                        command(head, wall));
                        case "told" ->
                                new Letter.Told(
                                        from,
                                        fence,
                                        head.number(),
                                        head.number(),
                                        head.number(),
                                        event(head));
                        case "pulse" ->
                                new Letter.Pulse(
                                        from, fence, head.number(), head.number(), head.number());
                        case "gave-up" -> new Letter.GaveUp(from, fence);
                        case "ask" ->
                                new Letter.Ask(
                                        from, fence, head.number(), QuestionText.question(head));
                        case "answer" ->
                                new Letter.Answer(
                                        from,
                                        fence,
                                        head.number(),
                                        QuestionText.answer(head, rest));
                        default -> null;
                    });
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static String kind(Letter letter) {
        return switch (letter) {
            case Letter.Begin _ -> "begin";
            case Letter.Said _ -> "said";
            case Letter.Told _ -> "told";
            case Letter.Pulse _ -> "pulse";
            case Letter.GaveUp _ -> "gave-up";
            case Letter.Ask _ -> "ask";
            case Letter.Answer _ -> "answer";
        };
    }

    private static List<Object> caller(CarriedCaller caller) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of(caller.subject(), caller.queue(), caller.tier().name()));
        fields.addAll(List.of(caller.waited().toNanos(), caller.inQueue().toNanos()));
        fields.add(caller.placed());
        fields.addAll(
                switch (caller.standing()) {
                    case Standing.Waits _ -> List.of("waits");
                    case Standing.Rings s -> rings(s.rings());
                    case Standing.Talks s -> List.of("talks", s.offer(), s.agent());
                });
        fields.add(caller.ahead().toNanos());
        fields.addAll(WantsText.write(caller.wants()));
        return fields;
    }

    /** One as it always was; several with how many they are. */
    private static List<Object> rings(List<Standing.Ring> rings) {
        boolean one = rings.size() == 1;
        List<Object> fields =
                new ArrayList<>(one ? List.of("rings") : List.of("ring-all", rings.size()));
        for (Standing.Ring ring : rings) {
            fields.addAll(List.of(ring.offer(), ring.agent(), ring.rungFor().toNanos()));
        }
        return fields;
    }

    private static Standing.Ring ring(Fields from) {
        return new Standing.Ring(new OfferId(from.text()), new AgentId(from.text()), from.span());
    }

    private static CarriedCaller caller(Fields from) {
        return new CarriedCaller(
                Subject.parse(from.text()),
                new QueueName(from.text()),
                new Tier(from.text()),
                from.span(),
                from.span(),
                Boolean.parseBoolean(from.text()),
                switch (from.text()) {
                    case "waits" -> new Standing.Waits();
                    case "rings" -> new Standing.Rings(List.of(ring(from)));
                    case "ring-all" ->
                            new Standing.Rings(
                                    LongStream.range(0, from.number())
                                            .mapToObj(n -> ring(from))
                                            .toList());
                    case "talks" ->
                            new Standing.Talks(new OfferId(from.text()), new AgentId(from.text()));
                    default -> throw new IllegalArgumentException("no such standing");
                },
                from.span(),
                WantsText.read(from));
    }

    private static List<Object> command(QueueCommand command, Instant wall) {
        return switch (command) {
            case QueueCommand.Join c -> join(c, wall);
            case QueueCommand.Leave c -> List.of("leave", c.subject(), c.reason());
            case QueueCommand.OfferAnswered c ->
                    List.of("answered", c.subject(), c.offer(), c.agent());
            case QueueCommand.OfferFailed c ->
                    List.of("failed", c.subject(), c.offer(), c.agent(), c.failure());
            case QueueCommand.TalkEnded c -> ended(c);
            case QueueCommand.NobodyThere c -> List.of("nobody", c.subject(), c.offer(), c.agent());
            case QueueCommand.Engage c -> List.of("engage", c.subject(), c.agent());
            case QueueCommand.Disengage c -> List.of("disengage", c.subject(), c.agent());
            case QueueCommand.AskPlace c -> List.of("ask-place", c.subject());
        };
    }

    private static List<Object> ended(QueueCommand.TalkEnded ended) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of("ended", ended.subject(), ended.offer(), ended.agent()));
        ended.served().ifPresent(wait -> fields.addAll(List.of(wait.queue(), wait.since())));
        return fields;
    }

    /** A name of a wait, by which facts are matched: an instant as it was written down. */
    private static CallerWait served(Fields from) {
        return new CallerWait(new QueueName(from.text()), from.instant());
    }

    private static List<Object> join(QueueCommand.Join join, Instant wall) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of("join", join.subject(), join.queue(), join.tier().name()));
        fields.add(Duration.between(join.enqueuedAt(), wall).toNanos());
        fields.add(join.ahead().toNanos());
        fields.addAll(WantsText.write(join.wants()));
        fields.add(join.again());
        return fields;
    }

    private static QueueCommand command(Fields from, Instant wall) {
        String kind = from.text();
        Subject subject = Subject.parse(from.text());
        return switch (kind) {
            case "join" ->
                    new QueueCommand.Join(
                            subject,
                            new QueueName(from.text()),
                            new Tier(from.text()),
                            wall.minus(from.span()),
                            from.span(),
                            WantsText.read(from),
                            !from.isOver() && Boolean.parseBoolean(from.text()));
            case "leave" -> new QueueCommand.Leave(subject, LeaveReason.valueOf(from.text()));
            case "answered" ->
                    new QueueCommand.OfferAnswered(
                            subject, new OfferId(from.text()), new AgentId(from.text()));
            case "failed" ->
                    new QueueCommand.OfferFailed(
                            subject,
                            new OfferId(from.text()),
                            new AgentId(from.text()),
                            OfferFailure.valueOf(from.text()));
            case "ended" ->
                    new QueueCommand.TalkEnded(
                            subject,
                            new OfferId(from.text()),
                            new AgentId(from.text()),
                            from.isOver() ? Optional.empty() : Optional.of(served(from)));
            case "nobody" ->
                    new QueueCommand.NobodyThere(
                            subject, new OfferId(from.text()), new AgentId(from.text()));
            case "engage" -> new QueueCommand.Engage(subject, new AgentId(from.text()));
            case "disengage" -> new QueueCommand.Disengage(subject, new AgentId(from.text()));
            case "ask-place" -> new QueueCommand.AskPlace(subject);
            default -> throw new IllegalArgumentException("no such command");
        };
    }

    private static List<Object> event(QueueEvent event) {
        return switch (event) {
            case QueueEvent.Joined e -> List.of("joined", e.subject(), e.queue(), e.position());
            case QueueEvent.Placed e -> placed(e);
            case QueueEvent.Offered e ->
                    switch (e.target()) {
                        case DialTarget.Registered target ->
                                offered(e, "registered", target.user());
                        case DialTarget.Fixed target -> offered(e, "fixed", target.uri());
                        case DialTarget.Outside target ->
                                offered(
                                        e,
                                        "number",
                                        target.number() + " " + String.join(" ", target.trunks()));
                    };
            case QueueEvent.OfferRevoked e -> List.of("revoked", e.subject(), e.offer());
            case QueueEvent.Moved e ->
                    List.of(
                            "moved",
                            e.subject(),
                            e.from(),
                            e.queue(),
                            e.position(),
                            e.why(),
                            e.by().orElse(""));
            case QueueEvent.Reprioritised e ->
                    List.of(
                            "reprioritised",
                            e.subject(),
                            e.queue(),
                            e.tier().name(),
                            e.ahead().toNanos(),
                            e.position(),
                            e.by());
            case QueueEvent.Over e -> List.of("over", e.subject(), e.outcome());
        };
    }

    /** Without a band, nothing follows the position; without its end, nothing its beginning. */
    private static List<Object> placed(QueueEvent.Placed event) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of("placed", event.subject(), event.queue(), event.position()));
        event.band()
                .ifPresent(band -> {
                    fields.add(band.fromMinutes());
                    band.toMinutes().ifPresent(fields::add);
                });
        return fields;
    }

    private static QueueEvent placed(Subject subject, Fields from) {
        QueueName queue = new QueueName(from.text());
        int position = Math.toIntExact(from.number());
        return new QueueEvent.Placed(
                subject,
                queue,
                position,
                from.isOver() ? Optional.empty() : Optional.of(band(from)));
    }

    private static WaitBand band(Fields from) {
        int minutes = Math.toIntExact(from.number());
        return new WaitBand(
                minutes,
                from.isOver() ? Optional.empty() : Optional.of(Math.toIntExact(from.number())));
    }

    private static DialTarget target(String kind, String written) {
        return switch (kind) {
            case "registered" -> new DialTarget.Registered(written);
            case "fixed" -> new DialTarget.Fixed(written);
            case "number" -> {
                List<String> words = List.of(written.split(" "));
                yield new DialTarget.Outside(words.getFirst(), words.subList(1, words.size()));
            }
            default -> throw new IllegalArgumentException("no such target");
        };
    }

    private static List<Object> offered(QueueEvent.Offered event, String kind, String target) {
        return List.of(
                "offered",
                event.subject(),
                event.offer(),
                event.agent(),
                kind,
                target,
                event.ringTimeout().toNanos());
    }

    private static QueueEvent event(Fields from) {
        String kind = from.text();
        Subject subject = Subject.parse(from.text());
        return switch (kind) {
            case "joined" ->
                    new QueueEvent.Joined(
                            subject, new QueueName(from.text()), Math.toIntExact(from.number()));
            case "placed" -> placed(subject, from);
            case "offered" ->
                    new QueueEvent.Offered(
                            subject,
                            new OfferId(from.text()),
                            new AgentId(from.text()),
                            target(from.text(), from.text()),
                            from.span());
            case "moved" ->
                    new QueueEvent.Moved(
                            subject,
                            new QueueName(from.text()),
                            new QueueName(from.text()),
                            Math.toIntExact(from.number()),
                            MoveReason.valueOf(from.text()),
                            from.maybe());
            case "reprioritised" ->
                    new QueueEvent.Reprioritised(
                            subject,
                            new QueueName(from.text()),
                            new Tier(from.text()),
                            from.span(),
                            Math.toIntExact(from.number()),
                            from.text());
            case "revoked" -> new QueueEvent.OfferRevoked(subject, new OfferId(from.text()));
            case "over" -> new QueueEvent.Over(subject, Outcome.valueOf(from.text()));
            default -> throw new IllegalArgumentException("no such event");
        };
    }
}

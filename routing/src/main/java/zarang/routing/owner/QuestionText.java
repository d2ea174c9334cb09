package zarang.routing.owner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.routing.agent.AgentRequest;
import zarang.routing.agent.AgentWish;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.dispatch.LineRequest.Wish;
import zarang.routing.dispatch.LineResult;
import zarang.routing.dispatch.WaitingCaller;

/** Questions to the owner, and its answers, as lines of a letter. */
final class QuestionText {
    private static final String AGENTS = "agents";
    private static final String QUEUES = "queues";
    private static final String LINE = "line";

    private QuestionText() {}

    /** In an answer: what was wanted of an agent would not outlive the process that decides. */
    private static final String UNKEPT = "unkept";

    static List<Object> write(OwnerQuestion<?> question) {
        List<Object> fields = new ArrayList<>();
        switch (question) {
            case OwnerQuestion.OfAgents(var request) -> {
                fields.add(AGENTS);
                request.ifPresent(wanted ->
                        fields.addAll(List.of(wanted.agent(), wanted.wish().text(), wanted.by())));
            }
            case OwnerQuestion.OfQueues() -> fields.add(QUEUES);
            case OwnerQuestion.OfLine(var queue, var request) -> {
                fields.addAll(List.of(LINE, queue));
                request.ifPresent(wanted -> fields.addAll(request(wanted)));
            }
        }
        return fields;
    }

    private static List<Object> request(LineRequest wanted) {
        List<Object> fields =
                new ArrayList<>(List.of(wanted.subject(), wanted.queue(), wanted.by()));
        switch (wanted.wish()) {
            case Wish.MoveTo(var to) -> fields.addAll(List.of("move", to));
            case Wish.Reprioritise(var tier, var ahead) ->
                    fields.addAll(
                            List.of(
                                    "reprioritise",
                                    tier.map(Tier::name).orElse(""),
                                    ahead.map(span -> Long.toString(span.toNanos())).orElse("")));
        }
        return fields;
    }

    static OwnerQuestion<?> question(Fields from) {
        return switch (from.text()) {
            case AGENTS ->
                    new OwnerQuestion.OfAgents(
                            from.isOver()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new AgentRequest(
                                                    new AgentId(from.text()),
                                                    AgentWish.parse(from.text())
                                                            .orElseThrow(
                                                                    IllegalArgumentException::new),
                                                    from.text())));
            case QUEUES -> new OwnerQuestion.OfQueues();
            case LINE ->
                    new OwnerQuestion.OfLine(
                            new QueueName(from.text()),
                            from.isOver() ? Optional.empty() : Optional.of(request(from)));
            default -> throw new IllegalArgumentException("no such question");
        };
    }

    private static LineRequest request(Fields from) {
        Subject subject = Subject.parse(from.text());
        QueueName queue = new QueueName(from.text());
        String by = from.text();
        return new LineRequest(
                subject,
                queue,
                switch (from.text()) {
                    case "move" -> new Wish.MoveTo(new QueueName(from.text()));
                    case "reprioritise" ->
                            new Wish.Reprioritise(from.maybe().map(Tier::new), from.maybeSpan());
                    default -> throw new IllegalArgumentException("no such wish");
                },
                by);
    }

    /** The end of the first line. */
    static List<Object> head(OwnerAnswer answer) {
        return switch (answer) {
            case OwnerAnswer.Agents agents ->
                    agents.kept() ? List.of(AGENTS) : List.of(AGENTS, UNKEPT);
            case OwnerAnswer.Queues _ -> List.of(QUEUES);
            case OwnerAnswer.Line line -> List.of(LINE, line.result());
        };
    }

    /** The lines after it. */
    static List<List<Object>> lines(OwnerAnswer answer) {
        return switch (answer) {
            case OwnerAnswer.Agents(var agents, _) ->
                    agents.stream().map(AgentText::write).toList();
            case OwnerAnswer.Queues(var queues) ->
                    queues.stream().map(QuestionText::queue).toList();
            case OwnerAnswer.Line line ->
                    line.callers().stream().map(QuestionText::caller).toList();
        };
    }

    static OwnerAnswer answer(Fields head, List<Fields> lines) {
        return switch (head.text()) {
            case AGENTS ->
                    new OwnerAnswer.Agents(
                            lines.stream().map(AgentText::read).toList(), head.isOver());
            case QUEUES -> new OwnerAnswer.Queues(lines.stream().map(QuestionText::queue).toList());
            case LINE ->
                    new OwnerAnswer.Line(
                            LineResult.valueOf(head.text()),
                            lines.stream().map(QuestionText::caller).toList());
            default -> throw new IllegalArgumentException("no such answer");
        };
    }

    private static List<Object> queue(QueueNow queue) {
        return List.of(
                queue.queue(),
                queue.waiting(),
                queue.ringing(),
                queue.longestWait().toNanos(),
                queue.agentsAtWork());
    }

    private static QueueNow queue(Fields from) {
        return new QueueNow(
                new QueueName(from.text()),
                Math.toIntExact(from.number()),
                Math.toIntExact(from.number()),
                from.span(),
                Math.toIntExact(from.number()));
    }

    private static List<Object> caller(WaitingCaller caller) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of(caller.subject(), caller.queue(), caller.position()));
        fields.add(caller.tier().name());
        fields.addAll(List.of(caller.waited().toNanos(), caller.inQueue().toNanos()));
        fields.addAll(List.of(caller.offset().toNanos(), caller.ahead().toNanos()));
        fields.addAll(List.of(caller.capped(), caller.rings().map(AgentId::value).orElse("")));
        fields.addAll(WantsText.write(caller.skills(), caller.kept()));
        return fields;
    }

    private static WaitingCaller caller(Fields from) {
        Subject subject = Subject.parse(from.text());
        QueueName queue = new QueueName(from.text());
        int position = Math.toIntExact(from.number());
        Tier tier = new Tier(from.text());
        Duration waited = from.span();
        Duration inQueue = from.span();
        Duration offset = from.span();
        Duration ahead = from.span();
        boolean capped = Boolean.parseBoolean(from.text());
        Optional<AgentId> rings = from.maybe().map(AgentId::new);
        return new WaitingCaller(
                subject,
                queue,
                position,
                tier,
                waited,
                inQueue,
                offset,
                ahead,
                capped,
                WantsText.skills(from),
                WantsText.prefer(from),
                rings);
    }
}

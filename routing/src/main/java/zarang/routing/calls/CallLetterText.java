package zarang.routing.calls;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.CallActivity;
import zarang.call.verb.Supervision;
import zarang.call.verb.SupervisionResult;
import zarang.routing.calls.CallRequest.Wish;
import zarang.routing.owner.Fields;

/** Questions of calls, and answers to them, as lines of fields. */
final class CallLetterText {
    private static final String ASK = "calls-ask";
    private static final String ANSWER = "calls-answer";

    private CallLetterText() {}

    static boolean isQuestion(String letter) {
        return letter.startsWith(ASK + "\t");
    }

    static boolean isAnswer(String letter) {
        return letter.startsWith(ANSWER + "\t");
    }

    static String question(CallLetter<CallQuestion> letter) {
        List<Object> fields = head(ASK, letter);
        switch (letter.content()) {
            case CallQuestion.Page(var after, var count) ->
                    fields.addAll(List.of("page", after.map(CallId::value).orElse(""), count));
            case CallQuestion.These(var calls) -> {
                fields.add("these");
                fields.addAll(calls);
            }
            case CallQuestion.Do(var request) -> {
                fields.addAll(List.of("do", request.call(), request.by()));
                fields.addAll(wish(request.wish()));
            }
        }
        return Fields.line(fields);
    }

    static String answer(CallLetter<CallAnswer> letter) {
        List<Object> head = head(ANSWER, letter);
        head.add(letter.content().result());
        List<String> lines = new ArrayList<>();
        lines.add(Fields.line(head));
        letter.content().calls().forEach(call -> lines.add(Fields.line(call(call))));
        return String.join("\n", lines);
    }

    private static List<Object> head(String kind, CallLetter<?> letter) {
        return new ArrayList<>(List.of(kind, letter.from(), letter.number(), letter.written()));
    }

    /** Empty if it is none that this version knows. */
    static Optional<CallLetter<CallQuestion>> readQuestion(String text) {
        try {
            Fields from = new Fields(text);
            from.text();
            return Optional.of(
                    new CallLetter<>(from.text(), from.number(), from.instant(), question(from)));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    /** Empty if it is none that this version knows. */
    static Optional<CallLetter<CallAnswer>> readAnswer(String text) {
        try {
            String[] lines = text.split("\n", -1);
            Fields head = new Fields(lines[0]);
            head.text();
            return Optional.of(
                    new CallLetter<>(
                            head.text(),
                            head.number(),
                            head.instant(),
                            new CallAnswer(
                                    SupervisionResult.valueOf(head.text()),
                                    Arrays.stream(lines)
                                            .skip(1)
                                            .map(line -> call(new Fields(line)))
                                            .toList())));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static CallQuestion question(Fields from) {
        return switch (from.text()) {
            case "page" ->
                    new CallQuestion.Page(
                            from.maybe().map(CallId::new), Math.toIntExact(from.number()));
            case "these" -> {
                List<CallId> calls = new ArrayList<>();
                while (!from.isOver()) {
                    calls.add(new CallId(from.text()));
                }
                yield new CallQuestion.These(calls);
            }
            case "do" -> {
                CallId call = new CallId(from.text());
                String by = from.text();
                yield new CallQuestion.Do(new CallRequest(call, wish(from), by));
            }
            default -> throw new IllegalArgumentException("no such question");
        };
    }

    private static List<Object> wish(Wish wish) {
        return switch (wish) {
            case Wish.Ring(var supervisor, var mode) -> List.of("ring", supervisor, mode);
            case Wish.Become(var supervisor, var mode) -> List.of("become", id(supervisor), mode);
            case Wish.TakeOver(var supervisor) -> List.of("take-over", id(supervisor));
            case Wish.Leave(var supervisor) -> List.of("leave", id(supervisor));
            case Wish.HangUp() -> List.of("hang-up");
            case Wish.Requeue() -> List.of("requeue");
        };
    }

    private static String id(Optional<AgentId> agent) {
        return agent.map(AgentId::value).orElse("");
    }

    private static Wish wish(Fields from) {
        return switch (from.text()) {
            case "ring" ->
                    new Wish.Ring(new AgentId(from.text()), SupervisionMode.valueOf(from.text()));
            case "become" ->
                    new Wish.Become(
                            from.maybe().map(AgentId::new), SupervisionMode.valueOf(from.text()));
            case "take-over" -> new Wish.TakeOver(from.maybe().map(AgentId::new));
            case "leave" -> new Wish.Leave(from.maybe().map(AgentId::new));
            case "hang-up" -> new Wish.HangUp();
            case "requeue" -> new Wish.Requeue();
            default -> throw new IllegalArgumentException("no such wish");
        };
    }

    private static List<Object> call(CallSeen call) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of(call.node(), call.id(), call.since(), call.caller().orElse("")));
        fields.addAll(
                List.of(
                        id(call.from()),
                        call.queue().map(QueueName::value).orElse(""),
                        id(call.agent()),
                        call.activity()));
        call.supervision()
                .forEach(one -> fields.addAll(List.of(one.supervisor(), one.mode(), one.joined())));
        return fields;
    }

    private static CallSeen call(Fields from) {
        return new CallSeen(
                from.text(),
                new CallId(from.text()),
                from.instant(),
                from.maybe(),
                from.maybe().map(AgentId::new),
                from.maybe().map(QueueName::new),
                from.maybe().map(AgentId::new),
                CallActivity.valueOf(from.text()),
                supervision(from));
    }

    private static List<Supervision> supervision(Fields from) {
        List<Supervision> all = new ArrayList<>();
        while (!from.isOver()) {
            all.add(
                    new Supervision(
                            new AgentId(from.text()),
                            SupervisionMode.valueOf(from.text()),
                            Boolean.parseBoolean(from.text())));
        }
        return all;
    }
}

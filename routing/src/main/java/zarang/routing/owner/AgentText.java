package zarang.routing.owner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentState.LogOutReason;
import zarang.routing.agent.AgentState.RestReason;
import zarang.routing.agent.AgentState.WrapUp;
import zarang.routing.agent.AgentWish;
import zarang.routing.agent.PauseReason;
import zarang.routing.dispatch.FloorView.AgentView;

/** An agent as one line of a letter. */
final class AgentText {
    private AgentText() {}

    static List<Object> write(AgentView agent) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of(agent.agent(), agent.name()));
        fields.add(String.join(",", agent.queues().stream().map(QueueName::value).toList()));
        fields.add(agent.state().label());
        fields.addAll(
                switch (agent.state()) {
                    case AgentState.LoggedOut s ->
                            s.owed()
                                    .<List<Object>>map(
                                            owed -> List.of(s.reason(), owed.offer(), owed.until()))
                                    .orElse(List.of(s.reason(), ""));
                    case AgentState.Available s -> List.of(s.since());
                    case AgentState.Reserved s -> List.of(s.offer(), s.idleSince());
                    case AgentState.OnCall s -> List.of(s.offer());
                    case AgentState.Engaged s -> List.of(s.call(), s.until());
                    case WrapUp s -> List.of(s.offer(), s.until());
                    case AgentState.Resting s -> List.of(s.reason(), s.until());
                    case AgentState.NotReady s ->
                            List.of(s.reason(), s.until().map(Object::toString).orElse(""));
                });
        fields.addAll(List.of(agent.since(), agent.standing().text()));
        return fields;
    }

    static AgentView read(Fields from) {
        return new AgentView(
                new AgentId(from.text()),
                from.text(),
                Stream.of(from.text().split(",", -1)).map(QueueName::new).toList(),
                state(from),
                from.instant(),
                AgentWish.parse(from.text()).orElseThrow(IllegalArgumentException::new));
    }

    private static AgentState state(Fields from) {
        return switch (from.text()) {
            case "logged-out" -> {
                LogOutReason reason = LogOutReason.valueOf(from.text());
                String offer = from.text();
                yield new AgentState.LoggedOut(
                        reason,
                        offer.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new WrapUp(new OfferId(offer), from.instant())));
            }
            case "available" -> new AgentState.Available(from.instant());
            case "reserved" -> new AgentState.Reserved(new OfferId(from.text()), from.instant());
            case "on-call" -> new AgentState.OnCall(new OfferId(from.text()));
            case "engaged" -> new AgentState.Engaged(Subject.parse(from.text()), from.instant());
            case "wrap-up" -> new WrapUp(new OfferId(from.text()), from.instant());
            case "resting" ->
                    new AgentState.Resting(RestReason.valueOf(from.text()), from.instant());
            case "not-ready" ->
                    new AgentState.NotReady(
                            new PauseReason(from.text()),
                            Optional.of(from.text())
                                    .filter(until -> !until.isEmpty())
                                    .map(Instant::parse));
            default -> throw new IllegalArgumentException("no such state");
        };
    }
}

package zarang.api.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zarang.api.agents.AgentApi;
import zarang.api.calls.CallApi;
import zarang.call.QueueName;
import zarang.routing.calls.CallSeen;
import zarang.routing.dispatch.FloorView.AgentView;
import zarang.routing.owner.QueueNow;

/** The floor, calls and alarms as the states of topics. Pure. */
final class LiveLook {
    private LiveLook() {}

    /**
     * A queue as it is sent.
     *
     * @param longestSince since when its oldest caller waits, to the second; null: nobody does
     */
    private record ShownQueue(
            String id, int waiting, int ringing, @Nullable Instant longestSince, int agentsAtWork) {
        static ShownQueue of(QueueNow queue, Instant now) {
            return new ShownQueue(
                    queue.queue().value(),
                    queue.waiting(),
                    queue.ringing(),
                    queue.waiting() == 0
                            ? null
                            : now.minus(queue.longestWait()).truncatedTo(ChronoUnit.SECONDS),
                    queue.agentsAtWork());
        }
    }

    private record ShownAlarm(String code, String detail) {}

    /** An agent, and its JSON, made once for all topics that show it. */
    private record ShownAgent(List<String> queues, String json) {
        static ShownAgent of(AgentView agent) {
            return new ShownAgent(
                    agent.queues().stream().map(QueueName::value).toList(),
                    LiveText.json(AgentApi.shown(agent)));
        }
    }

    /** Each queue and agent by its name: {@code sales}, {@code 2001}. */
    record FloorNow(Map<String, String> queues, Map<String, ShownAgent> agents) {
        static FloorNow of(List<QueueNow> queues, List<AgentView> agents, Instant now) {
            Map<String, String> shown = new LinkedHashMap<>();
            queues.forEach(queue ->
                    shown.put(queue.queue().value(), LiveText.json(ShownQueue.of(queue, now))));
            Map<String, ShownAgent> byName = new LinkedHashMap<>();
            agents.forEach(agent -> byName.put(agent.agent().value(), ShownAgent.of(agent)));
            return new FloorNow(shown, byName);
        }

        /** Empty: there is no such queue or agent. */
        Optional<LiveState> of(LiveTopic topic) {
            SequencedMap<String, String> things = new TreeMap<>();
            switch (topic.kind()) {
                case FLOOR -> {
                    queues.forEach((name, json) -> things.put("queue:" + name, json));
                    agents.forEach((name, agent) -> things.put("agent:" + name, agent.json()));
                }
                case QUEUE -> {
                    String queue = queues.get(topic.name());
                    if (queue != null) {
                        things.put("queue:" + topic.name(), queue);
                        agents.forEach((name, agent) -> {
                            if (agent.queues().contains(topic.name())) {
                                things.put("agent:" + name, agent.json());
                            }
                        });
                    }
                }
                case AGENT ->
                        Optional.ofNullable(agents.get(topic.name()))
                                .ifPresent(agent -> things.put(topic.toString(), agent.json()));
                case CALL, ALARMS -> {}
            }
            return things.isEmpty() && topic.kind() != LiveTopic.Kind.FLOOR
                    ? Optional.empty()
                    : Optional.of(new LiveState(things));
        }
    }

    static LiveState call(CallSeen call) {
        return new LiveState(
                new TreeMap<>(Map.of("call:" + call.id(), LiveText.json(CallApi.shown(call)))));
    }

    static LiveState alarms(List<LiveSource.Alarm> alarms) {
        SequencedMap<String, String> things = new TreeMap<>();
        alarms.forEach(alarm ->
                things.put(
                        alarm.code(), LiveText.json(new ShownAlarm(alarm.code(), alarm.detail()))));
        return new LiveState(things);
    }
}

package zarang.server.serve;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.actor.Exchange;
import zarang.call.plan.DialPlan;
import zarang.call.queue.Acd;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.verb.CallbackTask;
import zarang.routing.callback.CallbackLink;
import zarang.routing.floor.Floor;
import zarang.routing.queue.FollowUp;
import zarang.routing.queue.QueueSettings;

/** Floor and calls as who calls back has them. Control loop. */
record CallbacksOnFloor(Acd acd, Floor floor, Exchange exchange, DialPlan plan, Tier lowestTier)
        implements CallbackLink {
    @Override
    public void tell(QueueCommand command) {
        acd.tell(command);
    }

    @Override
    public Optional<CallId> begin(CallbackTask task, QueueEvent.Offered offered) {
        return exchange.callBack(task, offered);
    }

    @Override
    public void tell(CallId call, QueueEvent event) {
        exchange.onQueue(call, event);
    }

    @Override
    public Optional<String> against(QueueName queue, PhoneNumber number) {
        return plan.againstCallback(queue, number);
    }

    @Override
    public boolean isQueue(QueueName queue) {
        return floor.settings().queue(queue).isPresent();
    }

    @Override
    public Map<QueueName, FollowUp> rules() {
        return floor.settings().queues().stream()
                .filter(queue -> queue.followUp().dial())
                .collect(Collectors.toMap(QueueSettings::name, QueueSettings::followUp));
    }

    @Override
    public Duration missedAfter(QueueName queue) {
        return floor.settings()
                .queue(queue)
                .map(each -> each.followUp().missedAfter())
                .orElse(Duration.ZERO);
    }

    @Override
    public Duration offset(Tier tier) {
        return floor.settings().offsets().of(tier);
    }
}

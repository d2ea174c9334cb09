package zarang.routing.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zarang.call.QueueName;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.config.ConfigReader;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;

/** Reads whom a queue lets in, and where the others go. */
final class IntakeReader {
    private final ConfigReader reading;

    IntakeReader(ConfigReader reading) {
        this.reading = reading;
    }

    /** As it is written; whether the queue that it names is there is not known yet. */
    Intake intake(String queue) {
        List<MoveReason> when =
                reading.get(FloorKeys.QUEUE_OVERFLOW_WHEN, queue).orElse(Intake.RULES);
        Optional<QueueName> to = reading.get(FloorKeys.QUEUE_OVERFLOW_TO, queue);
        if (new HashSet<>(when).size() < when.size()) {
            reading.refuse(
                    FloorKeys.QUEUE_OVERFLOW_WHEN,
                    "found a reason twice, expected each once",
                    queue);
        }
        return new Intake(
                reading.value(FloorKeys.QUEUE_OPEN, queue),
                reading.value(FloorKeys.QUEUE_WHEN_CLOSED, queue),
                to,
                Set.copyOf(when));
    }

    /** The same queues, of which each that overflows does so into one that ends somewhere. */
    List<QueueSettings> checked(Map<QueueName, QueueSettings> queues) {
        List<QueueSettings> checked = new ArrayList<>();
        for (QueueSettings queue : queues.values()) {
            Optional<String> fault = fault(queue, queues);
            fault.ifPresent(what ->
                    reading.refuse(FloorKeys.QUEUE_OVERFLOW_TO, what, queue.name().value()));
            checked.add(fault.isEmpty() ? queue : queue.with(Intake.DEFAULT));
        }
        return checked;
    }

    private static Optional<String> fault(
            QueueSettings queue, Map<QueueName, QueueSettings> queues) {
        Set<QueueName> passed = new LinkedHashSet<>(Set.of(queue.name()));
        Optional<QueueName> next = queue.intake().overflowTo();
        while (next.isPresent()) {
            QueueSettings to = queues.get(next.get());
            if (to == null) {
                // told of the queue that names it
                return passed.size() > 1
                        ? Optional.empty()
                        : Optional.of(
                                "found '"
                                        + next.get()
                                        + "', expected one of the queues "
                                        + queues.keySet());
            }
            if (!passed.add(to.name())) {
                return Optional.of(
                        "found '"
                                + queue.intake().overflowTo().get()
                                + "', which leads in a circle: "
                                + passed
                                + " and "
                                + to.name()
                                + " again");
            }
            next = to.intake().overflowTo();
        }
        return Optional.empty();
    }
}

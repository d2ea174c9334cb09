package zarang.server.serve;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import zarang.api.route.Operation;
import zarang.api.statistics.StatisticsApi;
import zarang.call.QueueName;
import zarang.call.journal.JournalConsumer;
import zarang.call.loop.ControlLoop;
import zarang.config.meter.Meters;
import zarang.ivr.calendar.WrittenDates;
import zarang.routing.floor.Floor;
import zarang.routing.statistics.ServiceLimits;
import zarang.routing.statistics.Statistics;
import zarang.routing.statistics.StatisticsFigures;

/** The figures of queues and agents: made from the journal, by the limits that the floor has. */
record StatisticsSide(ControlLoop loop, Statistics statistics) implements AutoCloseable {
    private static final int ASK_LIMIT_S = 5;

    static StatisticsSide open(ThisNode node, ClubSide club, Floor floor) {
        return new StatisticsSide(
                node.loop(),
                Statistics.open(
                        node.loop(),
                        club.redis(),
                        node.settings().statisticsKept(),
                        node.settings().club().timeZone(),
                        queue -> limits(node.loop(), floor, queue)));
    }

    /** On a thread of the journal's, which may wait: the floor is the control loop's. */
    private static ServiceLimits limits(ControlLoop loop, Floor floor, QueueName queue) {
        return CompletableFuture.supplyAsync(() -> floor.settings().queue(queue), loop::post)
                .orTimeout(ASK_LIMIT_S, TimeUnit.SECONDS)
                .join()
                .map(each -> new ServiceLimits(each.serviceTarget(), each.shortAbandon()))
                .orElse(ServiceLimits.DEFAULT);
    }

    /** What makes the figures, with others that act on the journal. */
    List<JournalConsumer> with(List<JournalConsumer> others) {
        return Stream.concat(others.stream(), Stream.of(statistics.consumer())).toList();
    }

    List<Operation> operations() {
        return new StatisticsApi(statistics, loop, WrittenDates::date).operations();
    }

    Meters meters() {
        return new StatisticsFigures(statistics::counts);
    }

    @Override
    public void close() {
        statistics.close();
    }
}

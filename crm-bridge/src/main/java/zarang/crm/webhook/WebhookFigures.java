package zarang.crm.webhook;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;
import zarang.delivery.DeliveryFigures;

/** Webhooks, by endpoint. */
public record WebhookFigures(Supplier<List<DeliveryFigures>> outbox) implements Meters {
    private static final String LABEL = "endpoint";

    @Override
    public void putOn(Board board) {
        counter(
                board,
                outbox,
                "delivered",
                "Messages that the receiver took",
                DeliveryFigures::delivered);
        counter(board, outbox, "failed", "Attempts that failed", DeliveryFigures::failed);
        counter(board, outbox, "dead", "Messages given up", DeliveryFigures::dead);
        counter(
                board,
                outbox,
                "refused",
                "Messages not taken because the endpoint is gone",
                DeliveryFigures::refused);
        gauge(
                board,
                outbox,
                "pending",
                "Messages that wait or are being sent",
                of -> (double) of.pending());
        gauge(
                board,
                outbox,
                "oldest_seconds",
                "Age of the oldest message that waits",
                of -> of.oldestAge().toMillis() / 1000.0);
        gauge(board, outbox, "in_flight", "Attempts running now", of -> (double) of.inFlight());
        gauge(
                board,
                outbox,
                "gone",
                "Whether the endpoint said 410 and is served no more, 1 or 0",
                of -> of.gone() ? 1.0 : 0.0);
    }

    private static void counter(
            Board board,
            Supplier<List<DeliveryFigures>> outbox,
            String what,
            String help,
            Function<DeliveryFigures, Long> value) {
        board.counters(
                "zarang_webhooks_" + what + "_total",
                help,
                LABEL,
                () ->
                        outbox.get().stream()
                                .collect(Collectors.toMap(DeliveryFigures::destination, value)));
    }

    private static void gauge(
            Board board,
            Supplier<List<DeliveryFigures>> outbox,
            String what,
            String help,
            Function<DeliveryFigures, Double> value) {
        board.gauges(
                "zarang_webhooks_" + what,
                help,
                LABEL,
                () ->
                        outbox.get().stream()
                                .collect(Collectors.toMap(DeliveryFigures::destination, value)));
    }
}

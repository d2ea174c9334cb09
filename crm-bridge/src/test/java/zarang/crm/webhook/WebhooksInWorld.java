package zarang.crm.webhook;

import java.util.List;
import zarang.call.journal.JournalConsumer;
import zarang.delivery.Deliveries;

/** The real consumer that tells endpoints, over deliveries to receivers of the world's own. */
public final class WebhooksInWorld {
    private WebhooksInWorld() {}

    /**
     * Makes it.
     *
     * @param deliveries to a destination of the endpoint's name
     */
    public static JournalConsumer over(WebhookSettings endpoint, Deliveries deliveries) {
        return new WebhookOutbox(List.of(endpoint), deliveries, () -> {});
    }
}

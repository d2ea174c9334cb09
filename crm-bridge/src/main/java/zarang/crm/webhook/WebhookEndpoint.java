package zarang.crm.webhook;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import zarang.delivery.Attempt;
import zarang.delivery.Destination;
import zarang.delivery.RetrySchedule;

/** An endpoint as a destination: an attempt is a signed POST. */
record WebhookEndpoint(WebhookSettings settings, WebhookClient client) implements Destination {
    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public String address() {
        return settings.url().toString();
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }

    @Override
    public int pendingMax() {
        return settings.pendingMax();
    }

    @Override
    public RetrySchedule retry() {
        return settings.retry();
    }

    @Override
    public CompletionStage<Attempt> attempt(String id, String body) {
        return client.post(settings, id, body);
    }
}

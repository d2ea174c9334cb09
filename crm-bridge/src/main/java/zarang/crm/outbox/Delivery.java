package zarang.crm.outbox;

import java.time.Instant;

/**
 * A message that was claimed for sending: the oldest one of its call for an endpoint.
 *
 * @param tries attempts made before
 * @param cameAt when it was put into the outbox
 */
record Delivery(String call, String id, String body, int tries, Instant cameAt) {}

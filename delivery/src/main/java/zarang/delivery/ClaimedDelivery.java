package zarang.delivery;

import java.time.Instant;

/**
 * A message that was claimed for sending: the oldest one of its subject for a destination.
 *
 * @param tries attempts made before
 * @param cameAt when it was put into the store
 */
record ClaimedDelivery(String subject, String id, String body, int tries, Instant cameAt) {}

/** Webhook messages that are due, kept in Redis until they are delivered or given up. */
@NullMarked
package zarang.crm.outbox;

import org.jspecify.annotations.NullMarked;

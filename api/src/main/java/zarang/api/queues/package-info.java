/** {@code /api/v1/queues}: how queues are set, who waits in them and why there. */
@NullMarked
package zarang.api.queues;

import org.jspecify.annotations.NullMarked;

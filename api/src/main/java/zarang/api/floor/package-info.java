/** Queues and agents: read the configuration again. */
@NullMarked
package zarang.api.floor;

import org.jspecify.annotations.NullMarked;

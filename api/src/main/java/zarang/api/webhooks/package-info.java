/** The endpoints that are told of events. */
@NullMarked
package zarang.api.webhooks;

import org.jspecify.annotations.NullMarked;

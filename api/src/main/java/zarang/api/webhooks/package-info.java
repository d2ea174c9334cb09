/** The endpoints that get events. */
@NullMarked
package zarang.api.webhooks;

import org.jspecify.annotations.NullMarked;

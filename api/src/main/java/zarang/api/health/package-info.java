/** Health and figures, for load balancers and Prometheus. */
@NullMarked
package zarang.api.health;

import org.jspecify.annotations.NullMarked;

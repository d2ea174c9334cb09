/** Tests of the figures. */
@NullMarked
package zarang.server.metrics;

import org.jspecify.annotations.NullMarked;

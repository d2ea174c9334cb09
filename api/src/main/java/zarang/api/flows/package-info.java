/** Scripts: publish and roll back. */
@NullMarked
package zarang.api.flows;

import org.jspecify.annotations.NullMarked;

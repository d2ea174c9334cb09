/** {@code /api/v1/calls}: the calls of all processes, and supervisors in their talks. */
@NullMarked
package zarang.api.calls;

import org.jspecify.annotations.NullMarked;

/** Agents: their settings, their states, and who has been idle longest. */
@NullMarked
package zarang.routing.agent;

import org.jspecify.annotations.NullMarked;

/** What is set of queues, agents and the floor while the server runs. */
@NullMarked
package zarang.api.settings;

import org.jspecify.annotations.NullMarked;

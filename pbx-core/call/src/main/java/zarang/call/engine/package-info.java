/** The port to a telephony engine: intents in, leg events out. */
@NullMarked
package zarang.call.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Media of calls: sessions on java.nio loops that play, relay, hear digits and feed recorders.
 *
 * <p>The sub-packages are pure parts without sockets or threads; only this package joins them.
 */
@NullMarked
package zarang.media;

import org.jspecify.annotations.NullMarked;

/** What a media loop is made of: its message queue and its pacing. */
@NullMarked
package zarang.media.loop;

import org.jspecify.annotations.NullMarked;

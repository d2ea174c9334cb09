/** The main job: wiring, start, drain. */
@NullMarked
package zarang.server.serve;

import org.jspecify.annotations.NullMarked;

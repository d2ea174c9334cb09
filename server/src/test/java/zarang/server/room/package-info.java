@NullMarked
package zarang.server.room;

import org.jspecify.annotations.NullMarked;

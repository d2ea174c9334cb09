@NullMarked
package zarang.server.tool;

import org.jspecify.annotations.NullMarked;

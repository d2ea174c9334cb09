@NullMarked
package zarang.redis;

import org.jspecify.annotations.NullMarked;

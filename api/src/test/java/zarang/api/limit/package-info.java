@NullMarked
package zarang.api.limit;

import org.jspecify.annotations.NullMarked;

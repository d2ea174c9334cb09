@NullMarked
package zarang.api.earlier;

import org.jspecify.annotations.NullMarked;

@NullMarked
package zarang.api;

import org.jspecify.annotations.NullMarked;

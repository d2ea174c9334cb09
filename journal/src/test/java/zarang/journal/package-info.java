@NullMarked
package zarang.journal;

import org.jspecify.annotations.NullMarked;

@NullMarked
package zarang.yaml;

import org.jspecify.annotations.NullMarked;

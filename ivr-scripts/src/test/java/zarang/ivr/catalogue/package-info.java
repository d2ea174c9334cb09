@NullMarked
package zarang.ivr.catalogue;

import org.jspecify.annotations.NullMarked;

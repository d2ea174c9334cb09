@NullMarked
package zarang.ivr.plugin;

import org.jspecify.annotations.NullMarked;

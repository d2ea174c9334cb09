@NullMarked
package zarang.call.script;

import org.jspecify.annotations.NullMarked;

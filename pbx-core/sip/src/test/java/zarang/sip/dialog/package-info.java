@NullMarked
package zarang.sip.dialog;

import org.jspecify.annotations.NullMarked;

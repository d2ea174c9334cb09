@NullMarked
package zarang.sip.session;

import org.jspecify.annotations.NullMarked;

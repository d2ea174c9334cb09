/** Tests of: The test phones. */
@NullMarked
package zarang.server.phone;

import org.jspecify.annotations.NullMarked;

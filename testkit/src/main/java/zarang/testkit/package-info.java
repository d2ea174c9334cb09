/** What every room's tests are checked by. Never part of the server. */
@NullMarked
package zarang.testkit;

import org.jspecify.annotations.NullMarked;

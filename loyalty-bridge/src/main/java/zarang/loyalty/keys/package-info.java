/** What an admin may set of the club, and how it is read. */
@NullMarked
package zarang.loyalty.keys;

import org.jspecify.annotations.NullMarked;

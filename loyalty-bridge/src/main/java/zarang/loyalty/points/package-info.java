/** Points accounts, and the contacts that earn points. */
@NullMarked
package zarang.loyalty.points;

import org.jspecify.annotations.NullMarked;

/** Members of the customer club, found by telephone number. */
@NullMarked
package zarang.loyalty.member;

import org.jspecify.annotations.NullMarked;

@NullMarked
package zarang.loyalty.member;

import org.jspecify.annotations.NullMarked;

@NullMarked
package zarang.loyalty.member.csv;

import org.jspecify.annotations.NullMarked;

/** Lists of members, as a spreadsheet writes them, on their way into the club. */
@NullMarked
package zarang.loyalty.member.csv;

import org.jspecify.annotations.NullMarked;

@NullMarked
package zarang.crm.journal;

import org.jspecify.annotations.NullMarked;

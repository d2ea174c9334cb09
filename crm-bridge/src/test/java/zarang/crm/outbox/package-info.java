@NullMarked
package zarang.crm.outbox;

import org.jspecify.annotations.NullMarked;

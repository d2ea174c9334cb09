@NullMarked
package zarang.ivr.service;

import org.jspecify.annotations.NullMarked;

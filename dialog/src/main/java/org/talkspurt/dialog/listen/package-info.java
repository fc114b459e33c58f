/**
 * When a caller has finished, and when a caller means to interrupt. Positions count 16 kHz samples
 * since the call began, as in {@link org.talkspurt.dialog.spi.Hearing}; everything here is confined
 * to the call's home loop and knows no clock.
 */
@NullMarked
package org.talkspurt.dialog.listen;

import org.jspecify.annotations.NullMarked;

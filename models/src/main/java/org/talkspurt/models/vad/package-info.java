/**
 * Ears: Silero's voice activity model, and the lane that runs it for all calls at once. A call's
 * home loop writes into a ring; the lane takes a window from each ring that holds one, judges them
 * in one batch, keeps the last 30 s for recognition, and posts the probabilities to the home loops.
 */
@NullMarked
package org.talkspurt.models.vad;

import org.jspecify.annotations.NullMarked;

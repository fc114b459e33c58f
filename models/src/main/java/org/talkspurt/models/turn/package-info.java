/** Whether a caller has finished, by the sound of it: the turn model and the features it reads. */
@NullMarked
package org.talkspurt.models.turn;

import org.jspecify.annotations.NullMarked;

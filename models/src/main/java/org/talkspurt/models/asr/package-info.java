/**
 * Speech recognition. Moonshine's way: cut into windows, refuse what is no speech, encode, decode
 * greedily, refuse what is no sentence.
 */
@NullMarked
package org.talkspurt.models.asr;

import org.jspecify.annotations.NullMarked;

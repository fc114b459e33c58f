/** Likeness of meaning: sentences to vectors. */
@NullMarked
package org.talkspurt.models.embedding;

import org.jspecify.annotations.NullMarked;

/** Tools of language models that are reached over a network. */
@NullMarked
package org.talkspurt.models.tool;

import org.jspecify.annotations.NullMarked;

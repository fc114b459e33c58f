/** What a turn's stages may take, and what those of real calls took. */
@NullMarked
package org.talkspurt.gateway.budget;

import org.jspecify.annotations.NullMarked;

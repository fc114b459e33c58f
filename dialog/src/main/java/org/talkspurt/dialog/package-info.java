/** Who speaks when: one conversation per call, confined to the call's home loop. */
@NullMarked
package org.talkspurt.dialog;

import org.jspecify.annotations.NullMarked;

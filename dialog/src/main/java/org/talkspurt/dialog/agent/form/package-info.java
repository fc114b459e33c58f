/**
 * Forms: what an agent collects slot by slot, reads back and has confirmed. The state of a form is
 * a value; {@link FormFiller} turns a state and a caller's words into the next step.
 */
@NullMarked
package org.talkspurt.dialog.agent.form;

import org.jspecify.annotations.NullMarked;

/**
 * The turn bench: callers' recordings, whole and with pauses put into them, played to a real
 * conversation with the real models on a simulated clock. It tells how long after the last word a
 * caller is answered, and how often somebody who only pauses is talked over.
 */
package org.talkspurt.it.turns;

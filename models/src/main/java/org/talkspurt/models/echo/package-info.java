/**
 * WebRTC's echo canceller, noise suppression and level control (AEC3, NS, AGC2) behind rtp's port,
 * through the library webrtc-java. Its native code is loaded only when {@link
 * org.talkspurt.models.echo.WebRtc#load} is called.
 */
@NullMarked
package org.talkspurt.models.echo;

import org.jspecify.annotations.NullMarked;

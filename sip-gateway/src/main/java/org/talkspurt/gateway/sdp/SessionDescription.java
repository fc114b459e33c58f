package org.talkspurt.gateway.sdp;

import java.util.List;

/**
 * A session description as far as a voice call needs it (RFC 8866), every m-line kept in its place.
 *
 * @param timing value of the first t-line
 */
record SessionDescription(String timing, List<MediaSection> media) {

  /** Outcome of reading one. */
  sealed interface Reading {
    record Parsed(SessionDescription description) implements Reading {}

    /** Not a description, or beyond our limits; the reason is in our words. */
    record Malformed(String reason) implements Reading {}
  }
}

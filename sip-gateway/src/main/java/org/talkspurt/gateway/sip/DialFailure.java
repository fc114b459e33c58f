package org.talkspurt.gateway.sip;

/**
 * Why a call of ours was not answered.
 *
 * @param status the final response; 0 if there was none
 */
public record DialFailure(Cause cause, int status) {

  /** What it means for whoever wanted the call. */
  public enum Cause {
    /** 486, 600. */
    BUSY,
    /** 603, 607, 608. */
    DECLINED,
    /** 404, 410, 484, 485, 604: there is no such number. */
    NOT_FOUND,
    /** 408, 430, 480, 487: it exists, but cannot be reached now. */
    UNAVAILABLE,
    /** A redirection that led nowhere, or where it may not. */
    REDIRECTED,
    /** 401, 403, 407: the peer does not take calls from us. */
    NOT_AUTHORIZED,
    /** 406, 415, 488, 606: no session that both can have. */
    INCOMPATIBLE,
    /** Any other refusal. */
    REFUSED,
    /** It rang for as long as it may. */
    NO_ANSWER,
    /** Not even a 100 came within 64 × T1. */
    NO_RESPONSE,
    /** The INVITE could not be sent. */
    TRANSPORT,
    /** The listener threw: a bug. */
    INTERNAL_ERROR
  }

  /** What a final response says. */
  static DialFailure of(int status) {
    Cause cause =
        switch (status) {
          case 486, 600 -> Cause.BUSY;
          case 603, 607, 608 -> Cause.DECLINED;
          case 404, 410, 484, 485, 604 -> Cause.NOT_FOUND;
          case 408, 430, 480, 487 -> Cause.UNAVAILABLE;
          case 401, 403, 407 -> Cause.NOT_AUTHORIZED;
          case 406, 415, 488, 606 -> Cause.INCOMPATIBLE;
          default -> status < 400 ? Cause.REDIRECTED : Cause.REFUSED;
        };
    return new DialFailure(cause, status);
  }

  static DialFailure without(Cause cause) {
    return new DialFailure(cause, 0);
  }
}

package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Require;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's parser behind our limits. Whatever goes wrong inside it, deep recursion included,
 * comes out as a {@link ParseException} with a text of ours. Header fields that the endpoint does
 * not need may be broken; the others may not.
 */
public final class GuardedParser implements MessageParser {

  private static final Set<Class<?>> MUST_PARSE =
      Set.of(
          RequestLine.class,
          StatusLine.class,
          Via.class,
          From.class,
          To.class,
          CallID.class,
          CSeq.class,
          MaxForwards.class,
          ContentLength.class,
          ContentType.class,
          Contact.class,
          Route.class,
          RecordRoute.class,
          Require.class);

  private static final Pattern VERSION = Pattern.compile("(?i)SIP/\\d{1,4}\\.\\d{1,4}");

  /** A URI whose host has colons, more than before a port, and no brackets. */
  private static final Pattern BARE_IPV6 =
      Pattern.compile("(?i)sips?:(?:[^@]*@)?[^@\\[;?:]*:[^@\\[;?:]*:.*");

  /** With how many a request sets out (RFC 3261 §8.1.1.6), and the most that may have seen it. */
  private static final int MAX_HOPS = 70;

  /** With which every branch of RFC 3261 begins (§8.1.1.7). */
  private static final String MAGIC_COOKIE = "z9hG4bK";

  private final StringMsgParser parser = new StringMsgParser();

  /** Public with a public constructor because the stack creates it by name. */
  public static final class Factory implements MessageParserFactory {
    @Override
    public MessageParser createMessageParser(SIPTransactionStack stack) {
      return new GuardedParser();
    }
  }

  /** Never called: the receivers of UDP and of streams are ours. */
  @Override
  public @Nullable SIPMessage parseSIPMessage(
      byte[] message, boolean readBody, boolean strict, @Nullable ParseExceptionListener listener)
      throws ParseException {
    return parse(message, readBody);
  }

  /**
   * Parses a message.
   *
   * @return null for a keep-alive: nothing but line breaks
   * @throws ParseException with a text of ours, fit for a reason phrase
   */
  @Nullable SIPMessage parse(byte[] bytes, boolean readBody) throws ParseException {
    String problem = MessageLimits.problem(bytes);
    if (problem != null) {
      throw new ParseException(problem, 0);
    }
    SIPMessage message;
    try {
      message = parser.parseSIPMessage(bytes, false, false, GuardedParser::onBadHeader);
    } catch (ParseException e) {
      throw new ParseException(OwnText.of(e), 0);
    } catch (RuntimeException | StackOverflowError e) {
      throw new ParseException("Malformed message", 0);
    }
    if (message == null) {
      return null;
    }
    if (isIncomplete(message)) {
      throw new ParseException("Missing mandatory header field", 0);
    }
    if (message instanceof SIPRequest request) {
      request.getRequestLine().setSipVersion(versionOf(bytes));
      checkRequest(request);
    }
    if (readBody) {
      attachBody(message, bytes);
    }
    return message;
  }

  /**
   * The version as it stands there: JAIN-SIP takes any for its own. A request line has three parts
   * and a blank between them, no more (RFC 3261 §7.1); an IPv6 address in the second, whose
   * brackets JAIN-SIP adds, has some (RFC 5118 §4.2).
   */
  private static String versionOf(byte[] bytes) throws ParseException {
    int start = MessageLimits.skipLineBreaks(bytes);
    int end = MessageLimits.lineEnd(bytes, start);
    String line = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    String[] parts = line.split(" ", -1);
    if (parts.length != 3
        || !VERSION.matcher(parts[2]).matches()
        || BARE_IPV6.matcher(parts[1]).matches()) {
      throw new ParseException("Malformed request line", 0);
    }
    return parts[2].toUpperCase(Locale.ROOT);
  }

  private static void checkRequest(SIPRequest request) throws ParseException {
    // RFC 3261 §19.1.1: not in a request URI, where they would name header fields to add.
    if (request.getRequestURI() instanceof SipURI uri && uri.getHeaderNames().hasNext()) {
      throw new ParseException("Header fields in the request URI", 0);
    }
    if (request.getMaxForwards() == null) {
      request.setMaxForwards(unsaidMaxForwards()); // RFC 2543 knew none, the stack insists
    }
    if (hasNoScheme(request.getFrom().getAddress()) || hasNoScheme(request.getTo().getAddress())) {
      throw new ParseException("Address without a scheme", 0);
    }
    if (isLong(request.getViaHeaders())
        || isLong(request.getRecordRouteHeaders())
        || isLong(request.getRouteHeaders())) {
      throw new ParseException("Too many hops", 0);
    }
    String branch = request.getTopmostVia().getBranch();
    if (branch != null && branch.equals(MAGIC_COOKIE)) {
      throw new ParseException("Branch without an identifier", 0);
    }
  }

  private static boolean hasNoScheme(Address address) {
    URI uri = address.getURI(); // null: a wildcard
    return uri == null || uri.getScheme() == null || uri.getScheme().isEmpty();
  }

  private static boolean isLong(@Nullable SIPHeaderList<?> hops) {
    return hops != null && hops.size() > MAX_HOPS;
  }

  private static MaxForwards unsaidMaxForwards() {
    try {
      return new MaxForwards(MAX_HOPS);
    } catch (InvalidArgumentException e) {
      throw new IllegalStateException("70 is within 0 to 255", e);
    }
  }

  /** RFC 3261 §18.3: a body may be shorter than its datagram, not longer. */
  private static void attachBody(SIPMessage message, byte[] datagram) throws ParseException {
    int start = Math.min(message.getSize(), datagram.length);
    int available = datagram.length - start;
    int length =
        message.getContentLength() instanceof ContentLength declared
            ? declared.getContentLength()
            : available;
    if (length > available) {
      throw new ParseException("Content-Length beyond the datagram", 0);
    }
    if (length > 0) {
      message.setMessageContent(Arrays.copyOfRange(datagram, start, start + length));
    }
  }

  private static boolean isIncomplete(SIPMessage message) {
    return message.getFrom() == null
        || message.getTo() == null
        || message.getCallId() == null
        || message.getCSeq() == null
        || message.getTopmostVia() == null;
  }

  @SuppressWarnings("rawtypes") // the listener's type
  private static void onBadHeader(
      ParseException e, SIPMessage message, @Nullable Class type, String header, String whole)
      throws ParseException {
    if (type != null && MUST_PARSE.contains(type)) {
      throw new OwnText("Malformed " + nameOf(type));
    }
    message.addUnparsed(header);
  }

  private static String nameOf(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "RequestLine" -> "request line";
      case "StatusLine" -> "status line";
      case "CallID" -> "Call-ID";
      case "MaxForwards" -> "Max-Forwards";
      case "ContentLength" -> "Content-Length";
      case "ContentType" -> "Content-Type";
      case "RecordRoute" -> "Record-Route";
      default -> type.getSimpleName();
    };
  }

  /** A parse error whose text we wrote; the parser's own texts quote the peer. */
  private static final class OwnText extends ParseException {
    private static final long serialVersionUID = 1L;

    OwnText(String text) {
      super(text, 0);
    }

    static String of(ParseException e) {
      String message = e instanceof OwnText ? e.getMessage() : null;
      return message == null ? "Malformed message" : message;
    }
  }
}

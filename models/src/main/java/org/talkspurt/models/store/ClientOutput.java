package org.talkspurt.models.store;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.talkspurt.models.store.FetchProblem.ClientMissing;
import org.talkspurt.models.store.FetchProblem.FetchFailed;
import org.talkspurt.models.store.FetchProblem.NoNetwork;
import org.talkspurt.models.store.FetchProblem.NotServed;
import org.talkspurt.models.store.ModelSource.MavenArtifact;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.PythonPackage;
import org.talkspurt.models.store.ModelSource.RegistryPackage;

/** Reads from a package client's complaints what went wrong. */
final class ClientOutput {

  /** First of all: without a network pip and Maven say "not found" as well. */
  private static final List<String> NO_NETWORK =
      List.of(
          "newconnectionerror",
          "connectionerror",
          "connecttimeout",
          "read timed out",
          "name resolution",
          "name or service not known",
          "proxyerror",
          "cannot connect to proxy",
          "network is unreachable",
          "connection refused",
          "connection timed out",
          "unknown host",
          "unknownhostexception",
          "offline mode",
          "enotfound",
          "eai_again",
          "econnrefused",
          "econnreset",
          "etimedout",
          "enetunreach");

  private static final List<String> NO_SPACE = List.of("no space left on device", "enospc");

  private static final List<String> NOT_SERVED =
      List.of(
          "no matching distribution found",
          "could not find a version that satisfies",
          "e404",
          "etarget",
          "could not find artifact",
          "was not found in");

  private static final int MAX_LINE = 300;
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private ClientOutput() {}

  static FetchProblem problem(RegistryPackage wanted, Clients clients, String output) {
    var text = output.toLowerCase(Locale.ROOT);
    var what = wanted.coordinates();
    if (text.contains("no module named pip")) {
      return missing(wanted, clients);
    }
    if (mentions(text, NO_SPACE)) {
      return new FetchFailed(what, "no space left on the disk; make room and start again");
    }
    if (mentions(text, NO_NETWORK)) {
      return new NoNetwork(what, firstLine(output, NO_NETWORK));
    }
    if (mentions(text, NOT_SERVED)) {
      return new NotServed(what, firstLine(output, NOT_SERVED));
    }
    return new FetchFailed(what, firstLine(output, List.of("error")));
  }

  static FetchProblem missing(RegistryPackage wanted, Clients clients) {
    var what = wanted.coordinates();
    return switch (wanted) {
      case PythonPackage _ ->
          new ClientMissing(
              what,
              clients.python() + " -m pip",
              "install python3-pip (Debian, Ubuntu: apt install python3-pip)");
      case NpmPackage _ ->
          new ClientMissing(what, clients.npm(), "install npm (Debian, Ubuntu: apt install npm)");
      case MavenArtifact _ ->
          new ClientMissing(
              what, clients.maven(), "install Maven (Debian, Ubuntu: apt install maven)");
    };
  }

  private static boolean mentions(String text, List<String> words) {
    return words.stream().anyMatch(text::contains);
  }

  /** The first line that tells what it was, else the last of all. */
  private static String firstLine(String output, List<String> words) {
    var last = "no output";
    for (var line : output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
      if (mentions(line.toLowerCase(Locale.ROOT), words)) {
        return shortened(line);
      }
      last = line;
    }
    return shortened(last);
  }

  private static String shortened(String coloured) {
    var line = COLOUR.matcher(coloured).replaceAll("");
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }
}

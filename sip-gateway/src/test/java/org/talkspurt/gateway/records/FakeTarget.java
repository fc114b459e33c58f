package org.talkspurt.gateway.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Holds what it is told; down when told. */
final class FakeTarget implements RecordTarget {
  final List<String> ids = new ArrayList<>();
  LocalDate forgotten;
  boolean down;
  int asked;

  @Override
  public int put(List<String> lines) throws TargetDownException {
    refuseWhenDown();
    lines.forEach(line -> ids.add(JsonMapper.shared().readTree(line).get("id").asString()));
    return 0;
  }

  @Override
  public void forgetBefore(LocalDate day) throws TargetDownException {
    refuseWhenDown();
    forgotten = day;
  }

  private void refuseWhenDown() throws TargetDownException {
    asked++;
    if (down) {
      throw new TargetDownException("down", null);
    }
  }

  @Override
  public void close() {}
}

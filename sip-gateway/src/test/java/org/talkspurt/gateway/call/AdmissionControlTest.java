package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.call.AdmissionControl.Admission;
import org.talkspurt.gateway.call.AdmissionControl.Limit;

class AdmissionControlTest {
  private static final Limit NO_TRUNK = new Limit("trunk none", 0);
  private static final Limit CLINIC = new Limit("agent clinic", 0);

  @Test
  void aFullMachineSays503AndWhenToComeBack() {
    var admission = new AdmissionControl(1);
    var first = (Admission.Admitted) admission.admit(NO_TRUNK, CLINIC);
    assertThat(admission.admit(NO_TRUNK, CLINIC))
        .isEqualTo(new Admission.Refused(503, "All lines in use", AdmissionControl.RETRY_AFTER));
    first.place().release();
    assertThat(admission.admit(NO_TRUNK, CLINIC)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void thereIsRoomUntilTheMachineIsFullOrWantsNobodyNew() {
    var admission = new AdmissionControl(1);
    assertThat(admission.hasRoom()).isTrue();
    var place = ((Admission.Admitted) admission.admit(NO_TRUNK, CLINIC)).place();
    assertThat(admission.hasRoom()).isFalse();
    place.release();
    assertThat(admission.hasRoom()).isTrue();
    admission.refuseNewCalls();
    assertThat(admission.hasRoom()).isFalse();
  }

  @Test
  void aTrunkOrAgentAtItsLimitIsBusyWhileOthersAreServed() {
    var admission = new AdmissionControl(10);
    var trunk = new Limit("trunk carrier", 1);
    assertThat(admission.admit(trunk, CLINIC)).isInstanceOf(Admission.Admitted.class);
    assertThat(admission.admit(trunk, CLINIC))
        .isEqualTo(new Admission.Refused(486, "Busy Here", null));
    var agent = new Limit("agent small", 1);
    assertThat(admission.admit(NO_TRUNK, agent)).isInstanceOf(Admission.Admitted.class);
    assertThat(admission.admit(NO_TRUNK, agent))
        .isEqualTo(new Admission.Refused(486, "Busy Here", null));
    assertThat(admission.calls()).isEqualTo(2);
  }

  @Test
  void whoHasAPlaceKeepsItWhenNobodyNewIsWanted() {
    var admission = new AdmissionControl(10);
    var place = ((Admission.Admitted) admission.admit(NO_TRUNK, CLINIC)).place();
    admission.refuseNewCalls();
    assertThat(admission.admit(NO_TRUNK, CLINIC))
        .isEqualTo(new Admission.Refused(503, "Shutting down", AdmissionControl.RETRY_AFTER));
    assertThat(admission.calls()).isEqualTo(1);
    place.release();
    assertThat(admission.calls()).isZero();
  }

  @Test
  void aRefusalLeavesNoPlaceTaken() {
    var admission = new AdmissionControl(2);
    var full = new Limit("agent full", 1);
    var place = ((Admission.Admitted) admission.admit(NO_TRUNK, full)).place();
    for (int i = 0; i < 5; i++) {
      admission.admit(NO_TRUNK, full);
    }
    assertThat(admission.calls()).isEqualTo(1);
    place.release();
    place.release();
    assertThat(admission.calls()).isZero();
    assertThat(admission.admit(NO_TRUNK, full)).isInstanceOf(Admission.Admitted.class);
  }
}

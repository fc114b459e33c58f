/** What a call costs without speech models: mvn verify -Pdensity -DskipTests -pl sip-gateway -am */
@org.jspecify.annotations.NullUnmarked
package org.talkspurt.gateway.density;

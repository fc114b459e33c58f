package org.talkspurt.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BearerTokenFilterTest {
  private final BearerTokenFilter filter = new BearerTokenFilter("it's #{secret}");

  @Test
  void theTokenOpensEverything() throws Exception {
    assertThat(status("/api/calls", "Bearer it's #{secret}")).isEqualTo(200);
    assertThat(status("/actuator/prometheus", "Bearer it's #{secret}")).isEqualTo(200);
  }

  @Test
  void noOrAnotherTokenOpensNothingButHealth() throws Exception {
    assertThat(status("/api/calls", null)).isEqualTo(401);
    assertThat(status("/api/calls", "Bearer other")).isEqualTo(401);
    assertThat(status("/api/calls", "it's #{secret}")).isEqualTo(401);
    assertThat(status("/actuator/prometheus", null)).isEqualTo(401);
    assertThat(status("/actuator/healthy", null)).isEqualTo(401);
    assertThat(status("/actuator/health", null)).isEqualTo(200);
    assertThat(status("/actuator/health/readiness", null)).isEqualTo(200);
  }

  @Test
  void theRefusalIsAProblemThatNamesTheSettingAndNotTheSecret() throws Exception {
    var response = new MockHttpServletResponse();
    filter.doFilter(
        new MockHttpServletRequest("GET", "/api/calls"), response, new MockFilterChain());
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer");
    assertThat(response.getContentAsString())
        .contains("talkspurt.api.token", "401")
        .doesNotContain("secret");
  }

  private int status(String path, String authorization) throws Exception {
    var request = new MockHttpServletRequest("GET", path);
    if (authorization != null) {
      request.addHeader("Authorization", authorization);
    }
    var response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response.getStatus();
  }
}

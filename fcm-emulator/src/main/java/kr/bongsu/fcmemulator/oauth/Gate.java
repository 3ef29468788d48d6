package kr.bongsu.fcmemulator.oauth;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Optional;
import kr.bongsu.fcmemulator.http.Request;
import kr.bongsu.fcmemulator.http.Response;

/// Lets in who carries a granted access token for this project.
public final class Gate {

    private final String project;
    private final Grants grants;

    public Gate(String project, Grants grants) {
        this.project = project;
        this.grants = grants;
    }

    public String project() {
        return project;
    }

    public Access check(Request request) {
        return grants.check(request.header(HttpHeaderNames.AUTHORIZATION));
    }

    /// The answer to a caller who may not call this project; empty for one who may.
    public Optional<Response> refuse(Request request, String requestedProject) {
        Access access = check(request);
        if (access != Access.ALLOWED) {
            return Optional.of(AccessErrors.of(access));
        }
        return requestedProject.equals(project)
                ? Optional.empty()
                : Optional.of(AccessErrors.otherProject(requestedProject));
    }
}

package kr.bongsu.fcmemulator.oauth;

import kr.bongsu.fcmemulator.error.ErrorBody;
import kr.bongsu.fcmemulator.http.Response;
import kr.bongsu.fcmemulator.http.Response.Header;

/// The answers of Google's front end to a caller whom it does not let in; FCM itself never sees the
/// request.
public final class AccessErrors {

    private static final String REALM = "Bearer realm=\"https://accounts.google.com/\"";
    private static final String METHOD = "google.firebase.fcm.v1.FcmService.SendMessage";
    private static final Response MISSING =
            unauthenticated(
                    "Request is missing required authentication credential.",
                    "CREDENTIALS_MISSING",
                    REALM);
    private static final Response UNKNOWN =
            unauthenticated(
                    "Request had invalid authentication credentials.",
                    "ACCESS_TOKEN_TYPE_UNSUPPORTED",
                    REALM + ", error=\"invalid_token\"");
    private static final Response EXPIRED =
            unauthenticated(
                    "Request had invalid authentication credentials.",
                    "ACCESS_TOKEN_EXPIRED",
                    REALM + ", error=\"invalid_token\"");
    private static final Response INSUFFICIENT_SCOPE =
            ErrorBody.of(
                            403,
                            "PERMISSION_DENIED",
                            "Request had insufficient authentication scopes.")
                    .info(
                            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                            "service",
                            "fcm.googleapis.com",
                            "method",
                            METHOD)
                    .response();

    private AccessErrors() {}

    /// The answer to an access that is not allowed.
    public static Response of(Access access) {
        return switch (access) {
            case ALLOWED -> throw new IllegalArgumentException("an allowed access is no error");
            case MISSING -> MISSING;
            case UNKNOWN -> UNKNOWN;
            case EXPIRED -> EXPIRED;
            case INSUFFICIENT_SCOPE -> INSUFFICIENT_SCOPE;
        };
    }

    /// The answer to a caller whose credentials are for another project.
    public static Response otherProject(String project) {
        String message =
                "Permission 'cloudmessaging.messages.create' denied on resource '//cloudresourcemanager.googleapis.com/projects/"
                        + project
                        + "' (or it may not exist).";
        return ErrorBody.of(403, "PERMISSION_DENIED", message)
                .info("IAM_PERMISSION_DENIED", "permission", "cloudmessaging.messages.create")
                .response();
    }

    private static Response unauthenticated(String sentence, String reason, String challenge) {
        String message =
                sentence
                        + " Expected OAuth 2 access token, login cookie or other valid authentication credential."
                        + " See https://developers.google.com/identity/sign-in/web/devconsole-project.";
        return ErrorBody.of(401, "UNAUTHENTICATED", message)
                .info(reason, "service", "fcm.googleapis.com", "method", METHOD)
                .response()
                .with(Header.of("www-authenticate", challenge));
    }
}

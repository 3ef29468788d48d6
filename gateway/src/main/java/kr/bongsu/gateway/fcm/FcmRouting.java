package kr.bongsu.gateway.fcm;

import java.util.List;
import java.util.Set;

/// Which Firebase project sends the pushes of which service.
///
/// @param otherwise sends what no other one does
public record FcmRouting(FcmSettings otherwise, List<Project> others) {

    /// A project of its own for some services.
    ///
    /// @param services names of services; no other project has them
    public record Project(FcmSettings settings, Set<String> services) {
        public Project {
            services = Set.copyOf(services);
        }
    }

    public FcmRouting {
        others = List.copyOf(others);
    }
}

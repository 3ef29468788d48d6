package kr.bongsu.gateway.upkeep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// How long pushes are kept. What is neither limited is kept for ever.
///
/// @param age since they were received
/// @param pushes the most that are kept, the newest ones
/// @param archive the folder to which they are written before they are removed
public record RetentionSettings(
        Optional<Duration> age, OptionalLong pushes, Optional<Path> archive) {

    public static final RetentionSettings FOR_EVER =
            new RetentionSettings(Optional.empty(), OptionalLong.empty(), Optional.empty());

    /// Whether anything is ever removed.
    public boolean isLimited() {
        return age.isPresent() || pushes.isPresent();
    }
}

package kr.bongsu.fepsimulator.line;

import java.time.InstantSource;
import kr.bongsu.telegram.Layout;

/// What every session of a line needs.
///
/// @param run 16 hexadecimal digits that no other run and line has
public record Desk(Layout layout, Script script, String run, EventLog log, InstantSource clock) {

    Composer composer(int port) {
        return new Composer(layout, script, port);
    }
}

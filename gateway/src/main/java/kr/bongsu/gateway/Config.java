package kr.bongsu.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.access.Sessions;
import kr.bongsu.gateway.admin.ConsoleServer;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.fcm.FcmRouting;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.ResponseCodes;
import kr.bongsu.gateway.link.TelegramForm;
import kr.bongsu.gateway.link.TraceSettings;
import kr.bongsu.gateway.openid.OpenIdSettings;
import kr.bongsu.gateway.push.Lane;
import kr.bongsu.gateway.upkeep.RetentionSettings;

/// Everything the operator has configured; complete and checked.
record Config(
        LedgerSettings ledger,
        FcmRouting fcm,
        LinksConfig links,
        DeliverySettings delivery,
        HttpConfig http,
        RetentionSettings retention,
        ResultsConfig results) {

    /// The lines and what they have in common.
    ///
    /// @param backlog pushes that may wait in the ledger, reserved ones and those of paused lanes
    ///   among them
    record LinksConfig(
            List<LinkSettings> list,
            TelegramForm form,
            ResponseCodes codes,
            TraceSettings traces,
            long backlog) {
        /// Of ten that may wait, one is a single's.
        private static final int SHARES = 10;

        LinksConfig {
            list = List.copyOf(list);
        }

        /// Whether no more may come in a lane: a campaign must not keep singles at the door.
        ///
        /// @param open pushes that wait, of both lanes
        boolean isFull(Lane lane, long open) {
            return open >= (lane == Lane.SINGLE ? backlog : backlog - backlog / SHARES);
        }
    }

    /// @param files who may do what, and who did what
    /// @param openId the provider by which people log in, if there is one
    /// @param perMinute pushes that a key may hand in
    record HttpConfig(
            ConsoleServer.Address address,
            AccessFiles files,
            Sessions.Limits sessions,
            Optional<OpenIdSettings> openId,
            int perMinute) {}

    /// @param keys the API's keys; there need be none
    /// @param accounts people's accounts; made at the first start
    /// @param sessions who is logged in
    record AccessFiles(Path keys, Path accounts, Path sessions, Path audit) {}
}

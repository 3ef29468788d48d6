package kr.bongsu.gateway.admin;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kr.bongsu.gateway.ledger.Ledger;
import kr.bongsu.gateway.ledger.LinkWish;
import kr.bongsu.gateway.ledger.Receipt;
import kr.bongsu.gateway.link.Links;
import kr.bongsu.gateway.link.ResponseCodes;
import kr.bongsu.gateway.link.TelegramForm;
import kr.bongsu.gateway.link.TraceSettings;
import kr.bongsu.telegram.LayoutReader;

/// Consoles for tests, each on a port of its own.
public final class TestConsole {

    private TestConsole() {}

    public static ConsoleServer withoutLinks(Path folder, Ledger ledger, Access access) {
        return with(noLinks(folder), ledger, access);
    }

    static ConsoleServer with(Links links, Ledger ledger, Access access) {
        return with(links, ledger, TestAccess.SENDING, access);
    }

    static ConsoleServer with(Links links, Ledger ledger, Sending sending, Access access) {
        return new ConsoleServer(
                new ConsoleServer.Address("127.0.0.1", 0), ledger, links, sending, access);
    }

    static Links noLinks(Path folder) {
        return new Links(
                List.of(),
                common(folder),
                _ -> CompletableFuture.completedFuture(new Receipt.Duplicate()),
                _ -> false,
                _ -> LinkWish.NONE);
    }

    /// What all lines have in common; traces go to the folder.
    static Links.Common common(Path folder) {
        return new Links.Common(
                new TelegramForm(LayoutReader.defaultLayout()),
                ResponseCodes.DEFAULT,
                ZoneId.of("Asia/Seoul"),
                InstantSource.system(),
                TraceSettings.in(folder));
    }
}

package kr.bongsu.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kr.bongsu.gateway.delivery.DeliverySettings;
import kr.bongsu.gateway.fcm.FcmRouting;
import kr.bongsu.gateway.ledger.LedgerSettings;
import kr.bongsu.gateway.link.LinkSettings;
import kr.bongsu.gateway.link.ResponseCodes;
import kr.bongsu.gateway.link.TelegramForm;
import kr.bongsu.gateway.link.TraceSettings;
import kr.bongsu.gateway.upkeep.RetentionSettings;
import kr.bongsu.telegram.Layout;
import kr.bongsu.telegram.LayoutReader;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.YamlFile;
import kr.bongsu.telegram.yaml.YamlMap;

/// Reads the gateway's configuration file; reports every fault in it, and in the files it names, at
/// once.
final class ConfigReader {

    private final Path folder;
    private final YamlMap file;
    private final Faults faults;

    private ConfigReader(Path path, Faults faults) {
        Path parent = path.toAbsolutePath().getParent();
        this.folder = parent == null ? path.toAbsolutePath() : parent;
        this.file = YamlFile.read(path, faults);
        this.faults = faults;
    }

    /// The configuration, or nothing when it has faults.
    static Optional<Config> read(Path path, Faults faults) {
        Config config = new ConfigReader(path, faults).config();
        return faults.isEmpty() ? Optional.of(config) : Optional.empty();
    }

    private Config config() {
        YamlMap ledgerMap = file.map("ledger");
        long backlog = ledgerMap.integer("backlog", 1_000, Integer.MAX_VALUE, 10_000_000);
        LedgerSettings ledger = LedgerConfig.read(ledgerMap, folder);
        FcmRouting fcm = FcmConfig.read(file.map("fcm"), folder);
        List<LinkSettings> links = LinkConfig.read(file, folder);
        TraceSettings traces = LinkConfig.traces(file.map("trace"), folder);
        TelegramForm form = form();
        DeliverySettings delivery =
                DeliveryConfig.read(
                        file.map("delivery"),
                        ServicesConfig.read(
                                file, new ServiceTemplates(fcm.otherwise().sending().templates())));
        Config.HttpConfig http = HttpSection.read(file.map("http"), folder);
        ResponseCodes codes = LinkConfig.codes(file.map("response_codes"));
        RetentionSettings retention = RetentionConfig.read(file.map("retention"), folder);
        ResultsConfig results = ResultsConfig.read(file.map("results"), folder, links, form);
        file.finish();
        return new Config(
                ledger,
                fcm,
                new Config.LinksConfig(links, form, codes, traces, backlog),
                delivery,
                http,
                retention,
                results);
    }

    private TelegramForm form() {
        Optional<String> path = file.optional("telegram");
        if (path.isEmpty()) {
            return new TelegramForm(LayoutReader.defaultLayout());
        }
        Optional<Layout> layout = LayoutReader.read(folder.resolve(path.get()), faults);
        if (layout.isPresent()) {
            List<String> missing = TelegramForm.missing(layout.get());
            if (missing.isEmpty()) {
                return new TelegramForm(layout.get());
            }
            file.fault(
                    "telegram",
                    "the layout lacks " + String.join(", ", missing),
                    "add these fields");
        }
        return new TelegramForm(LayoutReader.defaultLayout());
    }
}

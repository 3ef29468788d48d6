package kr.bongsu.fepsimulator.people;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.bongsu.fepsimulator.people.ListedCustomers.Entry;
import kr.bongsu.telegram.yaml.Fault;
import kr.bongsu.telegram.yaml.Faults;
import kr.bongsu.telegram.yaml.Nearest;

/// Reads customers from a CSV file with a heading line, or from one JSON object a line.
///
/// The columns are the telegram's field names; only [#NUMBER] and [#TOKEN] must be there.
/// `msg_title` and `msg_contents` are what that customer is told.
public final class CustomerFile {

    private static final String NUMBER = "csno";
    private static final String TOKEN = "device_id";
    private static final List<String> COLUMNS =
            List.of(
                    NUMBER,
                    "cust_telno",
                    TOKEN,
                    "rcms_cnrp_name",
                    "type",
                    "msg_title",
                    "msg_contents");
    private static final long LARGEST = 256L << 20;

    private final String file;
    private final Faults faults;

    private CustomerFile(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /// The file's customers, in turn and over again; nothing when it has faults.
    public static Optional<Customers> read(Path path, Faults faults) {
        Faults own = new Faults();
        List<Entry> list = new CustomerFile(path.toString(), own).list(path);
        if (own.isEmpty() && list.isEmpty()) {
            own.add(new Fault(path.toString(), 0, "holds no customer", "add one a line"));
        }
        own.list().forEach(faults::add);
        return own.isEmpty() ? Optional.of(new ListedCustomers(list)) : Optional.empty();
    }

    private List<Entry> list(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                fault(0, "is larger than 256 MB", "split it");
                return List.of();
            }
            List<String> lines = Files.readAllLines(path);
            return path.toString().endsWith(".csv") ? csv(lines) : json(lines);
        } catch (NoSuchFileException missing) {
            fault(0, "no such file", "check the path");
        } catch (IOException unreadable) {
            fault(0, "cannot be read (" + unreadable + ")", "check that it is UTF-8 text");
        }
        return List.of();
    }

    private List<Entry> csv(List<String> lines) {
        List<Entry> customers = new ArrayList<>();
        List<String> heading = lines.isEmpty() ? List.of() : CsvLine.cells(lines.getFirst());
        for (String column : heading) {
            check(1, column);
        }
        for (int i = 1; i < lines.size() && faults.isEmpty(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> cells = CsvLine.cells(lines.get(i));
            if (cells.size() != heading.size()) {
                fault(
                        i + 1,
                        "has " + cells.size() + " cells, the heading " + heading.size(),
                        "quote cells that hold commas");
                continue;
            }
            Map<String, String> values = new HashMap<>();
            for (int c = 0; c < cells.size(); c++) {
                values.put(heading.get(c), cells.get(c));
            }
            customers.add(entry(i + 1, values));
        }
        return customers;
    }

    private List<Entry> json(List<String> lines) throws IOException {
        JsonFactory json = new JsonFactory();
        List<Entry> customers = new ArrayList<>();
        for (int i = 0; i < lines.size() && faults.isEmpty(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Map<String, String> values = new HashMap<>();
            try (JsonParser parser = json.createParser(lines.get(i))) {
                boolean object = parser.nextToken() == JsonToken.START_OBJECT;
                while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                    String column = parser.currentName();
                    check(i + 1, column);
                    object = parser.nextToken().isScalarValue();
                    values.put(column, parser.getValueAsString(""));
                }
                if (!object || parser.nextToken() != null) {
                    fault(i + 1, "is not one flat JSON object", "write one customer a line");
                }
            } catch (JsonProcessingException bad) {
                fault(i + 1, "is not JSON", "write one JSON object a line");
            }
            customers.add(entry(i + 1, values));
        }
        return customers;
    }

    private void check(int line, String column) {
        if (!COLUMNS.contains(column)) {
            fault(
                    line,
                    "unknown column '" + column + "'",
                    Nearest.to(column, COLUMNS)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("known: " + String.join(", ", COLUMNS)));
        }
    }

    private Entry entry(int line, Map<String, String> values) {
        for (String required : List.of(NUMBER, TOKEN)) {
            if (!values.containsKey(required)) {
                fault(line, "has no '" + required + "'", "add it; it may be empty");
            }
        }
        String title = values.getOrDefault("msg_title", "");
        String contents = values.getOrDefault("msg_contents", "");
        Optional<Message> message =
                title.isEmpty() && contents.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Message("FILE", "FILE", title, contents));
        Customer customer =
                new Customer(
                        values.getOrDefault(NUMBER, ""),
                        values.getOrDefault("cust_telno", ""),
                        values.getOrDefault(TOKEN, ""),
                        values.getOrDefault("rcms_cnrp_name", ""),
                        values.getOrDefault("type", "1"));
        return new Entry(customer, message);
    }

    private void fault(int line, String what, String remedy) {
        faults.add(new Fault(file, line, what, remedy));
    }
}

package kr.bongsu.supervisor.app;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.bongsu.supervisor.json.JsonObject;
import kr.bongsu.supervisor.json.JsonWriter;
import kr.bongsu.supervisor.libc.Signal;

/// What a setting's value may be, and the one form it is kept in.
///
/// Every kind takes the value as a file gives it or as text from the command line, and answers it
/// in its kept form: `String`, `Boolean`, `Long`, `List<String>` or `JsonObject`. A kept form is
/// taken again unchanged.
public enum Kind {
    TEXT {
        @Override
        Object keep(Object value) {
            if (value instanceof JsonObject || value instanceof List<?>) {
                throw wrong(value, "a text");
            }
            return value.toString();
        }
    },
    FLAG {
        @Override
        Object keep(Object value) {
            return switch (value.toString()) {
                case "true" -> true;
                case "false" -> false;
                default -> throw wrong(value, "true or false");
            };
        }
    },
    COUNT {
        @Override
        Object keep(Object value) {
            long number = whole(value);
            if (number < 0) {
                throw wrong(value, "0 or more");
            }
            return number;
        }
    },
    INSTANCES {
        @Override
        Object keep(Object value) {
            return value.equals("max") ? "max" : (Object) whole(value);
        }
    },
    TIME {
        @Override
        Object keep(Object value) {
            return value instanceof Number n
                    ? checked(n.longValue(), value)
                    : Units.millis(value.toString());
        }
    },
    MEMORY {
        @Override
        Object keep(Object value) {
            return value instanceof Number n
                    ? checked(n.longValue(), value)
                    : Units.bytes(value.toString());
        }
    },
    /// A command line's words: a list, or one text split as a shell does.
    WORDS {
        @Override
        Object keep(Object value) {
            return value instanceof List<?> list ? texts(list) : ShellWords.split(value.toString());
        }
    },
    /// Names or paths: a list, or one text with commas.
    NAMES {
        @Override
        Object keep(Object value) {
            return value instanceof List<?> list
                    ? texts(list)
                    : List.of(value.toString().split("\\s*,\\s*"));
        }
    },
    CODES {
        @Override
        Object keep(Object value) {
            List<String> codes =
                    texts(
                            value instanceof List<?> list
                                    ? list
                                    : List.of(value.toString().split("[,\\s]+")));
            for (String code : codes) {
                whole(code);
            }
            return codes;
        }
    },
    FLAG_OR_NAMES {
        @Override
        Object keep(Object value) {
            return value.equals("true") || value.equals("false") || value instanceof Boolean
                    ? FLAG.keep(value)
                    : NAMES.keep(value);
        }
    },
    FLAG_OR_TEXT {
        @Override
        Object keep(Object value) {
            return value.equals("true") || value.equals("false") || value instanceof Boolean
                    ? FLAG.keep(value)
                    : TEXT.keep(value);
        }
    },
    VARIABLES {
        @Override
        Object keep(Object value) {
            if (!(value instanceof JsonObject object)) {
                throw wrong(value, "names with values");
            }
            JsonObject variables = new JsonObject();
            for (Map.Entry<String, Object> member : object.members().entrySet()) {
                Object one = member.getValue();
                boolean structured = one instanceof JsonObject || one instanceof List<?>;
                variables.put(member.getKey(), structured ? JsonWriter.write(one) : one.toString());
            }
            return variables;
        }
    },
    CRON {
        @Override
        Object keep(Object value) {
            // PM2's way to switch a schedule off on the command line is the value 0.
            String line = value.toString();
            if (!line.equals("0") && !line.isEmpty()) {
                CronSchedule.of(line, ZoneId.of("UTC"));
            }
            return line;
        }
    },
    SIGNAL {
        @Override
        Object keep(Object value) {
            return Signal.of(value.toString()).name();
        }
    },
    ZONE {
        @Override
        Object keep(Object value) {
            try {
                return ZoneId.of(value.toString()).toString();
            } catch (DateTimeException e) {
                throw wrong(value, "a time zone such as Asia/Seoul");
            }
        }
    };

    abstract Object keep(Object value);

    private static long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        try {
            return Long.parseLong(value.toString().strip());
        } catch (NumberFormatException e) {
            throw wrong(value, "a whole number");
        }
    }

    private static long checked(long amount, Object value) {
        if (amount < 0) {
            throw wrong(value, "0 or more");
        }
        return amount;
    }

    private static List<String> texts(List<?> list) {
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            texts.add(element.toString());
        }
        return texts;
    }

    private static IllegalArgumentException wrong(Object value, String wanted) {
        return new IllegalArgumentException(
                "must be " + wanted + ", not " + JsonWriter.write(value));
    }
}

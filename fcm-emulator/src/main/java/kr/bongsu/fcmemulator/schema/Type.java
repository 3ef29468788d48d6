package kr.bongsu.fcmemulator.schema;

import java.util.Set;

/// What a field may hold.
public sealed interface Type {

    /// The types without parts, with the name that the transcoder gives them in an error.
    enum Scalar implements Type {
        STRING("TYPE_STRING"),
        BOOL("TYPE_BOOL"),
        INT32("TYPE_INT32"),
        FLOAT("TYPE_FLOAT"),
        DURATION("type.googleapis.com/google.protobuf.Duration"),
        TIMESTAMP("type.googleapis.com/google.protobuf.Timestamp"),
        /// `map<string, string>`.
        STRING_MAP("TYPE_STRING"),
        /// `google.protobuf.Struct`: any JSON object.
        STRUCT("type.googleapis.com/google.protobuf.Struct");

        private final String label;

        Scalar(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /// An enum; the names are accepted in any case, as production does.
    record Choice(String name, Set<String> values) implements Type {
        public Choice {
            values = Set.copyOf(values);
        }

        @Override
        public String label() {
            return "type.googleapis.com/google.firebase.fcm.v1." + name;
        }
    }

    /// A message in the message.
    record Nested(Schema schema) implements Type {
        @Override
        public String label() {
            return schema.typeUrl();
        }
    }

    String label();
}

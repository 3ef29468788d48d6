package kr.bongsu.telegram;

import java.util.List;
import java.util.Optional;

/// A run of fields that always stand together.
public record Block(String name, List<Field> fields) {

    public Block {
        fields = List.copyOf(fields);
        int offset = 0;
        for (Field field : fields) {
            if (field.offset() != offset) {
                throw new IllegalArgumentException(
                        name + "." + field.name() + " does not follow the field before it");
            }
            offset = field.end();
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(name + " has no field");
        }
    }

    /// In bytes.
    public int size() {
        return fields.getLast().end();
    }

    public Optional<Field> find(String fieldName) {
        // No stream: the decoder asks for the counts of each telegram by their names.
        for (Field field : fields) {
            if (field.name().equals(fieldName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /// The field of that name.
    ///
    /// @throws IllegalArgumentException if the block has none: a layout is checked for the fields
    ///   its user needs before it is used
    public Field field(String fieldName) {
        return find(fieldName)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "block '" + name + "' has no field '" + fieldName + "'"));
    }
}

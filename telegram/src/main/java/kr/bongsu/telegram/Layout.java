package kr.bongsu.telegram;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shape of every telegram of a line, as data. Immutable; made by [LayoutReader] from a file.
///
/// @param header stands first in every telegram, in every direction
/// @param trailer stands last in every telegram, if there is one
/// @param kind the header field that tells a telegram's kind
/// @param answer the header field and value that mark an answer, which has no body
/// @param bodies what follows the header, by kind
public record Layout(
        Text text,
        Length length,
        Block header,
        Optional<Block> trailer,
        Field kind,
        Answer answer,
        Map<String, List<Part>> bodies) {

    /// The charset of every text field.
    public static final class Text {

        private final TextCodec codec;

        Text(Charset charset) {
            this.codec = new TextCodec(charset);
        }

        public Charset charset() {
            return codec.charset();
        }

        /// Made once: to learn about a charset costs more than to decode a field.
        TextCodec codec() {
            return codec;
        }
    }

    /// How a telegram says where it ends.
    ///
    /// @param countsAll whether the length counts the whole telegram; otherwise only what follows
    ///   the length field
    /// @param limit bytes of the longest telegram, whole
    public record Length(Field field, boolean countsAll, int limit) {

        /// Bytes of the whole telegram.
        long total(long said) {
            return countsAll ? said : said + field.end();
        }

        long said(int total) {
            return countsAll ? total : total - field.end();
        }
    }

    public record Answer(Field field, String value) {}

    public Layout {
        bodies = Map.copyOf(bodies);
        if (length.limit() < header.size() + trailer.map(Block::size).orElse(0)) {
            throw new IllegalArgumentException("the limit is shorter than the header");
        }
    }

    /// Bytes of the shortest telegram: header and trailer alone.
    public int shortest() {
        return header.size() + trailer.map(Block::size).orElse(0);
    }

    /// Reads one whole telegram, as a [Framer] cut it out.
    public Decoding decode(byte[] telegram) {
        return new Decoder(this, telegram).decode();
    }

    /// The header of a telegram whose body may be malformed, to answer it by.
    public BlockView headerOf(byte[] telegram) {
        if (telegram.length < header.size()) {
            throw new IllegalArgumentException("shorter than the header");
        }
        return new BlockView(header, text.codec(), telegram, 0);
    }

    /// The block of that name, wherever it stands.
    public Optional<Block> block(String name) {
        if (header.name().equals(name)) {
            return Optional.of(header);
        }
        return bodies.values().stream().flatMap(parts -> find(name, parts).stream()).findFirst();
    }

    private static Optional<Block> find(String name, List<Part> parts) {
        for (Part part : parts) {
            Optional<Block> found =
                    switch (part) {
                        case Part.Once once ->
                                once.block().name().equals(name)
                                        ? Optional.of(once.block())
                                        : Optional.empty();
                        case Part.Repeat repeat -> find(name, repeat.parts());
                    };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}

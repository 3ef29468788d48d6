package kr.bongsu.telegram;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One well-formed telegram: its header, and the blocks of its body in the order in which they
/// stand.
///
/// Every view looks at the telegram's own bytes; nothing is copied until a value is asked for.
public final class Telegram {

    private final byte[] bytes;
    private final String kind;
    private final boolean answer;
    private final BlockView header;
    private final List<BlockView> body;
    private final Optional<BlockView> trailer;

    Telegram(
            Layout layout,
            byte[] bytes,
            BlockView header,
            List<BlockView> body,
            Optional<BlockView> trailer) {
        this.bytes = bytes;
        this.header = header;
        this.body = body;
        this.trailer = trailer;
        this.kind = header.text(layout.kind());
        this.answer = header.text(layout.answer().field()).equals(layout.answer().value());
    }

    /// For example `D`.
    public String kind() {
        return kind;
    }

    public boolean isAnswer() {
        return answer;
    }

    public BlockView header() {
        return header;
    }

    public List<BlockView> body() {
        return body;
    }

    public Optional<BlockView> trailer() {
        return trailer;
    }

    /// A copy of the header's bytes, for who must remember the telegram but not its body.
    public byte[] headerBytes() {
        return Arrays.copyOf(bytes, header.block().size());
    }

    /// In bytes, whole.
    public int size() {
        return bytes.length;
    }
}

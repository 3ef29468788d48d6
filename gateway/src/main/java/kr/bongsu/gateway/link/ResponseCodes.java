package kr.bongsu.gateway.link;

/// What P_ResponseCode says to the FEP. Zero is good; any other value asks it to look or to send
/// again.
///
/// @param duplicate stored before, nothing was changed; good, unless the FEP wants to know
/// @param malformed the telegram does not fit the layout; sending it again will not help
/// @param unavailable the ledger cannot store at the moment; send again
/// @param tooMany as many pushes wait as may; send again later
public record ResponseCodes(int good, int duplicate, int malformed, int unavailable, int tooMany) {

    public static final ResponseCodes DEFAULT = new ResponseCodes(0, 0, 1001, 9001, 9002);
}

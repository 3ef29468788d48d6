package kr.bongsu.fcmemulator.http;

/// One request on its way to its answer, on whichever protocol it came.
///
/// `respond` only writes; [#flush] sends, so that answers that fall due together leave in one
/// packet.
interface Exchange {

    /// False once the peer gave up or the connection is gone; nothing may be written then.
    boolean isOpen();

    void respond(Response response);

    void resetStream();

    void resetConnection();

    EventStream follow(Response head);

    void flush();
}

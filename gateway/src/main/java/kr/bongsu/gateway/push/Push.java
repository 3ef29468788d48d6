package kr.bongsu.gateway.push;

/// One message on its way to one recipient.
///
/// @param attempts how often it has been sent before
public record Push(PushId id, Lane lane, Message message, Recipient recipient, int attempts) {}

package kr.bongsu.fcmemulator.schema;

/// One fault in a request, as `google.rpc.BadRequest` names it.
///
/// @param field the path in proto names, or empty when the fault is not in one field
public record Violation(String field, String description) {}

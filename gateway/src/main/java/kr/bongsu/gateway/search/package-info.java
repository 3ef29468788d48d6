/// Finds pushes for people: any page of a log of many millions, by any column.
///
/// ```
///   LogQuery --> LogSearch --plan--> Finder: ids of pushes that may fit, in the order of the walk
///                                      |  by recipients, by the text's terms, by state, or by looking at every row
///                                      v
///                              rows by id, every condition looked at again --> Found
///
///   Indexer (a thread): catalogue of buckets, recipients, text blocks  --> the ledger, beside the accepting
/// ```
///
/// Uses [kr.bongsu.gateway.push], [kr.bongsu.gateway.log] and [kr.bongsu.gateway.ledger].
///
/// Invariants: the indexes only save work, what they do not know yet is looked through row by row,
/// so an answer never depends on how far they are; a search ends when its time is over and says how
/// far it came; searching never writes.
///
/// Start with [LogSearch].
@NullMarked
package kr.bongsu.gateway.search;

import org.jspecify.annotations.NullMarked;

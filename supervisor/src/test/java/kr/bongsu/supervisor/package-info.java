/// Tests of the whole process manager and of its shape; the fixtures that drive its real command
/// line.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor;

/// Tests of single parts of the command line; the commands themselves are driven one package up.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.cli;

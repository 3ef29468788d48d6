/// Servers as they are written by people who never heard of Bongsu.
@org.jspecify.annotations.NullMarked
package kr.bongsu.supervisor.deploy.servers;

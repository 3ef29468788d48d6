package kr.bongsu.gateway.fcm;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A resolver for this JVM: `after-2000ms.test` is this machine, after so long; every other name is
/// what it is anyway.
public final class SlowNames extends InetAddressResolverProvider {

    private static final Pattern SLOW = Pattern.compile("after-(\\d+)ms\\.test");

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver builtin = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                Matcher slow = SLOW.matcher(host);
                if (!slow.matches()) {
                    return builtin.lookupByName(host, policy);
                }
                long until = System.nanoTime() + Long.parseLong(slow.group(1)) * 1_000_000;
                while (System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return builtin.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "slow names";
    }
}

package kr.bongsu.acceptance;

import java.nio.file.Path;

/// Where the checkout and the distribution that was built from it are.
final class Shipped {

    static final Path ROOT = Path.of(System.getProperty("bongsu.root", "..")).normalize();
    static final Path HOME = ROOT.resolve("distribution/target/bongsu").toAbsolutePath();
    static final Path LAUNCHER = HOME.resolve("bin/bongsu");

    private Shipped() {}
}

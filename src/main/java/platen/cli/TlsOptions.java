package platen.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import platen.certificates.CertificateFiles;

/// HTTPS by the server itself, beside plain HTTP.
final class TlsOptions {
    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = {
                "A certificate with its chain in PEM, like fullchain.pem of certbot. With it the server speaks HTTPS,",
                "and takes a renewed one within a minute."
            })
    @Nullable
    Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The private key of --tls-certificate, in PEM.")
    @Nullable
    Path key;

    @Option(
            names = "--https-port",
            paramLabel = "N",
            description = "The port for HTTPS, where there is a certificate (${DEFAULT-VALUE}).",
            defaultValue = "8443")
    int port = 8443;

    @Option(
            names = "--https-bind",
            paramLabel = "ADDRESS",
            description = "The address to listen on for HTTPS; that of --bind where none is named.")
    @Nullable
    String bind;

    /// Nothing where one of the two is missing.
    Optional<CertificateFiles> files() {
        return certificate == null || key == null
                ? Optional.empty()
                : Optional.of(new CertificateFiles(certificate, key));
    }
}

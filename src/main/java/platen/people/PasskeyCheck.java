package platen.people;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.Base64UrlUtil;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether what a browser sends was made by a passkey (WebAuthn level 3), whose holder was looked at by their device.
/// Whatever the library cannot read is none: it answers what lacks a part by a NullPointerException.
final class PasskeyCheck {
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = Passkeys.ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();
    private static final ObjectConverter CONVERTER = new ObjectConverter();
    private static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);

    private PasskeyCheck() {}

    record Added(String challenge, String credential, String publicPart, long counter, boolean synced) {}

    record Said(String challenge, String credential) {}

    /// A new key, or nothing when it was not made for this site.
    static Optional<Added> added(String answer, Site site) {
        try {
            var data = MANAGER.parseRegistrationResponseJSON(answer);
            var client = data.getCollectedClientData();
            var made = data.getAttestationObject();
            if (client == null || made == null) return Optional.empty();
            var challenge = client.getChallenge().getValue();
            MANAGER.verify(data, new RegistrationParameters(server(site, challenge), ALGORITHMS, true, true));
            var facts = made.getAuthenticatorData();
            var credential = facts.getAttestedCredentialData();
            if (credential == null) return Optional.empty();
            return Optional.of(new Added(
                    Base64UrlUtil.encodeToString(challenge),
                    Base64UrlUtil.encodeToString(credential.getCredentialId()),
                    Base64UrlUtil.encodeToString(new AttestedCredentialDataConverter(CONVERTER).convert(credential)),
                    facts.getSignCount(),
                    facts.isFlagBE()));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /// What an answer says of itself, before it is believed.
    static Optional<Said> said(String answer) {
        try {
            var data = MANAGER.parseAuthenticationResponseJSON(answer);
            var client = data.getCollectedClientData();
            var credential = data.getCredentialId();
            if (client == null || credential == null) return Optional.empty();
            return Optional.of(new Said(
                    Base64UrlUtil.encodeToString(client.getChallenge().getValue()),
                    Base64UrlUtil.encodeToString(credential)));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /// How often the key has signed by now; nothing when the answer is not its own, or was made for another site.
    static @Nullable Long signed(String answer, String challenge, PasskeyRows.Kept kept, Site site) {
        try {
            var data = MANAGER.parseAuthenticationResponseJSON(answer);
            var key = new AttestedCredentialDataConverter(CONVERTER).convert(Base64UrlUtil.decode(kept.publicPart()));
            var known = new CredentialRecordImpl(
                    new NoneAttestationStatement(),
                    true,
                    kept.synced(),
                    null,
                    kept.counter(),
                    key,
                    null,
                    null,
                    null,
                    null);
            var wanted = new AuthenticationParameters(
                    server(site, Base64UrlUtil.decode(challenge)), known, null, true, true);
            var facts = MANAGER.verify(data, wanted).getAuthenticatorData();
            return facts == null ? null : facts.getSignCount();
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static ServerProperty server(Site site, byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(site.origin()))
                .rpId(site.host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}

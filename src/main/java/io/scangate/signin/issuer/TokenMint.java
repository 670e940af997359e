package io.scangate.signin.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes access tokens (RFC 9068) with one key. Whatever grant a caller came by, its token is made
 * here. Immutable, shared.
 */
final class TokenMint {
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final String issuer;
  private final Duration lifetime;
  private final JWSHeader header;
  private final ECDSASigner signer;

  TokenMint(IssuerSettings settings, ECKey key, Optional<Provider> provider) {
    this.issuer = settings.url().toString();
    this.lifetime = settings.lifetime();
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(ACCESS_TOKEN).keyID(key.getKeyID()).build();
    try {
      signer = new ECDSASigner(key);
      provider.ifPresent(chosen -> signer.getJCAContext().setProvider(chosen));
    } catch (JOSEException e) {
      throw new IllegalStateException("the issuer's key cannot sign", e);
    }
  }

  /** A token for an account, with these scopes. */
  String mint(Account account, Set<String> scopes, Instant now) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(account.client())
            .audience(account.audiences().stream().sorted().toList())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .jwtID(UUID.randomUUID().toString())
            .claim("client_id", account.client());
    if (!scopes.isEmpty()) {
      claims.claim("scope", String.join(" ", scopes.stream().sorted().toList()));
    }
    if (!account.roles().isEmpty()) {
      claims.claim("roles", account.roles().stream().sorted().toList());
    }
    account.division().ifPresent(division -> claims.claim("division", division.code()));
    SignedJWT token = new SignedJWT(header, claims.build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the issuer's key does not sign", e);
    }
    return token.serialize();
  }
}

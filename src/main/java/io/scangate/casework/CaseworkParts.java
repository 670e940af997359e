package io.scangate.casework;

import io.scangate.casework.certificates.CertificateRules;
import io.scangate.casework.identity.DossierKeys;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.recognition.PeerParts;
import io.scangate.casework.transfer.TransferSettings;
import io.scangate.credential.SealingKey;
import io.scangate.engine.Engine;
import io.scangate.engine.intake.Pepper;
import io.scangate.health.Division;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.People;
import java.time.InstantSource;

/**
 * What the procedures work with. Immutable.
 *
 * @param engine brings facts, together with the step of the procedure that they come of
 * @param people who has which reference
 * @param pepper by which documents and accounts are found
 * @param seal of who people are
 * @param dossiers the keys of what procedures keep beside identities
 * @param transfers how and until when days are handed over
 * @param sealing the key that engine and gateways share
 * @param codes makes the static codes that are given out
 * @param certificates when certificates on paper are issued
 * @param peers with which cities there is mutual recognition, and how they are spoken to
 * @param city whose procedures these are
 * @param deadlines of the steps that people and staff take
 */
public record CaseworkParts(
    Ledger ledger,
    Engine engine,
    People people,
    Pepper pepper,
    IdentitySeal seal,
    DossierKeys dossiers,
    TransferSettings transfers,
    SealingKey sealing,
    StaticCodes codes,
    CertificateRules certificates,
    PeerParts peers,
    Division city,
    Deadlines deadlines,
    InstantSource clock) {}

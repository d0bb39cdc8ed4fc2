//! Passkeys (WebAuthn): a key that a person's device holds and shows only to this site,
//! after it has made sure who holds the device. So it stands for both password and code.
//! Browsers know them for hosts with a name, over https or on this machine.

use super::{Begun, Inside, fresh_session, refused};
use crate::room::{ActError, ActResult, Room};
use crate::store::changes::By;
use crate::store::passkeys::{self, Kept};
use crate::store::{self, entry, tokens};
use crate::tokens::hex;
use serde_json::Value;
use siraj_editorial::PersonId;
use siraj_editorial::refusal::EntryRefused;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

/// So long a device may take to answer, in seconds.
const CHALLENGE_SECONDS: i64 = 5 * 60;
/// More keys than these nobody needs.
const MOST: usize = 20;

/// A challenge for a device: what the browser is told, and the secret with which it
/// answers.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// The options of the browser's own call, as WebAuthn has them in JSON.
    pub options: Value,
    /// The secret.
    pub secret: String,
}

/// Whether browsers know passkeys for this site: not for one that is but a number.
#[must_use]
pub fn are_known(room: &Room) -> bool {
    relying(room, "").is_some()
}

/// The site as devices know it: by its host, under this name.
fn relying(room: &Room, name: &str) -> Option<Webauthn> {
    let origin = Url::parse(room.site.main_origin()).ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin)
        .and_then(|site| site.rp_name(name).build())
        .inspect_err(|error| tracing::warn!(?error, "passkeys cannot be used"))
        .ok()
}

fn site(room: &Room) -> ActResult<Webauthn> {
    relying(room, "").ok_or(ActError::NotFound)
}

async fn challenge<S: serde::Serialize + Send + 'static>(
    room: &Room,
    person: Option<PersonId>,
    options: Result<Value, serde_json::Error>,
    state: S,
) -> ActResult<Challenge> {
    let options = options.map_err(store::Error::other)?;
    let (secret, hash) = crate::tokens::mint()?;
    let now = room.clock.now();
    let until = now.plus_seconds(CHALLENGE_SECONDS);
    room.db
        .write(move |tx| passkeys::challenge(tx, &hash, person, &state, (now, until)))
        .await?;
    Ok(Challenge { options, secret })
}

async fn answered<S: serde::de::DeserializeOwned + Send + 'static>(
    room: &Room,
    secret: &str,
    person: Option<PersonId>,
) -> ActResult<S> {
    let (hash, now) = (crate::tokens::hash(secret), room.clock.now());
    let state = room
        .db
        .write(move |tx| passkeys::answer(tx, &hash, person, now))
        .await?;
    state.ok_or_else(|| ActError::refused(EntryRefused::WrongKey))
}

/// A person's keys.
///
/// # Errors
/// The store's.
pub async fn keys(room: &Room, person: PersonId) -> ActResult<Vec<Kept<Passkey>>> {
    Ok(room.db.read(move |c| passkeys::of(c, person)).await?)
}

/// Asks a device for a new key of somebody inside, to be listed there under the
/// publication's name and theirs.
///
/// # Errors
/// Passkeys are not known here; too many keys.
pub async fn begin_key(
    room: &Room,
    inside: &Inside,
    (publication, name): (&str, &str),
) -> ActResult<Challenge> {
    let own = keys(room, inside.session.person).await?;
    if own.len() >= MOST {
        return refused(EntryRefused::TooManyKeys);
    }
    let known = own.iter().map(|kept| kept.key.cred_id().clone()).collect();
    let site = relying(room, publication).ok_or(ActError::NotFound)?;
    let begun = site.start_passkey_registration(
        inside.session.person.0,
        &inside.sign_in.email,
        name,
        Some(known),
    );
    let (options, state) = begun.map_err(|error| store::Error::other(error.to_string()))?;
    let options = serde_json::to_value(options).map(|mut options| {
        // Keys that the device finds by itself, so that nobody types an address.
        if let Some(wanted) = options.pointer_mut("/publicKey/authenticatorSelection") {
            wanted["residentKey"] = "required".into();
            wanted["requireResidentKey"] = true.into();
        }
        options
    });
    challenge(room, Some(inside.session.person), options, state).await
}

/// Keeps the key with which a device has answered.
///
/// # Errors
/// [`EntryRefused::WrongKey`]: the answer is none, came too late, or is somebody else's.
pub async fn add_key(room: &Room, inside: &Inside, secret: &str, answer: Value) -> ActResult<()> {
    let person = inside.session.person;
    let state: PasskeyRegistration = answered(room, secret, Some(person)).await?;
    let read = serde_json::from_value::<RegisterPublicKeyCredential>(answer);
    let key = read.ok().and_then(|answer| {
        site(room)
            .ok()?
            .finish_passkey_registration(&answer, &state)
            .ok()
    });
    let Some(key) = key else {
        return refused(EntryRefused::WrongKey);
    };
    let kept = Kept {
        id: hex(key.cred_id()),
        person,
        agent: inside.session.agent.clone(),
        key,
        created_at: room.clock.now(),
        used_at: None,
    };
    room.act(By::Person(person), "add_key", move |act| {
        act.about("person", person);
        if passkeys::by_id::<Passkey>(act.conn(), &kept.id)?.is_some() {
            return refused(EntryRefused::WrongKey);
        }
        Ok(passkeys::save(act, &kept)?)
    })
    .await?;
    Ok(())
}

/// Forgets a key of one's own.
///
/// # Errors
/// There is none of this identity.
pub async fn forget_key(room: &Room, inside: &Inside, id: String) -> ActResult<()> {
    let person = inside.session.person;
    room.act(By::Person(person), "forget_key", move |act| {
        act.about("person", person);
        if passkeys::remove(act, person, &id)? {
            Ok(())
        } else {
            Err(ActError::NotFound)
        }
    })
    .await?;
    Ok(())
}

/// Asks a device for whoever it knows.
///
/// # Errors
/// Passkeys are not known here.
pub async fn begin_sign_in(room: &Room) -> ActResult<Challenge> {
    let begun = site(room)?.start_discoverable_authentication();
    let (mut options, state) = begun.map_err(|error| store::Error::other(error.to_string()))?;
    // The person has pressed a button; the browser need not wait for a field.
    options.mediation = None;
    challenge(room, None, serde_json::to_value(options), state).await
}

/// Signs in whoever the device has answered for.
///
/// # Errors
/// [`EntryRefused::WrongKey`], whatever is wrong.
pub async fn sign_in_by_key(
    room: &Room,
    secret: &str,
    answer: Value,
    agent: &str,
) -> ActResult<Begun> {
    let wrong = || ActError::refused(EntryRefused::WrongKey);
    let state: DiscoverableAuthentication = answered(room, secret, None).await?;
    let read = serde_json::from_value::<PublicKeyCredential>(answer);
    let answer = read.map_err(|_| wrong())?;
    let id = hex(answer.get_credential_id());
    let found: Option<Kept<Passkey>> = room.db.read(move |c| passkeys::by_id(c, &id)).await?;
    let mut kept = found.ok_or_else(wrong)?;
    let key = DiscoverableKey::from(&kept.key);
    #[expect(deprecated, reason = "the newer form asks for a key's internals")]
    let done = site(room)?.finish_discoverable_authentication(&answer, state, &[key]);
    let done = done
        .inspect_err(|error| tracing::info!(%error, "a passkey's answer is not right"))
        .map_err(|_| wrong())?;
    kept.key.update_credential(&done);
    let now = room.clock.now();
    kept.used_at = Some(now);
    let person = kept.person;
    let (secret, session) = fresh_session(person, false, agent, now)?;
    let hash = crate::tokens::hash(&secret);
    let begun = room
        .act(By::Person(person), "sign_in", move |act| {
            act.about("person", person);
            // One whose account was taken away cannot come in.
            let own = entry::of(act.conn(), person)?.ok_or_else(wrong)?;
            tokens::account(act.conn(), person)?.ok_or_else(wrong)?;
            passkeys::save(act, &kept)?;
            entry::begin_session(act, &session, &hash)?;
            Ok(own.language)
        })
        .await?;
    Ok(Begun {
        secret,
        half: false,
        language: begun.value,
    })
}

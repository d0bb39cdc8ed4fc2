//! What readers see of a person: names, office, portrait, a paragraph, where else they are
//! found; and two profiles that turned out to be one. For chiefs and owners.

use super::form::{Field, Typed, by_language, keeping};
use super::gate::Gate;
use super::going::{Changes, Goes};
use super::house::{editions, failed};
use super::page::{self, Frame};
use super::people::{HERE, chief};
use super::sheet::{
    FormPage, GoingWords, Way, articles_in, old_paths, picture_field, pictures, settled,
};
use super::topics::slug_typed;
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::slugs::{self, Kind};
use crate::store::{self, house, tokens};
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::PersonId;
use siraj_editorial::edition::Edition;
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::role::Actor;

fn fields(frame: &Frame, editions: &[Edition], person: &Person) -> Vec<Field> {
    let mut fields = by_language(editions, "name", frame.t("house.name"), &person.name);
    for field in by_language(editions, "title", frame.t("house.office"), &person.title) {
        fields.push(field.hint(frame.t("house.office_hint")));
    }
    let label = frame.t("house.about_person");
    for field in by_language(editions, "biography", label, &person.biography) {
        fields.push(field.of_lines(4_000));
    }
    let email = person.email.as_deref().unwrap_or_default();
    fields.extend([
        Field::path("slug", frame.t("house.path"), &person.slug).hint(frame.t("house.path_hint")),
        Field::path("email", frame.t("house.letters"), email).hint(frame.t("house.letters_hint")),
        Field::path("links", frame.t("house.links"), &person.links.join("\n"))
            .hint(frame.t("house.links_hint"))
            .of_lines(5_000),
    ]);
    fields
}

impl Changes for Person {
    fn known_as(self, id: PersonId) -> Self {
        Self { id, ..self }
    }

    fn typed_over(&self, typed: &Typed, editions: &[Edition]) -> Self {
        let name = keeping(typed.named("name"), &self.name, editions);
        let email = typed.get("email").trim();
        let links = typed
            .get("links")
            .lines()
            .map(|line| line.trim().to_owned());
        Self {
            slug: slug_typed(typed, &name),
            title: keeping(typed.named("title"), &self.title, editions),
            biography: keeping(typed.named("biography"), &self.biography, editions),
            portrait: typed.id("portrait"),
            email: Some(email.to_owned()).filter(|email| !email.is_empty()),
            links: links.filter(|line| !line.is_empty()).collect(),
            name,
            ..self.clone()
        }
    }

    async fn save(room: &Room, actor: Actor, new: Self) -> ActResult<Done<Self>> {
        acts::save_person(room, actor, new).await
    }

    async fn draw(
        gate: &Gate,
        headers: &HeaderMap,
        (inside, _): (&Inside, &[Self]),
        (person, outcome): (&Self, Result<Option<String>, ActError>),
    ) -> Result<Response, Response> {
        let mut frame = Frame::inside(gate, inside, HERE).await;
        let editions = editions(gate, headers).await?;
        let mut fields = fields(&frame, &editions, person);
        let (id, portrait, heir) = (person.id, person.portrait, person.merged_into);
        let asks = frame.clone();
        let read = gate.room.db.read(move |c| {
            let old = slugs::old(c, Kind::Person, &id.to_string())?;
            let articles = articles_in(c, &asks, |edition| List::Author(edition, id))?;
            let account = tokens::account(c, id)?.is_some();
            let heir: Vec<PersonId> = heir.into_iter().collect();
            let heir = house::people(c, &heir)?.pop();
            Ok::<_, store::Error>((old, articles, pictures(c, portrait)?, account, heir))
        });
        let (old, articles, pictures, has_account, heir) =
            read.await.map_err(|error| failed(headers, error))?;
        let mut portrait = picture_field(&frame, "portrait", &pictures, person.portrait);
        frame.t("house.portrait").clone_into(&mut portrait.label);
        fields.push(portrait);
        let (status, undo) = settled(&mut frame, headers, outcome, &mut fields)?;
        let mut under = vec![format!("/author/{}", person.slug)];
        if let Some(heir) = heir {
            let heir = frame.named(&heir.name);
            let words = [("name", heir.as_str())];
            under.push(frame.messages.with("house.merged_into", &words));
        }
        under.extend(old_paths(&frame, "/author", &old));
        let here = format!("{HERE}/{id}");
        let mut ways = vec![Way {
            url: format!("{here}/merge"),
            words: frame.t("house.merge_person").to_owned(),
            what: frame.t("house.merge_person_what").to_owned(),
        }];
        if has_account {
            ways = vec![Way {
                url: here.clone(),
                words: frame.t("house.account").to_owned(),
                what: frame.t("house.account_what").to_owned(),
            }];
        }
        let page = FormPage {
            back: (HERE.to_owned(), frame.t("rooms.people").to_owned()),
            title: frame.named(&person.name),
            under: frame.isolated(&under.join(" · ")),
            public: Some(format!("/author/{}", person.slug))
                .filter(|_| person.merged_into.is_none()),
            here: format!("{here}/profile"),
            fields,
            groups: Vec::new(),
            undo,
            ways,
            articles: Some(articles),
            frame,
        };
        Ok(page::page(status, &page))
    }
}

impl Goes for Person {
    type Id = PersonId;
    const HERE: &'static str = HERE;
    const PLACE: &'static str = HERE;
    const END: &'static str = "/profile";
    const WORDS: GoingWords = GoingWords {
        into: "house.merge_into_person",
        merge_title: "house.merge_person_title",
        merge: "house.merge_person",
        addresses: "house.merge_person_addresses",
        alone: "house.no_other_person",
        remove_title: "house.remove_title",
        remove: "house.merge_person",
    };

    fn id(&self) -> PersonId {
        self.id
    }

    fn called(&self) -> &Named {
        &self.name
    }

    fn slug(&self) -> &str {
        &self.slug
    }

    fn is_merged(&self) -> bool {
        self.merged_into.is_some()
    }

    fn all(c: &mut Conn<'_>) -> store::Result<Vec<Self>> {
        house::all_people(c)
    }

    async fn whose(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
        chief(gate, headers).await
    }

    async fn merge(
        room: &Room,
        actor: Actor,
        gone: PersonId,
        heir: PersonId,
    ) -> ActResult<Done<()>> {
        acts::merge_person(room, actor, gone, heir).await
    }
}

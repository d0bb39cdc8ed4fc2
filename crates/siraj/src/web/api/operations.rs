//! Every operation of the API: method, path, what it does, what it takes, and
//! who answers it. The one table of which routes and document are made.

use super::fields::Field;
use super::gate::Gate;
use super::{
    articles, breaking, like, log, notes, pages, people, pictures, placements, posts, presence,
    related, schema, search, sections, settings, sources, stories, topics, typography, verbs,
};
use axum::routing::{MethodRouter, delete, get, post, put};

/// How an operation is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Adds, or does.
    Post,
    /// Writes in place.
    Put,
    /// Takes back.
    Delete,
}

/// What an operation takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// These values after the path.
    Query(&'static [&'static str]),
    /// These values after the path, and no token: what it answers is public.
    Open(&'static [&'static str]),
    /// A JSON object of these fields.
    Json(&'static [Field]),
    /// A picture with its words; whether the picture must be there.
    Picture(bool),
}

/// An operation.
pub struct Operation {
    /// How.
    pub method: Method,
    /// Where, under the API's root.
    pub path: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Its status when it is done.
    pub status: u16,
    /// Who answers it.
    pub route: MethodRouter<Gate>,
}

macro_rules! operations {
    ($($method:ident $path:literal $about:literal $takes:expr, $status:literal => $handler:path;)*) => {
        /// All operations.
        pub fn all() -> Vec<Operation> {
            vec![$(Operation {
                method: operations!(@method $method),
                path: $path,
                about: $about,
                takes: $takes,
                status: $status,
                route: $method($handler),
            },)*]
        }
    };
    (@method get) => { Method::Get };
    (@method post) => { Method::Post };
    (@method put) => { Method::Put };
    (@method delete) => { Method::Delete };
}

const PLACE: Takes = Takes::Query(&["before", "limit"]);

operations! {
    get "/me" "Who the token is." Takes::Nothing, 200 => log::me;
    get "/changes" "The log of changes after a number." Takes::Query(&["after", "limit"]), 200 => log::changes;

    get "/search" "Search what is public, in one edition; no token is needed. Days are those of the publication." Takes::Open(search::ASKED), 200 => search::search;

    get "/articles" "The articles touched last, or those whose headlines have these words." Takes::Query(&["q", "before", "limit"]), 200 => articles::recent;
    post "/articles" "Begin an article." Takes::Json(schema::NEW_ARTICLE), 201 => articles::begin;
    get "/articles/{id}" "One article, by id or short id, with its newest text and checklist; `text=prosemirror` tells the text as the editor has it." Takes::Query(&["text"]), 200 => articles::one;
    put "/articles/{id}" "Save a new text; 409 with both texts when `base` is not the newest revision." Takes::Json(schema::ARTICLE_TEXT), 200 => articles::revise;
    get "/articles/{id}/mentions" "Topics that its newest text mentions and that it does not carry." Takes::Nothing, 200 => presence::mentions;
    get "/articles/{id}/like" "Articles that are public in its edition and like its newest text, the most alike first." Takes::Nothing, 200 => like::list;
    get "/articles/{id}/related" "What it names beside it: what editors pinned, what was chosen, and what is banned." Takes::Nothing, 200 => related::list;
    put "/articles/{id}/related/{other}" "Pin another article among the related, or ban it." Takes::Json(schema::RELATED), 200 => related::decide;
    delete "/articles/{id}/related/{other}" "Leave it to be chosen by itself again." Takes::Nothing, 200 => related::free;
    put "/articles/{id}/presence" "Say that a window has it open, and what it wants: to write, to read, to ask for the pen." Takes::Json(schema::PRESENCE), 200 => presence::hear;
    post "/typography" "What the house's typography says of these texts: slips with what should stand there, and words that want a second look; places count UTF-16 units." Takes::Json(schema::TYPOGRAPHY), 200 => typography::look;
    get "/articles/{id}/revisions" "Its revisions, newest first." Takes::Nothing, 200 => articles::revisions;
    post "/articles/{id}/submission" "Send it for review." Takes::Nothing, 200 => verbs::submission;
    post "/articles/{id}/return" "Send it back to its writer with a note." Takes::Json(schema::NOTE), 200 => verbs::returned;
    post "/articles/{id}/approval" "Approve what waits for review." Takes::Nothing, 200 => verbs::approval;
    post "/articles/{id}/publication" "Publish, update or fix it." Takes::Json(schema::PUBLICATION), 200 => verbs::publication;
    put "/articles/{id}/schedule" "Set the moment at which it goes out by itself." Takes::Json(schema::AT), 200 => verbs::set_schedule;
    delete "/articles/{id}/schedule" "Take the schedule back." Takes::Nothing, 200 => verbs::drop_schedule;
    put "/articles/{id}/embargo" "Set an embargo: a hard stop on every output." Takes::Json(schema::UNTIL), 200 => verbs::set_embargo;
    delete "/articles/{id}/embargo" "Lift the embargo." Takes::Nothing, 200 => verbs::drop_embargo;
    put "/articles/{id}/expiry" "Set when it leaves the public by itself." Takes::Json(schema::AT), 200 => verbs::set_expiry;
    delete "/articles/{id}/expiry" "Keep it for good." Takes::Nothing, 200 => verbs::drop_expiry;
    post "/articles/{id}/corrections" "Correct it in public." Takes::Json(schema::CORRECTION), 200 => verbs::correction;
    post "/articles/{id}/withdrawal" "Withdraw it with a notice." Takes::Json(schema::WITHDRAWAL), 200 => verbs::withdrawal;
    put "/articles/{id}/counterpart" "Name its counterpart in another edition." Takes::Json(schema::COUNTERPART), 200 => verbs::set_counterpart;
    delete "/articles/{id}/counterpart" "Take it out of its pair." Takes::Nothing, 200 => verbs::drop_counterpart;
    put "/articles/{id}/bin" "Put it into the bin for ninety days." Takes::Nothing, 200 => verbs::set_bin;
    delete "/articles/{id}/bin" "Take it out of the bin." Takes::Nothing, 200 => verbs::drop_bin;
    put "/articles/{id}/prominence" "Say how much it is wanted on the fronts." Takes::Json(schema::PROMINENCE), 200 => verbs::prominence;
    post "/articles/{id}/erasure" "Erase it by law; an owner's right." Takes::Json(schema::ERASURE), 200 => verbs::erasure;

    get "/articles/{id}/coverage" "How the coverage of a live article stands." Takes::Nothing, 200 => posts::coverage;
    put "/articles/{id}/coverage" "Say what has to be known at its top and when it ends by itself." Takes::Json(schema::COVERAGE), 200 => posts::decide;
    put "/articles/{id}/coverage/running" "Begin the coverage, or take it up again." Takes::Nothing, 200 => posts::start;
    delete "/articles/{id}/coverage/running" "End the coverage." Takes::Nothing, 200 => posts::end;
    get "/articles/{id}/posts" "The posts of a live article, newest first, before a number." PLACE, 200 => posts::list;
    post "/articles/{id}/posts" "Add a post; it is public at once." Takes::Json(schema::NEW_POST), 201 => posts::add;
    get "/posts/{id}" "One post." Takes::Nothing, 200 => posts::one;
    put "/posts/{id}" "Change a post; 409 with both texts when `base` is not its revision." Takes::Json(schema::POST_TEXT), 200 => posts::change;
    get "/posts/{id}/revisions" "Its revisions, newest first." Takes::Nothing, 200 => posts::revisions;
    post "/posts/{id}/corrections" "Correct a post in public." Takes::Json(schema::POST_CORRECTION), 200 => posts::correct;
    put "/posts/{id}/pin" "Mark a post as a key moment." Takes::Nothing, 200 => posts::pin;
    delete "/posts/{id}/pin" "Mark it no longer." Takes::Nothing, 200 => posts::unpin;
    put "/posts/{id}/removal" "Remove a post; its time and the reason stay." Takes::Json(schema::REMOVAL), 200 => posts::remove;
    delete "/posts/{id}/removal" "Bring a removed post back." Takes::Nothing, 200 => posts::bring_back;

    get "/articles/{id}/notes" "The notes beside it, oldest first; for those who work on it or are named." Takes::Nothing, 200 => notes::list;
    post "/articles/{id}/notes" "Add a note; those whom it names are told." Takes::Json(schema::NEW_NOTE), 201 => notes::add;
    put "/articles/{id}/notes/{note}/settlement" "Settle a note." Takes::Nothing, 200 => notes::settle;
    delete "/articles/{id}/notes/{note}/settlement" "Open a settled note again." Takes::Nothing, 200 => notes::reopen;

    get "/pictures" "The newest pictures of the library, or those that words find." Takes::Query(&["q", "before", "limit"]), 200 => pictures::newest;
    post "/pictures" "Take a picture in with its words." Takes::Picture(true), 201 => pictures::add;
    get "/pictures/{id}" "One picture, with what shows it." Takes::Nothing, 200 => pictures::one;
    put "/pictures/{id}" "Change its words, and with a file the picture." Takes::Picture(false), 200 => pictures::change;

    get "/sections" "All sections." Takes::Nothing, 200 => sections::list;
    post "/sections" "Make a section." Takes::Json(schema::SECTION), 201 => sections::create;
    get "/sections/{id}" "One section." Takes::Nothing, 200 => sections::one;
    put "/sections/{id}" "Rename or move a section." Takes::Json(schema::SECTION), 200 => sections::change;

    get "/people" "Everybody." Takes::Nothing, 200 => people::list;
    post "/people" "Add a person." Takes::Json(schema::PERSON), 201 => people::create;
    get "/people/{id}" "One person, with what they may do." Takes::Nothing, 200 => people::one;
    put "/people/{id}" "Change a profile." Takes::Json(schema::PERSON), 200 => people::change;
    put "/people/{id}/account" "Say what a person may do." Takes::Json(schema::ACCOUNT), 200 => people::account;

    get "/topics" "All topics." Takes::Nothing, 200 => topics::list;
    post "/topics" "Make a topic." Takes::Json(schema::TOPIC), 201 => topics::create;
    get "/topics/{id}" "One topic." Takes::Nothing, 200 => topics::one;
    put "/topics/{id}" "Change a topic." Takes::Json(schema::TOPIC), 200 => topics::change;

    get "/stories" "All running stories." Takes::Nothing, 200 => stories::list;
    post "/stories" "Make a running story." Takes::Json(schema::STORY), 201 => stories::create;
    get "/stories/{id}" "One running story." Takes::Nothing, 200 => stories::one;
    put "/stories/{id}" "Change a running story." Takes::Json(schema::STORY), 200 => stories::change;

    get "/sources" "All agencies and networks." Takes::Nothing, 200 => sources::list;
    post "/sources" "Add an agency or a network." Takes::Json(schema::SOURCE), 201 => sources::create;
    put "/sources/{id}" "Change an agency or a network." Takes::Json(schema::SOURCE), 200 => sources::change;

    get "/pages" "All static pages." Takes::Nothing, 200 => pages::list;
    post "/pages" "Make a static page." Takes::Json(schema::PAGE), 201 => pages::create;
    get "/pages/{id}" "One static page." Takes::Nothing, 200 => pages::one;
    put "/pages/{id}" "Change a static page." Takes::Json(schema::PAGE), 200 => pages::change;

    get "/settings/identity" "The publication." Takes::Nothing, 200 => settings::identity;
    put "/settings/identity" "Change the publication." Takes::Json(schema::IDENTITY), 200 => settings::change_identity;
    get "/settings/editions" "The editions." Takes::Nothing, 200 => settings::editions;
    put "/settings/editions/{id}" "Change an edition's habits." Takes::Json(schema::EDITION), 200 => settings::change_edition;

    get "/breaking/{id}" "The breaking bar of an edition (id, prefix or language)." Takes::Nothing, 200 => breaking::one;
    put "/breaking/{id}" "Set the breaking bar." Takes::Json(schema::BREAKING), 200 => breaking::set;
    delete "/breaking/{id}" "Take the breaking bar away." Takes::Nothing, 200 => breaking::remove;

    get "/placements" "All placements." Takes::Nothing, 200 => placements::list;
    post "/placements" "Make a placement." Takes::Json(schema::PLACEMENT), 201 => placements::create;
    put "/placements/{id}" "Change a placement." Takes::Json(schema::PLACEMENT), 200 => placements::change;
    delete "/placements/{id}" "Take a placement away." Takes::Nothing, 200 => placements::remove;
}

//! The clock follower: turns moments into changes. Schedules, embargo ends,
//! expiries of articles and of pictures' rights, placements and the breaking bar turning on and off,
//! pins of fronts and coverages ending, local midnight
//! and the news sitemap's two days: when one falls due it becomes an act like
//! any other. It sleeps until the next, and after a restart does first what was
//! slept through.

use super::trouble;
use crate::actions::{coverage, schedule};
use crate::room::{ActResult, KEPT_SECONDS, Room};
use crate::store::changes::By;
use crate::store::{articles, clock, fronts, house, media, placements, posts, tokens};
use siraj_editorial::front::FrontOf;
use siraj_editorial::placement::Placement;
use siraj_editorial::{ArticleId, EditionId, MediaId, Timestamp};
use std::time::Duration;

/// A schedule fires within a second: this is how long the clock sleeps at most.
const LONGEST_SLEEP: Duration = Duration::from_millis(500);

/// How many articles are brought up to the moment at once.
const BATCH: i64 = 200;

/// Google's rule: a news sitemap holds the last two days.
/// Source: <https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>.
const NEWS_SECONDS: i64 = 2 * 24 * 3600;

/// Follows for ever.
pub async fn follow(room: Room) {
    loop {
        if let Err(error) = tick(&room).await {
            trouble("clock", error).await;
        }
        tokio::time::sleep(LONGEST_SLEEP).await;
    }
}

/// What has fallen due by now.
struct Due {
    articles: Vec<ArticleId>,
    pictures: Vec<MediaId>,
    placements: Vec<Placement>,
    breaking: Vec<EditionId>,
    fronts: Vec<FrontOf>,
    /// Live articles whose coverage ends.
    coverages: Vec<ArticleId>,
    days: Vec<(EditionId, String)>,
    windows: Vec<(EditionId, Timestamp)>,
}

impl Due {
    fn is_nothing(&self) -> bool {
        self.articles.is_empty()
            && self.pictures.is_empty()
            && self.placements.is_empty()
            && self.breaking.is_empty()
            && self.fronts.is_empty()
            && self.coverages.is_empty()
            && self.days.is_empty()
            && self.windows.is_empty()
    }
}

/// Does all that has fallen due by now. Doing it twice changes nothing.
///
/// # Errors
/// When the store cannot serve; the rest is done the next time.
pub async fn tick(room: &Room) -> ActResult<()> {
    loop {
        let due = due(room).await?;
        if due.is_nothing() {
            return Ok(());
        }
        for article in &due.articles {
            schedule::let_happen(room, *article).await?;
        }
        for picture in due.pictures {
            room.act(By::Clock, "moment", move |act| {
                act.about("media", picture);
                Ok(media::settle_expiry(act, picture)?)
            })
            .await?;
        }
        for placement in due.placements {
            room.act(By::Clock, "moment", move |act| {
                act.about("placement", placement.id);
                Ok(placements::save(act, &placement)?)
            })
            .await?;
        }
        for edition in due.breaking {
            room.act(By::Clock, "moment", move |act| {
                act.about("edition", edition);
                Ok(placements::set_breaking(act, edition, None)?)
            })
            .await?;
        }
        for front in due.fronts {
            room.act(By::Clock, "moment", move |act| {
                act.about("front", front);
                Ok(fronts::settle(act, front)?)
            })
            .await?;
        }
        for article in due.coverages {
            coverage::let_end(room, article).await?;
        }
        for (edition, day) in due.days {
            room.act(By::Clock, "midnight", move |act| {
                act.about("edition", edition);
                clock::set_day(act, edition, &day)?;
                Ok(())
            })
            .await?;
            forget_old_answers(room).await?;
        }
        for (edition, from) in due.windows {
            room.act(By::Clock, "news_window", move |act| {
                act.about("edition", edition);
                Ok(clock::set_news_window(act, edition, from)?)
            })
            .await?;
        }
    }
}

async fn due(room: &Room) -> ActResult<Due> {
    let now = room.clock.now();
    room.db
        .read(move |c| {
            let zone = house::zone_now(c)?;
            let today = zone.to_datetime(now.to_jiff()).date().to_string();
            let mut days = Vec::new();
            let mut windows = Vec::new();
            for edition in house::editions(c)? {
                if clock::day(c, edition.id)?.as_deref() != Some(today.as_str()) {
                    days.push((edition.id, today.clone()));
                }
                let from = clock::news_window(c, edition.id)?;
                let wanted = now.plus_seconds(-NEWS_SECONDS);
                // The window moves only when an article falls out of it.
                let oldest = clock::oldest_since(c, edition.id, from)?;
                if oldest.is_some_and(|oldest| oldest < wanted) {
                    windows.push((edition.id, wanted));
                }
            }
            Ok(Due {
                articles: articles::due(c, now, BATCH)?,
                pictures: media::due(c, now)?,
                placements: placements::due(c, now)?,
                breaking: placements::breaking_due(c, now)?,
                fronts: fronts::due(c, now)?,
                coverages: posts::due(c, now)?,
                days,
                windows,
            })
        })
        .await
}

async fn forget_old_answers(room: &Room) -> ActResult<()> {
    let before = room.clock.now().plus_seconds(-KEPT_SECONDS);
    room.db
        .write(move |tx| tokens::forget_answers(tx, before))
        .await
        .map_err(crate::room::ActError::from)?;
    Ok(())
}

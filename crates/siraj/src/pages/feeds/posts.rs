//! The posts of a live article as feeds carry them: after its text, newest first,
//! each under its time and headline.

use super::gather::corrected;
use crate::pages::build::Press;
use crate::store::Result;
use crate::store::live::Face;
use siraj_editorial::Timestamp;
use siraj_editorial::body::{Block, Level, Run, Subhead};
use siraj_editorial::post::LivePost;

/// How many posts an item of a feed carries.
const MOST: usize = 20;

/// The newest posts of an article; none of one that is not live.
pub(super) fn of(press: &mut Press<'_, '_>, face: &Face) -> Result<Vec<LivePost>> {
    if !face.is_live() {
        return Ok(Vec::new());
    }
    let mut posts = press.view.newest_posts(face.card.article)?.posts;
    posts.retain(LivePost::stands);
    posts.truncate(MOST);
    Ok(posts)
}

/// When any of them came or changed last.
pub(super) fn latest(posts: &[LivePost]) -> Option<Timestamp> {
    posts
        .iter()
        .map(|post| post.changed_at.unwrap_or(post.at).max(post.at))
        .max()
}

/// The posts as blocks.
pub(super) fn blocks(press: &Press<'_, '_>, posts: &[LivePost]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for post in posts {
        let at = press.words.moment(post.at);
        let mut title = at.words.plain().to_owned();
        if !post.text.headline.is_empty() {
            title = format!("{title}: {}", post.text.headline);
        }
        blocks.push(Block::Subhead(Subhead {
            level: Level::Three,
            runs: vec![Run::plain(title)],
        }));
        blocks.extend(post.text.body.blocks.iter().cloned());
        blocks.extend(post.corrections.iter().map(|one| corrected(press, one)));
    }
    blocks
}

// Which addresses a link and a card may have: the rules of `siraj_editorial::body::{mark, embed}`,
// said at once instead of when the text is saved. The server judges again.

const LINK_LENGTH = 2048;

// White space, characters that nobody sees, and those that mean something else to a browser.
const FORBIDDEN =
  /[\s\p{Cc}\p{Cn}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}<>"'`\\^{}|]/u;

/** Whether a link may lead there: http, https, mailto or tel, complete. */
export function isAllowedAddress(address: string): boolean {
  if ([...address].length > LINK_LENGTH || FORBIDDEN.test(address)) return false;
  const colon = address.indexOf(':');
  if (colon < 0) return false;
  const rest = address.slice(colon + 1);
  switch (address.slice(0, colon).toLowerCase()) {
    case 'http':
    case 'https':
      return hostOf(address) !== null;
    case 'mailto': {
      const at = rest.indexOf('@');
      return at > 0 && at < rest.length - 1;
    }
    case 'tel':
      return /^\+?[-.()]*[0-9][-.()0-9]*$/.test(rest);
    default:
      return false;
  }
}

/** The host of an http or https address in lower case, without its port. */
export function hostOf(address: string): string | null {
  const found = /^https?:\/\/([^/?#]*)/i.exec(address);
  const authority = found?.[1];
  if (!authority || authority.includes('@')) return null;
  const parted = /^(.+):([^:\]]*)$/.exec(authority);
  const [name, port] = parted ? [parted[1] ?? '', parted[2] ?? ''] : [authority, ''];
  const plain = /^(?:[\p{L}\p{N}._[\]:-]|[^\x00-\x7f])+$/u.test(name) && /[\p{L}\p{N}]/u.test(name);
  return plain && /^[0-9]*$/.test(port) ? name.toLowerCase() : null;
}

const ARTICLE = /^article:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether this may be the `href` of a link: an address, or one of our own articles. */
export function isHref(href: string): boolean {
  return ARTICLE.test(href) || isAllowedAddress(href);
}

/** The article to which a link leads, if it is one of our own. */
export function articleOf(href: string): string | null {
  return ARTICLE.test(href) ? href.slice('article:'.length) : null;
}

/** What somebody typed as an address, completed; `null` where it is none. */
export function completed(typed: string): string | null {
  const text = typed.trim();
  if (isAllowedAddress(text)) return text;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) {
    return isAllowedAddress(`mailto:${text}`) ? `mailto:${text}` : null;
  }
  const looksLikeHost = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(:[0-9]+)?([/?#]\S*)?$/u.test(text);
  return looksLikeHost && isAllowedAddress(`https://${text}`) ? `https://${text}` : null;
}

/** Name in JSON, name for people, hosts with their subdomains: `embed.rs`, in its order. */
const PROVIDERS: [string, string, string[]][] = [
  ['youtube', 'YouTube', ['youtube.com', 'youtu.be', 'youtube-nocookie.com']],
  ['vimeo', 'Vimeo', ['vimeo.com']],
  ['dailymotion', 'Dailymotion', ['dailymotion.com', 'dai.ly']],
  ['tiktok', 'TikTok', ['tiktok.com']],
  ['x', 'X', ['x.com', 'twitter.com']],
  ['bluesky', 'Bluesky', ['bsky.app']],
  ['telegram', 'Telegram', ['t.me', 'telegram.me']],
  ['facebook', 'Facebook', ['facebook.com', 'fb.watch']],
  ['instagram', 'Instagram', ['instagram.com']],
  ['soundcloud', 'SoundCloud', ['soundcloud.com']],
  ['spotify', 'Spotify', ['spotify.com']],
  ['datawrapper', 'Datawrapper', ['datawrapper.de', 'dwcdn.net']],
  ['flourish', 'Flourish', ['flourish.studio']],
  ['openstreetmap', 'OpenStreetMap', ['openstreetmap.org']],
];

export interface Provider {
  key: string;
  name: string;
}

/** The provider to whom an https address belongs. */
export function providerOf(address: string): Provider | null {
  if (!address.startsWith('https://') || !isAllowedAddress(address)) return null;
  const host = hostOf(address);
  const found = PROVIDERS.find(([, , hosts]) => hosts.some((domain) => host === domain || host?.endsWith(`.${domain}`)));
  return found ? { key: found[0], name: found[1] } : null;
}

/** The provider's own name, the same in every language. */
export function providerNamed(key: string): string {
  return PROVIDERS.find(([named]) => named === key)?.[1] ?? key;
}

/** All names, for saying which ones there are. */
export function providerNames(): string[] {
  return PROVIDERS.map(([, name]) => name);
}

// Times under a day old as «قبل 25 دقيقة». The plural forms are the browser's own, so there is no
// sentence here; the absolute time stays as the title.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function times(): void {
  const root = document.documentElement;
  const digits = root.dataset.digits ?? 'latn';
  const say = new Intl.RelativeTimeFormat(`${root.lang}-u-nu-${digits}`, { numeric: 'always' });
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-relative]')) {
    const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!(age >= 0 && age < DAY)) continue;
    time.title = time.textContent?.trim() ?? '';
    time.textContent =
      age < HOUR
        ? say.format(-Math.max(1, Math.floor(age / MINUTE)), 'minute')
        : say.format(-Math.floor(age / HOUR), 'hour');
  }
}

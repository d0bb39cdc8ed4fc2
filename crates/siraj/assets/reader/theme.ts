// Runs before the first paint: puts the reader's chosen theme and text size on the root, so that
// no page flashes in another. The choices are made in display.ts.

try {
  for (const name of ['theme', 'size']) {
    const chosen = localStorage.getItem(name);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage is closed to us: the system's theme holds.
}

// Takes the guide's pictures anew, into docs/guide/pictures/. Run it when guide.test.mjs says that a
// picture is stale, and look at what it took.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLDER, taken } from './harness/guide.mjs';

await mkdir(FOLDER, { recursive: true });
for await (const { name, bytes } of taken()) {
  await writeFile(join(FOLDER, `${name}.webp`), bytes);
  console.log(`docs/guide/pictures/${name}.webp: ${bytes.length} bytes`);
}

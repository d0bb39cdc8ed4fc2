// Reads and rewrites the few tables of a TrueType file that the build must touch: the name table,
// because a subset under the Open Font License may not carry a reserved name, and the character
// map, to prove that a subset holds what the pages need. Shapes and layout are harfbuzz's work.

/** The tables of a font file, by tag. */
export function readTables(file) {
  const tables = new Map();
  for (let index = 0; index < file.readUInt16BE(4); index += 1) {
    const record = 12 + 16 * index;
    const offset = file.readUInt32BE(record + 8);
    const length = file.readUInt32BE(record + 12);
    tables.set(file.toString('latin1', record, record + 4), file.subarray(offset, offset + length));
  }
  return tables;
}

/** A font file of these tables, with fresh checksums. */
export function writeTables(version, tables) {
  const tags = [...tables.keys()].sort();
  const power = 2 ** Math.floor(Math.log2(tags.length));
  const header = Buffer.alloc(12 + 16 * tags.length);
  header.writeUInt32BE(version, 0);
  header.writeUInt16BE(tags.length, 4);
  header.writeUInt16BE(16 * power, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE(16 * (tags.length - power), 10);
  const parts = [header];
  let offset = header.length;
  let head = 0;
  tags.forEach((tag, index) => {
    const length = tables.get(tag).length;
    const part = Buffer.alloc(Math.ceil(length / 4) * 4);
    tables.get(tag).copy(part);
    if (tag === 'head') {
      head = offset;
      part.writeUInt32BE(0, 8);
    }
    const record = 12 + 16 * index;
    header.write(tag, record, 'latin1');
    header.writeUInt32BE(checksum(part), record + 4);
    header.writeUInt32BE(offset, record + 8);
    header.writeUInt32BE(length, record + 12);
    parts.push(part);
    offset += part.length;
  });
  const file = Buffer.concat(parts);
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, head + 8);
  return file;
}

function checksum(bytes) {
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  }
  return sum;
}

/** A name table of exactly these sentences, by name identifier. */
export function nameTable(names) {
  const entries = Object.entries(names).map(([id, text]) => [
    Number(id),
    Buffer.from(text, 'utf16le').swap16(),
  ]);
  const header = Buffer.alloc(6 + 12 * entries.length);
  header.writeUInt16BE(entries.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  entries.forEach(([id, text], index) => {
    const windows = [3, 1, 0x409, id, text.length, offset];
    windows.forEach((value, field) => header.writeUInt16BE(value, 6 + 12 * index + 2 * field));
    offset += text.length;
  });
  return Buffer.concat([header, ...entries.map(([, text]) => text)]);
}

/** The sentence under a name identifier in the Windows names, or nothing. */
export function readName(table, wanted) {
  const strings = table.readUInt16BE(4);
  for (let index = 0; index < table.readUInt16BE(2); index += 1) {
    const record = 6 + 12 * index;
    const [platform, , , id, length, offset] = [0, 2, 4, 6, 8, 10].map((at) =>
      table.readUInt16BE(record + at),
    );
    if (platform === 3 && id === wanted) {
      const bytes = Buffer.from(table.subarray(strings + offset, strings + offset + length));
      return bytes.swap16().toString('utf16le');
    }
  }
  return undefined;
}

/** Every code point that the character map knows. */
export function codePoints(cmap) {
  const found = new Set();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) {
      segments(table, found);
    } else if (format === 12) {
      for (let group = 0; group < table.readUInt32BE(12); group += 1) {
        const [first, last] = [16, 20].map((at) => table.readUInt32BE(at + 12 * group));
        for (let point = first; point <= last; point += 1) found.add(point);
      }
    }
  }
  return found;
}

/** Format 4: ranges with a shift, or with a table of glyphs of their own. */
function segments(table, found) {
  const size = table.readUInt16BE(6);
  for (let at = 0; at < size; at += 2) {
    const last = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(16 + size + at);
    const shift = table.readUInt16BE(16 + 2 * size + at);
    const place = 16 + 3 * size + at;
    const range = table.readUInt16BE(place);
    for (let point = first; point <= last && point !== 0xffff; point += 1) {
      const glyph = range === 0
        ? (point + shift) & 0xffff
        : table.readUInt16BE(place + range + 2 * (point - first));
      if (glyph !== 0) found.add(point);
    }
  }
}

// A picture for tests, drawn here: boats at a quay at dusk.

/** A file of a picture that nobody else has, as an upload takes it. */
export async function drawn(page, name) {
  const data = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1600;
    canvas.height = 900;
    const pen = canvas.getContext('2d');
    const sky = pen.createLinearGradient(0, 0, 0, 900);
    sky.addColorStop(0, '#f2c38b');
    sky.addColorStop(1, '#3d7f8c');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 1600, 900);
    pen.fillStyle = '#1d3b43';
    for (let boat = 0; boat < 5; boat += 1) pen.fillRect(140 + boat * 300, 610 + (boat % 2) * 60, 170, 34);
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(data.split(',')[1], 'base64') };
}

// How alike two pictures of a screen are, whatever Chromium draws of letters' edges: both are
// shrunk to a quarter, and places that still differ plainly are counted.

/** Places that differ by less than this, of 255, look alike. */
const PLAINLY = 28;
const SHRUNK = 4;

/** The part of all places that differ, from 0 to 1; 1 where the sizes differ. */
export async function difference(page, one, other) {
  const data = [one, other].map((bytes) => `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`);
  return page.evaluate(
    async ([sources, plainly, shrunk]) => {
      const load = async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      };
      const images = await Promise.all(sources.map(load));
      const [width, height] = [images[0].naturalWidth, images[0].naturalHeight];
      if (images.some((image) => image.naturalWidth !== width || image.naturalHeight !== height)) return 1;
      const small = images.map((image) => {
        const canvas = new OffscreenCanvas(Math.floor(width / shrunk), Math.floor(height / shrunk));
        const pen = canvas.getContext('2d');
        pen.imageSmoothingQuality = 'high';
        pen.drawImage(image, 0, 0, canvas.width, canvas.height);
        return pen.getImageData(0, 0, canvas.width, canvas.height).data;
      });
      let differ = 0;
      for (let at = 0; at < small[0].length; at += 4) {
        const apart = [0, 1, 2].some((channel) => Math.abs(small[0][at + channel] - small[1][at + channel]) > plainly);
        if (apart) differ += 1;
      }
      return differ / (small[0].length / 4);
    },
    [data, PLAINLY, SHRUNK],
  );
}
